/** Everything that can be done on the canvas, with its key. What has a button shows the key beside it. */
export const keys = {
  add: 'a',
  insert: 'i',
  loose: 'n',
  connect: 'c',
  disconnect: 'x',
  port: 'p',
  open: 'Enter',
  remove: 'Delete',
  disable: 'd',
  lock: 'l',
  duplicate: 'mod+d',
  loop: 'o',
  inside: 'b',
  copy: 'mod+c',
  cut: 'mod+x',
  paste: 'mod+v',
  all: 'mod+a',
  undo: 'mod+z',
  redo: 'mod+shift+z',
  find: 'f',
  fit: '0',
  closer: '+',
  further: '-',
  map: 'm',
  arrange: 'shift+t',
  ask: 'q',
  help: '?',
  suggest1: '1',
  suggest2: '2',
  suggest3: '3',
  back: 'Escape',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  moveUp: 'shift+ArrowUp',
  moveDown: 'shift+ArrowDown',
  moveLeft: 'shift+ArrowLeft',
  moveRight: 'shift+ArrowRight',
  extendUp: 'mod+ArrowUp',
  extendDown: 'mod+ArrowDown',
} as const;

export type ActionName = keyof typeof keys;

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The browser's own events carry these three, so that the clipboard works without asking for permission. */
const byEvent: readonly ActionName[] = ['copy', 'cut', 'paste'];

/** What a key press means here. */
export function actionFor({ key, ctrlKey, metaKey, shiftKey, altKey }: Press): ActionName | null {
  if (altKey) return null;
  const mod = ctrlKey || metaKey;
  if (key === 'Backspace') return 'remove';
  if (mod && key.toLowerCase() === 'y') return 'redo';
  if (mod && key.toLowerCase() === 'f') return 'find';
  const sign = key.length === 1 && !/[a-z]/i.test(key); // "?" and "+" need Shift on some keyboards
  const pressed = [mod && 'mod', shiftKey && !sign && 'shift', key.length === 1 ? key.toLowerCase() : key]
    .filter(Boolean)
    .join('+');
  const names = Object.keys(keys) as ActionName[];
  return names.find(name => keys[name] === pressed && !byEvent.includes(name)) ?? null;
}
