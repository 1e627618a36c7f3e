import { z } from 'zod';
import { isObject } from '../../workflow/equal';
import type { Item } from '../../workflow/schema';
import { type Shape, shapeAt } from '../../workflow/shape';
import { fieldNameOf } from '../aggregate-items';
import { defineNode } from '../define-node';
import { findField, readField, toSegments, withoutField, withValue } from '../fields';
import { fieldPath } from '../settings';
import { anyObject, anything, object, withoutField as shapeWithout, withField } from '../shapes';

export const node = defineNode({
  title: 'Split out a list',
  summary: 'Makes one item of each entry of a list field. Use it for the lines of an order or the results of a page.',
  synonyms: [
    'split out',
    'split the list',
    'split into items',
    'split up',
    'for each entry',
    'for each of the',
    'one item for each',
    'one item per',
    'explode',
    'flatten',
    'unnest',
    'unwind',
    'unpack',
    'line items',
    'each line of the order',
    'break the list apart',
    'array to items',
    'list to items',
    'separate the entries',
  ],
  kind: 'data',
  icon: 'split',
  effect: 'none',
  runs: 'each',
  pathParams: ['field'],
  params: z.object({
    field: fieldPath('The field that holds the list, for example order.lines'),
    keep: z
      .enum(['entries', 'all'])
      .default('entries')
      .describe('entries: only what stands in the list. all: the other fields of the item come along with each entry'),
    as: z.string().trim().max(80).optional().describe('Name for the entry; without one, its own fields are the item'),
    separator: z.string().max(20).optional().describe('When the field is text: what stands between the entries'),
    missing: z
      .enum(['stop', 'skip'])
      .default('stop')
      .describe('When an item lacks the field: stop with what is wrong, or give nothing for it'),
  }),
  describe: ({ field, keep, as }) =>
    `One item for each entry of ${field || '…'}${as ? `, as ${as}` : ''}${keep === 'all' ? ', with the other fields' : ''}`,
  outputShapes: (params, input) => ({ next: shapeOfEntry(params, input) }),
  example: {
    ask: 'split the order into its lines',
    params: { field: 'lines', keep: 'all', as: 'line' },
    input: [{ order: 7, lines: [{ sku: 'A' }, { sku: 'B' }] }],
    output: {
      next: [
        { order: 7, line: { sku: 'A' } },
        { order: 7, line: { sku: 'B' } },
      ],
    },
  },
  execute: ({ params, item }) => {
    const { field, missing } = params;
    const value = missing === 'skip' ? findField(item, field) : readField(item, field);
    return { next: entriesOf(value, params.separator).map(entry => toEntry(entry, { ...params, item })) };
  },
});

type Json = Item[string];

interface Settings {
  field: string;
  keep: 'entries' | 'all';
  as?: string | undefined;
}

/** Nothing is an empty list, and what is no list is a list of one: services write both for short. */
function entriesOf(value: unknown, separator: string | undefined): Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as Json[];
  if (typeof value !== 'string' || !separator) return [value as Json];
  return value
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function toEntry(entry: Json, { item, field, keep, as }: Settings & { item: Item }): Item {
  if (keep === 'entries') return !as && isObject(entry) ? (entry as Item) : { [as || fieldNameOf(field)]: entry };
  if (!as) return withValue(item, field, entry);
  // The list itself would come along with each of its entries.
  return withValue(withoutField(item, field), as, entry);
}

function shapeOfEntry({ field, keep, as }: Settings, input: Shape): Shape {
  const path = typeof field === 'string' ? field : '';
  const at = input.kind === 'object' ? shapeAt(input, path) : null;
  const entry = at?.kind === 'list' ? at.of : anything;
  if (keep !== 'all') {
    if (!as && entry.kind === 'object') return entry;
    return !as && entry.kind === 'unknown' ? anyObject : object({ [as || fieldNameOf(path)]: entry });
  }
  if (input.kind !== 'object') return anyObject;
  const segments = toSegments(path).map(String);
  if (!as) return withField(input, segments, entry);
  return withField(shapeWithout(input, segments), toSegments(as).map(String), entry);
}
