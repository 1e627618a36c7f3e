import { z } from 'zod';
import { AppError } from '../../errors';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { NamedValue, wholeNumber } from '../settings';
import { anyObject } from '../shapes';
import { describeTableUse, filterOperators, rowShape, rowsToStore, simulatedRows } from '../table-rows';

const Filter = z.object({
  column: z.string('Name a column.').trim().min(1, 'Name a column.').max(200).describe('The column that is looked at'),
  operator: z.enum(filterOperators).default('equals').describe('How it is compared'),
  value: z.unknown().optional().describe('What it is compared with, often an expression'),
});

export const node = defineNode({
  title: 'Data table',
  summary: 'Stores, finds, changes or deletes rows in one of your tables here. Use it to remember things between runs.',
  synonyms: [
    'table',
    'data table',
    'store',
    'save',
    'store it in',
    'save to',
    'add a row',
    'insert',
    'remember',
    'database',
    'spreadsheet',
    'sheet',
    'record',
    'log',
    'append',
    'keep track',
    'look up',
    'find rows',
    'update row',
    'upsert',
    'delete row',
    'list called',
  ],
  kind: 'data',
  icon: 'table-2',
  effect: ({ operation }) => (operation === 'find' ? 'read' : operation === 'delete' ? 'destructive' : 'write'),
  reachesOthers: false,
  honoursIdempotencyKey: true,
  runs: 'each',
  params: z
    .object({
      operation: z
        .enum(['insert', 'find', 'update', 'upsert', 'delete'])
        .default('insert')
        .describe(
          'insert adds a row; find gives rows; update changes rows; upsert updates or adds; delete removes rows',
        ),
      table: z
        .string('Name the table.')
        .trim()
        .min(1, 'Name the table.')
        .max(80)
        .describe('Name of the table; it is made when it does not exist yet'),
      values: z
        .array(NamedValue)
        .default([])
        .describe('Columns and what goes into them. Empty: the whole item, and of a webhook request its body'),
      filters: z.array(Filter).default([]).describe('For find, update and delete: which rows'),
      match: z.enum(['all', 'any']).default('all').describe('Whether all filters must hold, or any of them'),
      column: z.string().trim().optional().describe('For upsert: the column that tells whether a row is already there'),
      limit: wholeNumber('For find: how many rows at most', { min: 1, max: 10_000 }).default(1_000),
      orEmpty: z
        .boolean()
        .default(false)
        .describe('For find, update and delete: give one empty item when no row fits, so that a later step can tell'),
    })
    .superRefine(({ operation, values, filters, column }, context) => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (operation === 'upsert' && !column) issue('column', 'Say which column tells rows apart.');
      if (operation === 'update' && values.length === 0) issue('values', 'Say which columns to change.');
      const needsFilter = operation === 'update' || operation === 'delete';
      if (needsFilter && filters.length === 0) issue('filters', `Say which rows to ${operation}.`);
    }),
  describe: describeTableUse,
  outputShapes: ({ operation, values }, input) => ({
    next: operation === 'insert' || operation === 'upsert' ? rowShape(values, input) : anyObject,
  }),
  example: {
    ask: 'store it in a table called big orders',
    params: { operation: 'insert', table: 'big orders', values: [{ name: 'amount', value: '{{ item.amount }}' }] },
    input: [{ amount: 120 }],
    output: { next: [{ id: 1, amount: 120 }] },
  },
  execute: async ({ params, item, tables, idempotencyKey }) => {
    const { operation, table, filters, match, limit, column } = params;
    switch (operation) {
      case 'insert':
        return { next: await tables.insert(table, rowsToStore(params, item), { idempotencyKey }) };
      case 'find':
        return { next: await findRows() };
      case 'update':
        return {
          next: orEmpty(
            await tables.update(table, { filters, match, values: rowsToStore(params, item)[0]!, idempotencyKey }),
          ),
        };
      case 'upsert':
        return { next: await upsertAll(rowsToStore(params, item)) };
      case 'delete':
        return { next: orEmpty(await tables.delete(table, { filters, match, idempotencyKey })) };
    }

    function orEmpty(rows: readonly Item[]): readonly Item[] {
      return rows.length === 0 && params.orEmpty ? [{}] : rows;
    }

    /** A table that is made by what comes later is as good as one without rows, where a later step tells. */
    async function findRows(): Promise<readonly Item[]> {
      try {
        const rows = await tables.find(table, { filters, match, limit });
        return orEmpty(rows);
      } catch (error) {
        if (params.orEmpty && error instanceof AppError && error.code === 'table.not_found') return [{}];
        throw error;
      }
    }

    async function upsertAll(rows: readonly Item[]): Promise<Item[]> {
      const stored: Item[] = [];
      // One after the other: two rows with the same value are one row in the end.
      for (const [index, row] of rows.entries()) {
        const key = rows.length > 1 ? `${idempotencyKey}/${index}` : idempotencyKey;
        stored.push(await tables.upsert(table, row, { column: column!, idempotencyKey: key }));
      }
      return stored;
    }
  },
  simulate: ({ params, item }) => ({ next: simulatedRows(params, item) }),
});
