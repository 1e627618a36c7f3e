import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { compareValues } from '../compare-values';
import { defineNode } from '../define-node';
import { readFields } from '../fields';
import { fieldPath, objectsIn } from '../settings';

export const node = defineNode({
  title: 'Sort',
  summary: 'Puts the items in order by one or more fields. Use it for newest first, highest first or by name.',
  synonyms: [
    'sort',
    'order by',
    'sorted',
    'arrange',
    'rank',
    'newest first',
    'latest first',
    'oldest first',
    'highest first',
    'lowest first',
    'biggest first',
    'alphabetically',
    'ascending',
    'descending',
  ],
  kind: 'data',
  icon: 'arrow-up-down',
  effect: 'none',
  runs: 'all',
  pathParams: ['by.field'],
  params: z.object({
    by: z
      .array(
        z.object({
          field: fieldPath('The field to order by, for example published_at'),
          descending: z.boolean().default(false).describe('true: highest or newest first'),
        }),
      )
      .min(1, 'Say which field to sort by.')
      .describe('The first field decides; the next ones break ties'),
  }),
  describe: ({ by }) => {
    const parts = objectsIn(by).map(({ field, descending }) => `${field ?? '…'}${descending ? ', highest first' : ''}`);
    return parts.length > 0 ? `By ${parts.join(', then ')}` : 'By nothing yet';
  },
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'sort by amount, highest first',
    params: { by: [{ field: 'amount', descending: true }] },
    input: [{ amount: 20 }, { amount: 120 }, { amount: 70 }],
    output: { next: [{ amount: 120 }, { amount: 70 }, { amount: 20 }] },
  },
  execute: ({ params: { by }, items }) => {
    const columns = by.map(({ field, descending }) => ({ values: readFields(items, field), descending }));
    const positions = items
      .map((_item, index) => index)
      .sort((left, right) => {
        for (const { values, descending } of columns) {
          const order = compareValues(values[left], values[right], { descending });
          if (order !== 0) return order;
        }
        return 0;
      });
    return { next: positions.map(position => items[position] as Item) };
  },
});
