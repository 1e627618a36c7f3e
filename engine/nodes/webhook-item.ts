import type { Item } from '../workflow/schema';

const fields = new Set(['method', 'headers', 'query', 'body', 'files']);
/** What a request is when nothing else is said. */
const marks = ['body', 'query', 'headers', 'method'];

/** True for an item in the form that the webhook trigger gives, as a whole or in part. */
export const isWebhookItem = (item: Item): boolean =>
  marks.some(name => Object.hasOwn(item, name)) && Object.keys(item).every(name => fields.has(name));

/** Fills in what a request always has. Plain data, as a person types it for a trial, is taken as its body. */
export function toWebhookItem(item: Item, method = 'POST'): Item {
  if ([...fields].every(name => Object.hasOwn(item, name))) return item;
  const given = isWebhookItem(item) ? item : { body: item };
  return { method: method === 'ANY' ? 'POST' : method, headers: {}, query: {}, body: {}, files: [], ...given };
}
