interface Size {
  width: number;
  height: number;
}

/** Below this the labels are too small to read: then the drawing is panned instead. */
const smallest = 0.72;

/** How far a drawing is made smaller: as narrow as its place, and as low where that is enough to show all of it. */
export function scaleToFit(drawing: Size, room: Size): number {
  const narrow = Math.min(1, Math.max(smallest, room.width / drawing.width));
  const low = room.height / drawing.height;
  return low >= smallest ? Math.min(narrow, low) : narrow;
}

/** Makes a drawing that is a little too large as small as its box. Without a greatest height the box may scroll. */
export function fitDrawing(box: HTMLElement): void {
  const svg = box.querySelector('svg');
  const [, , width = 0, height = 0] = svg?.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
  if (!svg || width === 0) return;
  const scale = scaleToFit({ width, height }, roomIn(box));
  svg.setAttribute('width', String(Math.floor(width * scale)));
  svg.setAttribute('height', String(Math.floor(height * scale)));
}

function roomIn(box: HTMLElement): Size {
  const style = getComputedStyle(box);
  const sum = (...lengths: string[]) => lengths.reduce((total, length) => total + Number.parseFloat(length), 0);
  const highest = Number.parseFloat(style.maxHeight);
  return {
    width: box.clientWidth - sum(style.paddingLeft, style.paddingRight),
    height: Number.isNaN(highest)
      ? Number.POSITIVE_INFINITY
      : highest - sum(style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth),
  };
}
