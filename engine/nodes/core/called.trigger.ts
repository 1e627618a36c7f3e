import { z } from 'zod';
import { defineNode } from '../define-node';

export const node = defineNode({
  title: 'Called by a workflow',
  summary: 'Starts when another workflow calls this one, with the items it was given. Use it for shared steps.',
  synonyms: [
    'called by another workflow',
    'started by another workflow',
    'when another workflow calls',
    'when a workflow calls it',
    'sub-workflow trigger',
    'execute workflow trigger',
  ],
  kind: 'trigger',
  icon: 'corner-down-right',
  startedBy: 'workflow',
  effect: 'none',
  runs: 'all',
  params: z.object({}),
  describe: () => 'Starts when a workflow calls this one',
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'when another workflow calls it',
    params: {},
    input: [{ order: 7 }],
    output: { next: [{ order: 7 }] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [{}] }),
});
