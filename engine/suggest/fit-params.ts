import type { NodeType } from '../workflow/node-types';
import { parsePath } from '../workflow/path';
import { mapExpressions, mapTexts } from '../workflow/references';
import { pathsOf, type Shape, shapeAt, shapeOf } from '../workflow/shape';

/** The settings of a type's example, with its fields exchanged for the nearest of what arrives here. */
export function fitParams({ example, pathParams }: NodeType, input: Shape): Record<string, unknown> {
  const known = pathsOf(input);
  if (known.length === 0) return { ...example.params };
  const there = example.input.map(shapeOf)[0] ?? shapeOf({});
  const fitted = (path: string) => nearest(path, { known, input, there });
  const rewrite = (source: string) => {
    const segments = parsePath(source);
    if (segments?.[0] === 'item') return `item.${fitted(source.slice('item.'.length))}`;
    return source.replaceAll(/\bitem\.([a-z_][\w.]*)/gi, (_, path: string) => `item.${fitted(path)}`);
  };
  const params = mapTexts(example.params, text => mapExpressions(text, rewrite)) as Record<string, unknown>;
  const names = new Set(pathParams);
  return mapPaths(params, names, fitted) as Record<string, unknown>;
}

interface Fields {
  known: readonly string[];
  input: Shape;
  /** What the example was given. */
  there: Shape;
}

/** The same path, one that ends alike, else the first of the same kind. */
function nearest(path: string, { known, input, there }: Fields): string {
  if (known.includes(path)) return path;
  const last = path.split('.').at(-1)!;
  const alike = known.find(each => each.split('.').at(-1) === last);
  if (alike) return alike;
  const kind = shapeAt(there, path)?.kind;
  const same = known.find(each => shapeAt(input, each)?.kind === kind);
  return same ?? known.find(each => !['object', 'list'].includes(shapeAt(input, each)?.kind ?? '')) ?? known[0]!;
}

/** Params that hold a plain path, at any depth: a string, a list of them, or a field of an entry. */
function mapPaths(
  value: unknown,
  names: ReadonlySet<string>,
  fitted: (path: string) => string,
  inside = false,
): unknown {
  if (typeof value === 'string') return inside && value !== '' && !value.includes('{{') ? fitted(value) : value;
  if (Array.isArray(value)) return value.map(each => mapPaths(each, names, fitted, inside));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapPaths(each, names, fitted, isPath(name, each, names))]),
  );
}

const isPath = (name: string, value: unknown, names: ReadonlySet<string>) =>
  names.has(name) &&
  (typeof value === 'string' || (Array.isArray(value) && value.every(one => typeof one === 'string')));
