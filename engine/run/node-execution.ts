import { z } from 'zod';
import { Item } from '../workflow/schema';

/** A failure as it is recorded: what was thrown, in words and in facts. */
export const ErrorRecord = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.json()),
  /** Index of the input item it happened on, where one is known. */
  itemIndex: z.int().nullable(),
});
export type ErrorRecord = z.infer<typeof ErrorRecord>;

/** One expression and what it became: lets "why is this empty" be traced upstream. */
export const Resolution = z.object({
  /** Dotted path of the parameter. */
  param: z.string(),
  expression: z.string(),
  itemIndex: z.int(),
  value: z.json().optional(),
  /** Where a plain path read from: node key and path within its item; null for scripts. */
  source: z.object({ nodeKey: z.string().nullable(), path: z.string() }).nullable(),
  /** The item lacks what a condition looked at; the condition did not hold, and nothing failed. */
  absent: z.literal(true).optional(),
});
export type Resolution = z.infer<typeof Resolution>;

/** Where an input item came from: the output of that node execution, that port, that position. */
export const ItemSource = z.object({ nodeKey: z.string(), port: z.string(), index: z.int() });
export type ItemSource = z.infer<typeof ItemSource>;

export const NodeStatus = z.enum([
  'running',
  'waiting',
  'succeeded',
  'failed',
  'skipped',
  'result_unknown',
  'cancelled',
]);
export type NodeStatus = z.infer<typeof NodeStatus>;

/** What one node did in one execution: the record that checkpoints, explains and draws. */
export const NodeExecution = z.object({
  /** With loop indices: `each_row[3]/send_mail`. Unique in its execution. */
  nodeKey: z.string(),
  nodeId: z.uuid(),
  type: z.string(),
  label: z.string(),
  status: NodeStatus,
  attempt: z.int().min(1),
  effect: z.enum(['none', 'read', 'write', 'destructive', 'spend']),
  /** Items by port. */
  outputs: z.record(z.string(), z.array(Item)),
  /** For each output item, the input item it came from; null where none is to be named. */
  origins: z.record(z.string(), z.array(z.int().nullable())),
  /** For each input item, where it came from. */
  sources: z.array(ItemSource),
  /** Parameters after resolution, for the first item and for a failing one. */
  resolvedParams: z.record(z.string(), z.json()).nullable(),
  resolutions: z.array(Resolution),
  /** Also set on a succeeded node whose failed items were routed or passed on. */
  error: ErrorRecord.nullable(),
  /** Of a waiting node: when it goes on by itself. */
  wakeAt: z.iso.datetime().nullable(),
  /** The effect was not carried out: a verify run, or pinned data. */
  simulated: z.boolean(),
  /**
   * It did nothing itself: its output was pinned by a person, is that of an earlier run, or stands in for a step whose
   * address, condition or other setting is still open.
   */
  given: z.enum(['pinned', 'earlier', 'open']).nullish(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Order of change within its execution; a reader who saw N asks for what is above N. */
  seq: z.int(),
});
export type NodeExecution = z.infer<typeof NodeExecution>;
