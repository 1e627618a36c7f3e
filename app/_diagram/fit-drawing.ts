/** Below this the labels are too small to read: then the drawing is panned instead. */
const smallest = 0.72;

/** Makes a drawing that is a little too wide as narrow as its box. */
export function fitDrawing(box: HTMLElement): void {
  const svg = box.querySelector('svg');
  const [, , width = 0, height = 0] = svg?.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
  if (!svg || width === 0) return;
  const { paddingLeft, paddingRight } = getComputedStyle(box);
  const room = box.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  const scale = Math.min(1, Math.max(smallest, room / width));
  svg.setAttribute('width', String(Math.floor(width * scale)));
  svg.setAttribute('height', String(Math.floor(height * scale)));
}
