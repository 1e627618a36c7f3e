import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { derivedFrom } from './derived';
import { readFields } from './fields';
import { sameKey } from './same-key';

/** inner: what is in both. left: all of the first. outer: all of both. without: of the first what is not in the second. */
export type MergeKind = 'inner' | 'left' | 'outer' | 'without';

interface Sides {
  first: readonly Item[];
  second: readonly Item[];
}

export interface MergeSettings {
  kind: MergeKind;
  /** What becomes of a field that both have. */
  conflicts: 'second' | 'first' | 'both';
}

interface Keys extends MergeSettings {
  firstField: string;
  secondField: string;
  ignoreCase: boolean;
}

const mostPairs = 200_000;

/** Every item of the first with every item of the second that has the same value; nothing is the same as nothing. */
export function joinByField({ first, second }: Sides, settings: Keys): Item[] {
  const { kind, ignoreCase } = settings;
  const keysOf = (items: readonly Item[], field: string) =>
    readFields(items, field).map(value => keyOf(value, ignoreCase));
  const firstKeys = keysOf(first, settings.firstField);
  const secondKeys = keysOf(second, settings.secondField);
  const places = Map.groupBy(second.keys(), index => secondKeys[index]);
  const used = new Set<number>();
  const result: Item[] = [];
  for (const [index, item] of first.entries()) {
    const key = firstKeys[index];
    const matches = key === null || key === undefined ? [] : (places.get(key) ?? []);
    if (kind === 'without') {
      if (matches.length === 0) result.push(item);
      continue;
    }
    for (const match of matches) {
      used.add(match);
      result.push(combined(item, second[match]!, settings));
    }
    if (result.length > mostPairs) throw tooMany(settings.firstField);
    if (matches.length === 0 && kind !== 'inner') result.push(item);
  }
  if (kind === 'outer') result.push(...second.filter((_item, index) => !used.has(index)));
  return result;
}

/** The first with the first, the second with the second, and so on. */
export function joinByPosition({ first, second }: Sides, settings: MergeSettings): Item[] {
  const { kind } = settings;
  if (kind === 'without') return first.slice(second.length);
  const lengths = {
    inner: Math.min(first.length, second.length),
    left: first.length,
    outer: Math.max(first.length, second.length),
  };
  return Array.from({ length: lengths[kind] }, (_, index) => {
    const [left, right] = [first[index], second[index]];
    return left && right ? combined(left, right, settings) : (left ?? right)!;
  });
}

/** 7 and "7" are the same order; 7 and "007" are not. */
function keyOf(value: unknown, ignoreCase: boolean): string | null {
  if (value === undefined || value === null || value === '') return null;
  return sameKey(typeof value === 'number' ? String(value) : value, { ignoreCase });
}

function combined(left: Item, right: Item, { conflicts }: MergeSettings): Item {
  if (conflicts === 'second') return derivedFrom(left, { ...left, ...right });
  if (conflicts === 'first') return derivedFrom(left, { ...right, ...left });
  const renamed = Object.entries(right).map(([name, value]) => [freeName(name, left), value] as const);
  return derivedFrom(left, { ...left, ...Object.fromEntries(renamed) });
}

function freeName(name: string, taken: Item): string {
  if (!Object.hasOwn(taken, name)) return name;
  let copy = 2;
  while (Object.hasOwn(taken, `${name}_${copy}`)) copy += 1;
  return `${name}_${copy}`;
}

function tooMany(field: string): AppError {
  const reason = `Joining by "${field}" gives more than ${mostPairs} pairs, because many items on both sides have the same value. Choose a field that tells them apart`;
  return new AppError('node.data_wrong', { reason, path: field });
}
