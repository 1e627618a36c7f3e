import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { defineNode } from '../define-node';
import { findField } from '../fields';
import { fileShape, toTextFile } from '../file-values';
import { fieldPath, textSetting, toText } from '../settings';
import { object } from '../shapes';

export const node = defineNode({
  title: 'Make a CSV file',
  summary:
    'Puts all items into one CSV file, one row each. Use it before sending rows by e-mail or to another service.',
  synonyms: [
    'make a csv file',
    'make csv',
    'create csv',
    'build csv',
    'to csv',
    'as csv',
    'csv export',
    'export as csv',
    'export the rows',
    'rows as csv',
    'a csv of',
    'write csv',
    'csv attachment',
    'items to csv',
    'convert to csv',
  ],
  kind: 'data',
  icon: 'file-down',
  effect: 'none',
  runs: 'all',
  pathParams: ['columns'],
  params: z.object({
    columns: z
      .array(fieldPath('A field, for example customer.name'))
      .default([])
      .describe('The fields that become columns, in this order; none: all fields'),
    delimiter: z.enum([',', ';', 'tab']).default(',').describe('What stands between the cells'),
    header: z.boolean().default(true).describe('true: the first line names the columns'),
    forSpreadsheets: z
      .boolean()
      .default(false)
      .describe('true: marked as UTF-8 for Excel, and cells that would be read as formulas are made harmless'),
    fileName: textSetting('Name of the file').prefault('data.csv'),
    as: z.string().trim().min(1).max(80).default('file').describe('Name of the field that holds the file'),
  }),
  describe: ({ columns, fileName }) => {
    const fields = Array.isArray(columns) ? columns.filter(field => typeof field === 'string' && field) : [];
    return `${toText(fileName) || 'data.csv'} with ${fields.slice(0, 5).join(', ') || 'all fields'}`;
  },
  outputShapes: ({ as }) => ({ next: object({ [toText(as) || 'file']: fileShape }) }),
  example: {
    ask: 'make a CSV file of the orders',
    params: { fileName: 'orders.csv' },
    input: [
      { id: 1, customer: 'Ada' },
      { id: 2, customer: 'Bob, Inc.' },
    ],
    output: {
      next: [
        {
          file: { name: 'orders.csv', type: 'text/csv', size: 32, text: 'id,customer\n1,Ada\n2,"Bob, Inc."\n' },
        },
      ],
    },
  },
  execute: ({ params, items }) => {
    const { delimiter, header, forSpreadsheets, fileName, as } = params;
    const columns = params.columns.length > 0 ? params.columns : [...new Set(items.flatMap(Object.keys))];
    const rows = items.map(item => columns.map(column => toText(findField(item, column))));
    const text = stringify(header ? [columns, ...rows] : rows, {
      delimiter: delimiter === 'tab' ? '\t' : delimiter,
      bom: forSpreadsheets,
      escape_formulas: forSpreadsheets,
    });
    return { next: [{ [as]: toTextFile({ name: fileName || 'data.csv', type: 'text/csv', text }) }] };
  },
});
