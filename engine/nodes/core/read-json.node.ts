import { z } from 'zod';
import { isObject } from '../../workflow/equal';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { readText } from '../file-values';
import { toItems } from '../items-in';
import { parseJsonText } from '../read-json';
import { toPhrase } from '../settings';
import { anyObject } from '../shapes';

export const node = defineNode({
  title: 'Read JSON',
  summary: 'Reads JSON text or a JSON file: a list gives one item for each entry, an object one item.',
  synonyms: [
    'read json',
    'json',
    'parse json',
    'json file',
    'json text',
    'from json',
    'json to items',
    'json lines',
    'jsonl',
    'ndjson',
    'parse the text',
    'decode json',
    'uploaded json',
  ],
  kind: 'data',
  icon: 'braces',
  effect: 'none',
  runs: 'each',
  opensFiles: true,
  params: z.object({
    text: z.unknown().describe('The JSON: text or a file, usually an expression such as {{ item.body }}'),
    itemsPath: z
      .string()
      .optional()
      .describe('Where in it the list stands that becomes one item each, for example data.orders'),
  }),
  describe: ({ text, itemsPath }) => `${itemsPath ? `${toPhrase(itemsPath)} in` : 'Items of'} ${toPhrase(text) || '…'}`,
  outputShapes: () => ({ next: anyObject }),
  example: {
    ask: 'parse the JSON and take each order',
    params: { text: '{{ item.text }}', itemsPath: 'orders' },
    input: [{ text: '{"orders":[{"id":1},{"id":2}]}' }],
    output: { next: [{ id: 1 }, { id: 2 }] },
  },
  execute: ({ params: { text, itemsPath = '' } }) => {
    // What an HTTP step or a form gave may have been read already.
    const isRead = typeof text === 'object' && text !== null && !isFile(text);
    const value = isRead ? text : parseJsonText(readText(text, 'text'));
    if (itemsPath === '' && !Array.isArray(value)) return { next: [(isObject(value) ? value : { value }) as Item] };
    return { next: toItems(value, itemsPath) };
  },
});

const isFile = (value: object) => 'base64' in value || ('text' in value && 'size' in value && 'type' in value);
