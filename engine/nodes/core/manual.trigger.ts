import { z } from 'zod';
import { defineNode } from '../define-node';

export const node = defineNode({
  title: 'Start by hand',
  summary: 'Starts the workflow when a person runs it. Use it to try something, or for work that is done on request.',
  synonyms: [
    'manual',
    'manually',
    'by hand',
    'on demand',
    'on request',
    'run button',
    'button',
    'click',
    'when i run',
    'start',
  ],
  kind: 'trigger',
  icon: 'mouse-pointer-click',
  startedBy: 'person',
  effect: 'none',
  runs: 'all',
  params: z.object({}),
  describe: () => 'Starts when you run it',
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'when I run it by hand',
    params: {},
    input: [{ name: 'Ada' }],
    output: { next: [{ name: 'Ada' }] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [{}] }),
});
