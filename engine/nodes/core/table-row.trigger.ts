import { z } from 'zod';
import { defineNode } from '../define-node';
import { toPhrase } from '../settings';
import { anyObject, text, withField } from '../shapes';

const happenings = { added: 'is added', changed: 'is changed', both: 'is added or changed' };

export const node = defineNode({
  title: 'Table row',
  summary: 'Starts the workflow when a row of one of your tables here is added or changed, by whomever.',
  synonyms: [
    'table row',
    'new row',
    'row added',
    'row is added',
    'row changed',
    'row is changed',
    'when a row',
    'row trigger',
    'table trigger',
    'when the table changes',
    'new record',
    'new entry in the table',
    'table gets a row',
  ],
  kind: 'trigger',
  icon: 'table-properties',
  startedBy: 'table',
  effect: 'none',
  runs: 'all',
  params: z.object({
    table: z.string('Name the table.').trim().min(1, 'Name the table.').max(80).describe('The name of the table'),
    on: z
      .enum(['added', 'changed', 'both'])
      .default('added')
      .describe('added: new rows. changed: rows of which a value became another. both: either'),
  }),
  describe: ({ table, on }) =>
    `When a row of ${toPhrase(table) || '…'} ${happenings[on ?? 'added'] ?? happenings.added}`,
  outputShapes: () => ({ next: withField(withField(anyObject, ['row_event'], text), ['row_before'], anyObject) }),
  example: {
    ask: 'when a row is added to the orders table',
    params: { table: 'orders', on: 'added' },
    input: [{ id: 7, email: 'ada@example.com', amount: 120, row_event: 'added', row_before: {} }],
    output: { next: [{ id: 7, email: 'ada@example.com', amount: 120, row_event: 'added', row_before: {} }] },
  },
  execute: ({ items, params }) => {
    const usual = { row_event: params.on === 'changed' ? 'changed' : 'added', row_before: {} };
    const isComplete = (item: object) => Object.keys(usual).every(name => Object.hasOwn(item, name));
    return { next: (items.length > 0 ? items : [{}]).map(item => (isComplete(item) ? item : { ...usual, ...item })) };
  },
});
