import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import { nearest } from '../workflow/nearest';
import { parsePath, type Segment, walkPath } from '../workflow/path';
import type { Item } from '../workflow/schema';

/** Segments of a plain path; a name that is no path (`first name`) is one field. `items.0.name` reads a list, too. */
export function toSegments(path: string): readonly Segment[] {
  const known = parsed.get(path);
  if (known) return known;
  const segments = parsePath(path) ?? path.split('.').map(part => (/^\d{1,9}$/.test(part) ? Number(part) : part));
  if (parsed.size > 1_000) parsed.clear();
  parsed.set(path, segments);
  return segments;
}

/** Paths come from settings: few, and read once for every item. */
const parsed = new Map<string, readonly Segment[]>();

/** The value at a path, or undefined; a field called `a.b` is found by its own name first. */
export function findField(item: Item, path: string): unknown {
  if (Object.hasOwn(item, path)) return item[path];
  const walk = walkPath(item, toSegments(path));
  return walk.found ? walk.value : undefined;
}

/** Values at a path, one for each item; it is a failure when no item has it, since then the name is wrong. */
export function readFields(items: readonly Item[], path: string): unknown[] {
  const values = items.map(item => findField(item, path));
  if (items.length > 0 && values.every(value => value === undefined)) throw missingField(items, path);
  return values;
}

export function readField(item: Item, path: string): unknown {
  return readFields([item], path)[0];
}

function missingField(items: readonly Item[], path: string): AppError {
  const where = items.length === 1 ? 'The item' : `None of the ${items.length} items`;
  const nearestPath = nearest(path, new Set(items.slice(0, 50).flatMap(item => pathsIn(item))));
  return new AppError('expression.path_missing', { expression: path, path, nearest: nearestPath, where });
}

function pathsIn(value: unknown, prefix = '', depth = 0): string[] {
  if (!isObject(value) || depth > 4) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    return [path, ...pathsIn(field, path, depth + 1)];
  });
}

/** A copy with the value at the path. Only the objects on the way are copied; the rest is shared. */
export function withValue(item: Item, path: string, value: Item[string]): Item {
  return put(item, toSegments(path), { path, value }) as Item;
}

/** A copy without the field at the path; what held it stays, even when nothing is left in it. */
export function withoutField(item: Item, path: string): Item {
  if (Object.hasOwn(item, path)) {
    const { [path]: _gone, ...rest } = item;
    return rest;
  }
  return drop(item, toSegments(path)) as Item;
}

function drop(target: unknown, [segment, ...rest]: readonly Segment[]): unknown {
  if (segment === undefined) return target;
  if (Array.isArray(target) && typeof segment === 'number' && segment < target.length) {
    return rest.length > 0 ? target.with(segment, drop(target[segment], rest)) : target.toSpliced(segment, 1);
  }
  if (!isObject(target) || !Object.hasOwn(target, segment)) return target;
  if (rest.length > 0) return { ...target, [segment]: drop(target[segment], rest) };
  return Object.fromEntries(Object.entries(target).filter(([name]) => name !== String(segment)));
}

type Put = { path: string; value: unknown };

function put(target: unknown, segments: readonly Segment[], entry: Put): unknown {
  const segment = segments[0];
  if (segment === undefined) return entry.value;
  const next = segments.length === 1 ? entry.value : put(within(target, segment), segments.slice(1), entry);
  if (Array.isArray(target) && typeof segment === 'number') return target.toSpliced(segment, 1, next);
  if (target !== undefined && target !== null && !isObject(target)) throw notAnObject(target, entry.path);
  return { ...target, [segment]: next };
}

function within(target: unknown, segment: Segment): unknown {
  const inner = walkPath(target, [segment]);
  return inner.found ? inner.value : undefined;
}

const notAnObject = (value: unknown, path: string) =>
  new AppError('node.data_wrong', {
    reason: `"${path}" cannot be set, because a part of it holds ${JSON.stringify(value)?.slice(0, 60)} and not fields`,
    path,
    value,
  });
