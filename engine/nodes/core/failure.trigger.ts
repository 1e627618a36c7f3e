import { z } from 'zod';
import { defineNode } from '../define-node';
import { toPhrase } from '../settings';
import { object, text } from '../shapes';

const example = {
  workflow: 'Order triage',
  workflow_id: '019a0000-0000-7000-8000-000000000001',
  run_id: '019a0000-0000-7000-8000-000000000002',
  started_by: 'webhook',
  started_at: '2026-03-16T08:00:00.000Z',
  failed_at: '2026-03-16T08:00:02.000Z',
  step: 'Save the order',
  step_key: 'save_order',
  code: 'node.unavailable',
  message: 'shop.example.com answered 503 (service unavailable). That is on their side.',
};

export const node = defineNode({
  title: 'When a workflow fails',
  summary: 'Starts when a real run of one or any of your workflows fails, with what failed and why. Use it to be told.',
  synonyms: [
    'when a workflow fails',
    'when any workflow fails',
    'when a run fails',
    'on failure',
    'error trigger',
    'error workflow',
    'when something goes wrong',
    'failed runs',
  ],
  kind: 'trigger',
  icon: 'triangle-alert',
  startedBy: 'failure',
  effect: 'none',
  runs: 'all',
  params: z.object({
    workflow: z.string().trim().max(200).default('').describe('Name or id of the workflow; nothing: any of yours'),
  }),
  describe: ({ workflow }) => `Starts when ${toPhrase(workflow) || 'any of your workflows'} fails`,
  outputShapes: () => ({
    next: object(Object.fromEntries(Object.keys(example).map(name => [name, text]))),
  }),
  example: {
    ask: 'when any of my workflows fails',
    params: {},
    input: [example],
    output: { next: [example] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [example] }),
});
