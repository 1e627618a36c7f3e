/** What is known of a value's form. `open` objects may hold more fields than are listed. */
export type Shape =
  | { kind: 'unknown' }
  | { kind: 'string' | 'number' | 'boolean' | 'null' }
  | { kind: 'list'; of: Shape }
  | { kind: 'object'; fields: Readonly<Record<string, Shape>>; open: boolean };

export const unknownShape: Shape = { kind: 'unknown' };
