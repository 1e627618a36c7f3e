import { fieldNames, fieldOf, isEqual, isObject } from './equal';

interface Sides {
  base: unknown;
  theirs: unknown;
  yours: unknown;
}

/**
 * Joins two edits of one value where they touch different parts of it: other fields of an object, other places of a
 * list that kept its length. Null where they touch the same part, or where a list grew or shrank on both sides.
 */
export function mergeValues({ base, theirs, yours }: Sides): { value: unknown } | null {
  if (isEqual(theirs, yours)) return { value: theirs };
  if (isEqual(base, theirs)) return { value: yours };
  if (isEqual(base, yours)) return { value: theirs };
  if (Array.isArray(base) && Array.isArray(theirs) && Array.isArray(yours)) return mergeLists(base, theirs, yours);
  if (isObject(base) && isObject(theirs) && isObject(yours)) return mergeObjects(base, theirs, yours);
  return null;
}

function mergeLists(base: unknown[], theirs: unknown[], yours: unknown[]): { value: unknown } | null {
  if (base.length !== theirs.length || base.length !== yours.length) return null;
  const merged = base.map((value, index) => mergeValues({ base: value, theirs: theirs[index], yours: yours[index] }));
  return merged.includes(null) ? null : { value: merged.map(each => each!.value) };
}

type Fields = Record<string, unknown>;

function mergeObjects(base: Fields, theirs: Fields, yours: Fields): { value: unknown } | null {
  const merged = fieldNames(base, theirs, yours).map(name => ({
    name,
    result: mergeValues({ base: fieldOf(base, name), theirs: fieldOf(theirs, name), yours: fieldOf(yours, name) }),
  }));
  if (merged.some(({ result }) => result === null)) return null;
  const kept = merged.filter(({ result }) => result!.value !== undefined);
  return { value: Object.fromEntries(kept.map(({ name, result }) => [name, result!.value])) };
}
