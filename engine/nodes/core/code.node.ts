import { z } from 'zod';
import { AppError } from '../../errors';
import { isObject } from '../../workflow/equal';
import { consolePort } from '../../workflow/ports';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { derivedFrom } from '../derived';
import { wholeNumber } from '../settings';
import { anyObject } from '../shapes';

export const node = defineNode({
  title: 'Run JavaScript',
  summary: 'Runs JavaScript of yours over the items, cut off from everything else. Use it where no other step fits.',
  synonyms: [
    'javascript',
    'run javascript',
    'javascript code',
    'run code',
    'run a script',
    'custom code',
    'write code',
    'code step',
    'code node',
    'function node',
    'custom function',
    'custom script',
    'own code',
    'regular expression over',
  ],
  kind: 'data',
  icon: 'square-code',
  effect: 'none',
  runs: 'all',
  timeoutMs: 60_000,
  plainParams: ['code'],
  params: z.object({
    code: z
      .string('Write the code.')
      .max(100_000)
      .refine(code => code.trim() !== '', 'Write the code.')
      .describe('JavaScript that ends with return. It has items (or item and index) and console; no network, no files'),
    mode: z
      .enum(['all', 'each'])
      .default('all')
      .describe(
        'all: runs once with items and returns a list. each: runs for every item and returns what becomes of it',
      ),
    timeoutSeconds: wholeNumber('How long it may take', { min: 1, max: 30 }).default(10),
    memoryMb: wholeNumber('How much memory it may take, in MB', { min: 16, max: 128 }).default(64),
  }),
  describe: ({ code, mode }) => {
    const first =
      typeof code === 'string'
        ? code
            .split('\n')
            .map(line => line.trim())
            .find(line => line && !line.startsWith('//'))
        : '';
    return `${mode === 'each' ? 'For each item: ' : ''}${(first || 'No code yet').slice(0, 80)}`;
  },
  outputShapes: () => ({ next: anyObject }),
  example: {
    ask: 'run JavaScript that adds the total of its lines to each order',
    params: {
      code: 'const total = item.lines.reduce((sum, line) => sum + line.price * line.count, 0);\nreturn { ...item, total };',
      mode: 'each',
    },
    input: [
      {
        id: 7,
        lines: [
          { price: 20, count: 2 },
          { price: 5, count: 1 },
        ],
      },
    ],
    output: {
      next: [
        {
          id: 7,
          lines: [
            { price: 20, count: 2 },
            { price: 5, count: 1 },
          ],
          total: 45,
        },
      ],
    },
  },
  execute: async ({ params, items, now, idempotencyKey, signal }) => {
    const { code, mode, timeoutSeconds, memoryMb } = params;
    const { runCode } = await import('../code/run-code');
    const answer = await runCode({
      ...{ code, mode, items, now, seed: idempotencyKey, memoryMb, signal },
      timeoutMs: timeoutSeconds * 1_000,
    });
    const next = mode === 'each' ? eachOf(answer.value, items) : itemsOf(answer.value);
    const lines = answer.lines.map(({ level, text }): Item => ({ level, text }));
    const printed: Record<string, Item[]> = lines.length > 0 ? { [consolePort]: lines } : {};
    return { next, ...printed };
  },
});

/** What becomes of one item keeps its lineage; nothing drops it, and a list makes several. */
function eachOf(value: unknown, items: readonly Item[]): Item[] {
  const results = Array.isArray(value) ? value : [];
  return results.flatMap((result, index) => itemsOf(result).map(item => derivedFrom(items[index]!, item)));
}

function itemsOf(value: unknown): Item[] {
  if (value === null || value === undefined) return [];
  if (isObject(value)) return [value as Item];
  if (Array.isArray(value)) return value.filter(entry => entry !== null).map(entry => toItem(entry));
  throw wrongResult(value);
}

function toItem(entry: unknown): Item {
  if (isObject(entry)) return entry as Item;
  throw wrongResult(entry);
}

function wrongResult(value: unknown): AppError {
  const shown = (JSON.stringify(value) ?? 'nothing').slice(0, 60);
  const reason = `The code gave ${shown}. It has to return an object, or a list of objects, such as return [{ total: 3 }]`;
  return new AppError('node.data_wrong', { reason, param: 'code', value });
}
