import { z } from 'zod';
import { defineNode } from '../define-node';
import { wholeNumber } from '../settings';

export const node = defineNode({
  title: 'Limit',
  summary: 'Keeps the first or last few items and drops the rest. Use it for the top three or the latest five.',
  synonyms: [
    'limit',
    'first',
    'top',
    'last',
    'take',
    'only the first',
    'the first n',
    'at most',
    'maximum',
    'up to',
    'latest',
    'truncate',
  ],
  kind: 'data',
  icon: 'list-end',
  effect: 'none',
  runs: 'all',
  params: z.object({
    count: wholeNumber('How many items to keep', { min: 1, max: 100_000 }),
    from: z.enum(['start', 'end']).default('start').describe('start: the first ones. end: the last ones'),
  }),
  describe: ({ count, from }) => `Keeps the ${from === 'end' ? 'last' : 'first'} ${count ?? '…'}`,
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'only the first two',
    params: { count: 2 },
    input: [{ id: 1 }, { id: 2 }, { id: 3 }],
    output: { next: [{ id: 1 }, { id: 2 }] },
  },
  execute: ({ params: { count, from }, items }) => ({
    next: from === 'end' ? items.slice(-count) : items.slice(0, count),
  }),
});
