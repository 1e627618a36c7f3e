import { z } from 'zod';
import { defineNode } from '../define-node';
import { textSetting, toPhrase } from '../settings';

const hourMs = 3_600_000;

export const node = defineNode({
  title: 'Call a workflow',
  summary:
    'Runs another workflow of yours with the items and goes on with what it gives. Use it for steps that several workflows share.',
  synonyms: [
    'call workflow',
    'call another workflow',
    'run workflow',
    'run another workflow',
    'run my workflow',
    'start another workflow',
    'start the workflow',
    'execute workflow',
    'sub-workflow',
    'subworkflow',
    'trigger another workflow',
    'reuse a workflow',
  ],
  kind: 'logic',
  icon: 'workflow',
  effect: 'write',
  runs: 'all',
  honoursIdempotencyKey: true,
  params: z.object({
    workflow: textSetting('Name or id of the workflow that is run').refine(
      text => text.trim() !== '',
      'Say which workflow is run.',
    ),
    per: z.enum(['all', 'item']).default('all').describe('all: one run with all items. item: a run for each item'),
    wait: z
      .boolean()
      .default(true)
      .describe('Wait for it and go on with what it gives; otherwise go on at once with the id of the run'),
    waitHours: z.coerce
      .number('Give a number of hours.')
      .min(0.01, 'Give 0.01 or more.')
      .max(8_760, 'Give a year (8760) or less.')
      .default(24)
      .describe('How many hours it is waited for at the longest'),
  }),
  describe: ({ workflow, per, wait }) => {
    const name = toPhrase(workflow) || '…';
    const how = per === 'item' ? ' for each item' : '';
    return `Runs ${name}${how}${wait === false ? ', without waiting' : ''}`;
  },
  example: {
    ask: 'call my workflow Invoice and wait for it',
    params: { workflow: 'Invoice' },
    input: [{ order: 7 }],
    output: { next: [{ order: 7 }] },
  },
  calls: ({ workflow, per, wait, waitHours }) => ({
    ...{ workflow, per },
    waitMs: wait ? waitHours * hourMs : null,
  }),
  // In a test run nothing is started, and what it would give is not known: the items go on as they are.
  simulate: ({ items }) => ({ next: [...items] }),
  execute: ({ items }) => ({ next: [...items] }),
});
