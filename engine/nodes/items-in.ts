import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import type { Item } from '../workflow/schema';
import { findField, readField } from './fields';

/** The list at a path of a service's answer as items; what is no object becomes `{ value }`. */
export function toItems(body: unknown, itemsPath: string): Item[] {
  const path = itemsPath.trim();
  if (Array.isArray(body) && path !== '' && findField({ body: body as Item[] }, `body.${path}`) === undefined) {
    const reason = `The answer has no list at \`${path}\`; it is itself a list of ${body.length}. Set itemsPath to an empty text`;
    throw new AppError('node.data_wrong', { reason, param: 'itemsPath', path, instead: '' });
  }
  const found = path === '' ? body : readField(isObject(body) ? (body as Item) : {}, path);
  if (Array.isArray(found)) return found.map(toItem);
  const place = path === '' ? 'The answer' : `"${path}" in the answer`;
  throw new AppError('node.data_wrong', { reason: `${place} is ${kindOf(found)} and not a list`, path, value: found });
}

const toItem = (value: unknown): Item => (isObject(value) ? (value as Item) : ({ value } as Item));

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
