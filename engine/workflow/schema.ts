import { z } from 'zod';
import { Slot } from './slot';

/** One JSON object flowing along a connection. */
export const Item = z.record(z.string(), z.json());
export type Item = z.infer<typeof Item>;

/** A short slug, unique in its workflow, used in expressions: `nodes.<key>.item`. */
export const NodeKey = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
export type NodeKey = z.infer<typeof NodeKey>;

export const Position = z.object({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

export const NodeOptions = z.object({
  /** `route` sends failed items to the port `error`; `continue` passes them on with an `error` field. */
  onError: z.enum(['stop', 'continue', 'route']).optional(),
  /** Overrides the definition's default. `delayMs` is the first pause; it doubles, with jitter. */
  retry: z.object({ attempts: z.int().min(1).max(10), delayMs: z.int().min(0).max(3_600_000) }).optional(),
  timeoutMs: z.int().min(1).max(3_600_000).optional(),
  /** Used instead of executing, in every mode but live. */
  pinned: z.array(Item).optional(),
  /** The person's credential that this node works with: its id, never what is in it. */
  credentialId: z.uuid().optional(),
  disabled: z.boolean().optional(),
  locked: z.boolean().optional(),
  /** What a template left open here: its examples stand there until a person fills them in. */
  slots: z.array(Slot).optional(),
});
export type NodeOptions = z.infer<typeof NodeOptions>;

export const WorkflowNode = z.object({
  id: z.uuid(),
  key: NodeKey,
  /** `<service>.<file>`: `core.set` lives in engine/nodes/core/set.node.ts */
  type: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
  label: z.string().min(1).max(80),
  params: z.record(z.string(), z.json()),
  options: NodeOptions,
  /** Presentation only; `null` until laid out. */
  position: Position.nullable(),
  /** The loop that owns this node. */
  parentId: z.uuid().nullable(),
});
export type WorkflowNode = z.infer<typeof WorkflowNode>;

/** An arrow from a node's output port to a node's input port. Both ends are node ids. */
export const Connection = z.object({
  id: z.uuid(),
  from: z.uuid(),
  port: z.string().min(1).max(40),
  to: z.uuid(),
  input: z.string().min(1).max(40),
});
export type Connection = z.infer<typeof Connection>;

export const WorkflowSettings = z.object({ timeZone: z.string().optional() });
export type WorkflowSettings = z.infer<typeof WorkflowSettings>;

/** One version of a workflow: plain immutable data. */
export const Workflow = z.object({
  name: z.string().min(1).max(120),
  description: z.string().max(2000),
  settings: WorkflowSettings,
  nodes: z.array(WorkflowNode),
  connections: z.array(Connection),
});
export type Workflow = z.infer<typeof Workflow>;

export const emptyWorkflow = (name: string): Workflow => ({
  name,
  description: '',
  settings: {},
  nodes: [],
  connections: [],
});
