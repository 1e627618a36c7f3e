import { z } from 'zod';

/** What tools answer, as far as the planner reads it. */

export const NodeFact = z.object({
  key: z.string(),
  type: z.string(),
  label: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  options: z.record(z.string(), z.unknown()).default({}),
});
export type NodeFact = z.infer<typeof NodeFact>;

export const ConnectionFact = z.object({ from: z.string(), port: z.string().default('next'), to: z.string() });
export type ConnectionFact = z.infer<typeof ConnectionFact>;

export const WorkflowFact = z.object({
  id: z.string().optional(),
  name: z.string(),
  version: z.number(),
  active: z.boolean().default(false),
  nodes: z.array(NodeFact),
  connections: z.array(ConnectionFact),
});
export type WorkflowFact = z.infer<typeof WorkflowFact>;

export const ReadAnswer = z.object({
  workflow: WorkflowFact.nullable(),
  versions: z.array(z.object({ version: z.number(), author: z.string().optional(), summary: z.unknown() })).default([]),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).default([]) })).default([]),
  timeZone: z.string().default('UTC'),
});
export type ReadAnswer = z.infer<typeof ReadAnswer>;

export const ChangeAnswer = z.object({
  version: z.number(),
  activeVersion: z.number().nullish(),
  skipped: z
    .array(z.object({ index: z.number().nullable().optional(), code: z.string(), hint: z.string() }))
    .default([]),
  conflicts: z.array(z.unknown()).default([]),
  issues: z
    .array(
      z.object({ code: z.string(), blocks: z.string(), node: z.string().nullable().optional(), message: z.string() }),
    )
    .default([]),
  summary: z.array(z.string()).default([]),
  workflow: z.object({ name: z.string() }).optional(),
});
export type ChangeAnswer = z.infer<typeof ChangeAnswer>;

export const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const emptyRead: ReadAnswer = { workflow: null, versions: [], tables: [], timeZone: 'UTC' };
