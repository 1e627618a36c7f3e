import { isObject } from '../workflow/equal';

/** A text that two values share exactly when they are the same; the order of an object's fields makes no difference. */
export function sameKey(value: unknown, { ignoreCase = false } = {}): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === 'string') return ignoreCase ? part.trim().toLowerCase() : part;
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
