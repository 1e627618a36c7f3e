import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import type { Item } from '../workflow/schema';
import { readField } from './fields';

/** The list at a path of a service's answer as items; what is no object becomes `{ value }`. */
export function toItems(body: unknown, path: string): Item[] {
  const found = path.trim() === '' ? body : readField(isObject(body) ? (body as Item) : {}, path.trim());
  if (Array.isArray(found)) return found.map(toItem);
  const place = path.trim() === '' ? 'The answer' : `"${path}" in the answer`;
  throw new AppError('node.data_wrong', { reason: `${place} is ${kindOf(found)} and not a list`, path, value: found });
}

const toItem = (value: unknown): Item => (isObject(value) ? (value as Item) : ({ value } as Item));

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
