import { z } from 'zod';
import { Item, Workflow } from '../workflow/schema';
import { ErrorRecord } from './node-execution';
import { Reach } from './reach';

export const ExecutionStatus = z.enum([
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
  'result_unknown',
]);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;
export const isFinished = (status: ExecutionStatus) =>
  ['succeeded', 'failed', 'cancelled', 'result_unknown'].includes(status);

export const RunMode = z.enum(['live', 'verify', 'replay']);
export type RunMode = z.infer<typeof RunMode>;

export const Answer = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.json() });
export type Answer = z.infer<typeof Answer>;

/** One run of one version; the graph is a snapshot taken when it was started. */
export const Execution = z.object({
  id: z.uuid(),
  workflowId: z.uuid(),
  ownerId: z.uuid(),
  version: z.int(),
  workflow: Workflow,
  status: ExecutionStatus,
  mode: RunMode,
  /** The trigger it starts from, and what that trigger gives. */
  triggerNodeId: z.uuid(),
  triggerItems: z.array(Item),
  startedBy: z.enum([
    ...['person', 'assistant', 'webhook', 'schedule', 'cli', 'test-webhook'],
    ...['table', 'poll', 'email', 'chat', 'workflow', 'failure'],
  ] as const),
  /** Results used instead of executing: node key → items by port. From recorded executions, for verify and replay. */
  recorded: z.record(z.string(), z.record(z.string(), z.array(Item))),
  /** A part of the workflow only; null for the whole. */
  reach: Reach.nullish(),
  answer: Answer.nullable(),
  error: ErrorRecord.extend({ nodeKey: z.string().nullable() }).nullable(),
  /** The run that called it, or whose failure it was started by. */
  parentId: z.uuid().nullish(),
  /** Fixed at the start; what `now` means in it. */
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Rises with every claim; a write of an older epoch is refused. */
  epoch: z.int(),
});
export type Execution = z.infer<typeof Execution>;
