import { formatPath, parsePath, type Segment } from './path';

/** What is known of a value's form. `open` objects may hold more fields than are listed. */
export type Shape =
  | { kind: 'unknown' }
  | { kind: 'string' | 'number' | 'boolean' | 'null' }
  | { kind: 'list'; of: Shape }
  | { kind: 'object'; fields: Readonly<Record<string, Shape>>; open: boolean };

export const unknownShape: Shape = { kind: 'unknown' };

/** The shape of one value; of several alike, fold with `mergeShapes`. */
export function shapeOf(value: unknown): Shape {
  if (value === null) return { kind: 'null' };
  if (Array.isArray(value))
    return { kind: 'list', of: value.length ? value.map(shapeOf).reduce(mergeShapes) : unknownShape };
  switch (typeof value) {
    case 'string':
      return { kind: 'string' };
    case 'number':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'object':
      return {
        kind: 'object',
        fields: Object.fromEntries(Object.entries(value as object).map(([name, field]) => [name, shapeOf(field)])),
        open: false,
      };
    default:
      return unknownShape;
  }
}

/** What is known when a value has one shape or the other: a field of either may be there. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  if (left === right) return left; // most of what meets again behind a branch
  if (left.kind === 'null') return right;
  if (right.kind === 'null') return left;
  if (left.kind === 'list' && right.kind === 'list') return { kind: 'list', of: mergeShapes(left.of, right.of) };
  if (left.kind === 'object' && right.kind === 'object') {
    const fields = new Map(Object.entries(left.fields));
    for (const [name, shape] of Object.entries(right.fields)) {
      const known = fields.get(name);
      fields.set(name, known ? mergeShapes(known, shape) : shape);
    }
    return { kind: 'object', fields: Object.fromEntries(fields), open: left.open || right.open };
  }
  return left.kind === right.kind ? left : unknownShape;
}

/** The shape at a path; `null` where it is known that nothing is there. */
export function shapeAt(shape: Shape, path: string | readonly Segment[]): Shape | null {
  const segments = typeof path === 'string' ? (parsePath(path) ?? [path]) : path;
  let current = shape;
  for (const segment of segments) {
    const next = step(current, segment);
    if (next === null) return null;
    current = next;
  }
  return current;
}

function step(shape: Shape, segment: Segment): Shape | null {
  switch (shape.kind) {
    case 'unknown':
      return unknownShape;
    case 'object': {
      const name = String(segment);
      if (Object.hasOwn(shape.fields, name)) return shape.fields[name]!;
      return shape.open ? unknownShape : null;
    }
    case 'list':
      if (segment === 'length') return { kind: 'number' };
      return typeof segment === 'number' || /^\d+$/.test(segment) ? shape.of : null;
    case 'string':
      return segment === 'length' ? { kind: 'number' } : null;
    case 'number':
    case 'boolean':
      return null;
    case 'null':
      return unknownShape; // seen empty once; nobody knows what it is when it is not
  }
}

const deepest = 6;

/** Every path that is known to be there, in the form expressions use; a list shows its first element. */
export function pathsOf(shape: Shape): string[] {
  return pathsBelow(shape, []).map(formatPath);
}

function pathsBelow(shape: Shape, segments: readonly Segment[]): Segment[][] {
  const here = segments.length > 0 ? [[...segments]] : [];
  if (segments.length >= deepest) return here;
  if (shape.kind === 'list') return [...here, ...pathsBelow(shape.of, [...segments, 0]).slice(1)];
  if (shape.kind !== 'object') return here;
  return [...here, ...Object.entries(shape.fields).flatMap(([name, field]) => pathsBelow(field, [...segments, name]))];
}

/** An object of these fields and no others, unless `open`. */
export const objectShape = (fields: Readonly<Record<string, Shape>>, open = false): Shape => ({
  kind: 'object',
  fields,
  open,
});
