import { z } from 'zod';
import { defineNode } from '../define-node';
import { readText } from '../file-values';
import { csvToItems } from '../read-csv';
import { toPhrase } from '../settings';
import { anyObject } from '../shapes';

export const node = defineNode({
  title: 'Read CSV',
  summary: 'Reads CSV text or a CSV file and gives one item for each row. Use it for exports of tables and shops.',
  synonyms: [
    'read csv',
    'csv',
    'parse csv',
    'csv file',
    'csv to items',
    'from csv',
    'comma separated',
    'comma-separated',
    'semicolon separated',
    'tsv',
    'tab separated',
    'spreadsheet export',
    'rows of the csv',
    'uploaded csv',
  ],
  kind: 'data',
  icon: 'file-spreadsheet',
  effect: 'none',
  runs: 'each',
  opensFiles: true,
  params: z.object({
    text: z.unknown().describe('The CSV: text or a file, usually an expression such as {{ item.body }}'),
    delimiter: z
      .enum(['auto', ',', ';', 'tab', '|'])
      .default('auto')
      .describe('What stands between the cells; auto finds it from the first line'),
    header: z.boolean().default(true).describe('true: the first line names the columns'),
    numbers: z
      .boolean()
      .default(true)
      .describe('true: columns that hold nothing but numbers give numbers; 007 and phone numbers stay text'),
  }),
  describe: ({ text }) => `Rows of ${toPhrase(text) || '…'}`,
  outputShapes: () => ({ next: anyObject }),
  example: {
    ask: 'read the CSV file and take each row',
    params: { text: '{{ item.body }}' },
    input: [{ body: 'id;name;amount\n007;Ada;12.5\n008;Bob;3\n' }],
    output: {
      next: [
        { id: '007', name: 'Ada', amount: 12.5 },
        { id: '008', name: 'Bob', amount: 3 },
      ],
    },
  },
  execute: ({ params: { text, ...settings } }) => ({ next: csvToItems(readText(text, 'text'), settings) }),
});
