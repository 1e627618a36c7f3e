import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { readFields } from '../fields';
import { sameKey } from '../same-key';
import { fieldPath } from '../settings';

export const node = defineNode({
  title: 'Remove duplicates',
  summary:
    'Drops items that came before, told by the whole item or by some of its fields. Use it to have each only once.',
  synonyms: [
    'remove duplicates',
    'remove duplicate',
    'duplicates',
    'duplicate',
    'deduplicate',
    'dedupe',
    'de-duplicate',
    'distinct',
    'unique items',
    'only once',
    'each only once',
    'no doubles',
    'doubled',
    'repeated',
    'drop repeated',
    'without repeats',
    'same item twice',
  ],
  kind: 'data',
  icon: 'copy-minus',
  effect: 'none',
  runs: 'all',
  pathParams: ['by'],
  params: z.object({
    by: z
      .array(fieldPath('A field, for example email'))
      .default([])
      .describe('The fields that tell whether two items are the same; none: the whole item. Items without any stay'),
    keep: z.enum(['first', 'last']).default('first').describe('Which of several equal items stays'),
    ignoreCase: z
      .boolean()
      .default(false)
      .describe('true: capital letters and blanks around a text make no difference, as in e-mail addresses'),
  }),
  describe: ({ by, keep }) => {
    const fields = Array.isArray(by) ? by.filter(field => typeof field === 'string' && field) : [];
    return `Keeps the ${keep === 'last' ? 'last' : 'first'} of those with the same ${fields.join(' and ') || 'content'}`;
  },
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'remove duplicates by e-mail',
    params: { by: ['email'], ignoreCase: true },
    input: [
      { id: 1, email: 'ada@example.com' },
      { id: 2, email: 'Ada@example.com' },
      { id: 3, email: 'bob@example.com' },
    ],
    output: {
      next: [
        { id: 1, email: 'ada@example.com' },
        { id: 3, email: 'bob@example.com' },
      ],
    },
  },
  execute: ({ params: { by, keep, ignoreCase }, items }) => {
    const columns = by.map(field => readFields(items, field));
    const keyOf = (item: Item, index: number): string | null => {
      if (columns.length === 0) return sameKey(item, { ignoreCase });
      const values = columns.map(column => column[index]);
      return values.every(isNothing)
        ? null
        : sameKey(
            values.map(value => value ?? null),
            { ignoreCase },
          );
    };
    const places = new Map<string, number>();
    const stays = new Set<number>();
    for (const [index, item] of items.entries()) {
      const key = keyOf(item, index);
      const place = key === null ? undefined : places.get(key);
      if (place !== undefined && keep === 'first') continue;
      if (place !== undefined) stays.delete(place);
      if (key !== null) places.set(key, index);
      stays.add(index);
    }
    return { next: items.filter((_item, index) => stays.has(index)) };
  },
});

const isNothing = (value: unknown) => value === undefined || value === null || value === '';
