import { z } from 'zod';
import { defineNode } from '../define-node';
import { fileShape, toTextFile } from '../file-values';
import { textSetting, toText } from '../settings';
import { object } from '../shapes';

export const node = defineNode({
  title: 'Make a JSON file',
  summary: 'Puts all items, or a value of yours, into one JSON file. Use it to keep or send data in that form.',
  synonyms: [
    'make a json file',
    'make json',
    'create json',
    'build json',
    'to json',
    'as json',
    'export as json',
    'json export',
    'write json',
    'json attachment',
    'items to json',
    'convert to json',
    'stringify',
    'serialize',
  ],
  kind: 'data',
  icon: 'file-code',
  effect: 'none',
  runs: 'all',
  params: z.object({
    value: z.unknown().optional().describe('What goes into the file; nothing: the list of all items'),
    form: z
      .enum(['pretty', 'compact', 'lines'])
      .default('pretty')
      .describe('pretty: for people. compact: as short as can be. lines: one entry of the list a line'),
    fileName: textSetting('Name of the file').prefault('data.json'),
    as: z.string().trim().min(1).max(80).default('file').describe('Name of the field that holds the file'),
  }),
  describe: ({ value, fileName }) => `${toText(fileName) || 'data.json'} of ${value ? 'a value' : 'all items'}`,
  outputShapes: ({ as }) => ({ next: object({ [toText(as) || 'file']: fileShape }) }),
  example: {
    ask: 'make a JSON file of the orders',
    params: { fileName: 'orders.json', form: 'compact' },
    input: [{ id: 1 }, { id: 2 }],
    output: {
      next: [{ file: { name: 'orders.json', type: 'application/json', size: 20, text: '[{"id":1},{"id":2}]\n' } }],
    },
  },
  execute: ({ params, items }) => {
    const value = params.value ?? items;
    const text =
      params.form === 'lines' ? toLines(value) : JSON.stringify(value, null, params.form === 'pretty' ? 2 : 0);
    const type = params.form === 'lines' ? 'application/x-ndjson' : 'application/json';
    return { next: [{ [params.as]: toTextFile({ name: params.fileName || 'data.json', type, text: `${text}\n` }) }] };
  },
});

const toLines = (value: unknown) =>
  (Array.isArray(value) ? value : [value]).map(entry => JSON.stringify(entry)).join('\n');
