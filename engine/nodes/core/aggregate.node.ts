import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { aggregateItems, fieldNameOf, Operation, resultName } from '../aggregate-items';
import { defineNode } from '../define-node';
import { objectsIn, optionalFieldPath } from '../settings';
import { anything, list, number, object, text } from '../shapes';

export const node = defineNode({
  title: 'Aggregate',
  summary: 'Makes one item out of many: count, sum, average, lists and more. Use it to summarise, also per group.',
  synonyms: [
    'aggregate',
    'count',
    'how many',
    'number of',
    'sum',
    'total',
    'add up',
    'average',
    'mean',
    'minimum',
    'maximum',
    'smallest',
    'largest',
    'list',
    'collect',
    'combine',
    'join',
    'concatenate',
    'unique',
    'distinct',
    'group by',
    'per',
    'summarise',
    'summarize',
  ],
  kind: 'data',
  icon: 'sigma',
  effect: 'none',
  runs: 'all',
  // Of no items there are no groups, but there is a count.
  runsOnNothing: ({ groupBy }) => !groupBy,
  pathParams: ['operations.field', 'groupBy'],
  params: z.object({
    operations: z
      .array(Operation)
      .min(1, 'Say what to compute.')
      .describe('What to compute; each becomes a field of the result'),
    groupBy: optionalFieldPath('A field to group by: gives one item for each of its values'),
  }),
  describe: ({ operations, groupBy }) => {
    const parts = objectsIn(operations)
      .filter(({ operation }) => operation)
      .map(({ operation, field }) => `${operation}${field ? ` of ${field}` : ''}`);
    return `${capitalized(parts.join(', ')) || 'Computes nothing yet'}${groupBy ? ` per ${groupBy}` : ''}`;
  },
  outputShapes: ({ operations, groupBy }) => {
    const results = objectsIn(operations).map(entry => [
      resultName(entry),
      shapes[String(entry.operation)] ?? anything,
    ]);
    const group = typeof groupBy === 'string' && groupBy ? [[fieldNameOf(groupBy), anything]] : [];
    return { next: object(Object.fromEntries([...group, ...results])) };
  },
  example: {
    ask: 'count the orders and add up their amounts',
    params: {
      operations: [
        { operation: 'count', as: 'orders' },
        { operation: 'sum', field: 'amount', as: 'revenue' },
      ],
    },
    input: [{ amount: 20 }, { amount: 120 }],
    output: { next: [{ orders: 2, revenue: 140 }] },
  },
  execute: ({ params, items }) => ({ next: aggregateItems(items, params) as Item[] }),
});

const shapes: Record<string, typeof number> = {
  count: number,
  sum: number,
  average: number,
  join: text,
  list: list(anything),
  unique: list(anything),
};

const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
