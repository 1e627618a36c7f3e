import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { Operation, resultName } from '../aggregate-items';
import { defineNode } from '../define-node';
import { groupNames, pivotItems } from '../pivot-items';
import { fieldPath, objectsIn, optionalFieldPath } from '../settings';
import { anyObject, anything, object } from '../shapes';

export const node = defineNode({
  title: 'Summarize as a table',
  summary: 'Counts or adds up per several fields at once, also with one column per value. Use it for pivot tables.',
  synonyms: [
    'summarize as a table',
    'summarise as a table',
    'pivot',
    'pivot table',
    'cross table',
    'crosstab',
    'matrix',
    'group by several fields',
    'per month and',
    'per customer and',
    'per country and',
    'one column for each',
    'one column per',
    'breakdown',
    'break down by',
    'subtotals',
    'totals row',
    'report by',
  ],
  kind: 'data',
  icon: 'table-properties',
  effect: 'none',
  runs: 'all',
  // Of no items there are no groups, but there is a count.
  runsOnNothing: ({ groupBy }) => !Array.isArray(groupBy) || groupBy.length === 0,
  pathParams: ['operations.field', 'groupBy', 'columns'],
  params: z.object({
    groupBy: z
      .array(fieldPath('A field, for example country'))
      .default([])
      .describe('One row for each combination of the values of these fields; none: one row in all'),
    operations: z
      .array(Operation)
      .min(1, 'Say what to compute.')
      .describe('What to compute for each row; each becomes a field'),
    columns: optionalFieldPath('A field whose values become columns of their own, for example status'),
    totals: z.boolean().default(false).describe('true: a last row called Total holds the results over everything'),
  }),
  describe: ({ groupBy, operations, columns }) => {
    const results = objectsIn(operations).map(
      ({ operation, field }) => `${operation ?? '…'}${field ? ` of ${field}` : ''}`,
    );
    const fields = [groupBy ?? []].flat().filter(field => typeof field === 'string' && field);
    const per = fields.length > 0 ? ` per ${fields.join(' and ')}` : '';
    return `Table of ${results.join(', ') || '…'}${per}${columns ? `, one column for each ${columns}` : ''}`;
  },
  outputShapes: ({ groupBy, operations, columns }) => {
    // Which columns there will be is known only from the values.
    if (columns) return { next: anyObject };
    const fields = Array.isArray(groupBy) ? groupBy.filter(field => typeof field === 'string') : [];
    const names = [...groupNames(fields), ...objectsIn(operations).map(resultName)];
    return { next: object(Object.fromEntries(names.map(name => [name, anything]))) };
  },
  example: {
    ask: 'make a pivot table of the revenue per country and quarter',
    params: {
      groupBy: ['country'],
      columns: 'quarter',
      operations: [{ operation: 'sum', field: 'amount', as: 'revenue' }],
      totals: true,
    },
    input: [
      { country: 'DE', quarter: 'Q1', amount: 20 },
      { country: 'DE', quarter: 'Q2', amount: 30 },
      { country: 'IT', quarter: 'Q1', amount: 5 },
    ],
    output: {
      next: [
        { country: 'DE', Q1: 20, Q2: 30 },
        { country: 'IT', Q1: 5, Q2: 0 },
        { country: 'Total', Q1: 25, Q2: 30 },
      ],
    },
  },
  execute: ({ params, items }) => ({ next: pivotItems(items, params) as Item[] }),
});
