/** Same JSON value: the order of keys does not matter, a field that is undefined counts as absent. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((value, index) => isEqual(value, right[index]));
  }
  return fieldNames(left, right).every(name => isEqual(fieldOf(left, name), fieldOf(right, name)));
}

/** Own fields only, so that a field called `constructor` is a field like any other. */
export const fieldOf = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;

export const fieldNames = (...objects: readonly object[]): string[] => [...new Set(objects.flatMap(Object.keys))];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
