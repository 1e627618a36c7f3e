import { z } from 'zod';
import { NodeOptions, Position, WorkflowSettings } from './schema';

/** A node's id, or its key; ids win. Applied changes always hold ids. */
export const NodeRef = z.string().min(1).max(64);

const Params = z.record(z.string(), z.json());

/** What may be said of a new node; whatever is left out is chosen when it is applied. */
export const NewNode = z.object({
  id: z.uuid().optional(),
  key: z.string().min(1).max(80).optional(),
  type: z.string().min(1).max(80),
  label: z.string().min(1).max(80).optional(),
  params: Params.optional(),
  options: NodeOptions.optional(),
  position: Position.nullable().optional(),
  /** The loop that owns it: its id, or its key. */
  parentId: NodeRef.nullable().optional(),
  /** Its place in the list of nodes; the end when left out. Lets an inverse restore the order too. */
  index: z.int().min(0).optional(),
});
export type NewNode = z.infer<typeof NewNode>;

const Arrow = { from: NodeRef, port: z.string().optional(), to: NodeRef, input: z.string().optional() };

/** One edit, as data. The same ten kinds serve the assistant, the canvas, templates, import and undo. */
export const Change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add-node'), node: NewNode }),
  /** `params` and `options` merge by field; names in `unset` are removed from `params`. */
  z.object({
    type: z.literal('update-node'),
    node: NodeRef,
    params: Params.optional(),
    unset: z.array(z.string()).optional(),
    options: NodeOptions.optional(),
    unsetOptions: z.array(z.string()).optional(),
  }),
  /** A new key rewrites every reference to the old one. */
  z.object({ type: z.literal('rename-node'), node: NodeRef, key: z.string().optional(), label: z.string().optional() }),
  /** `heal` joins what was before to what was after, where the node had one of each. */
  z.object({ type: z.literal('remove-node'), node: NodeRef, heal: z.boolean().optional() }),
  /** Keeps id, key and every connection whose port still exists. */
  z.object({
    type: z.literal('replace-node'),
    node: NodeRef,
    with: z.object({ type: z.string(), label: z.string().optional(), params: Params.optional() }),
  }),
  z.object({ type: z.literal('move-nodes'), positions: z.record(z.string(), Position.nullable()) }),
  z.object({ type: z.literal('connect'), id: z.uuid().optional(), index: z.int().min(0).optional(), ...Arrow }),
  z.object({ type: z.literal('disconnect'), ...Arrow }),
  /** The arrow `from → to` becomes `from → node → to`. */
  z.object({ type: z.literal('insert-between'), node: NewNode, ...Arrow }),
  z.object({
    type: z.literal('update-workflow'),
    name: z.string().optional(),
    description: z.string().optional(),
    settings: WorkflowSettings.optional(),
  }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeOf<Type extends Change['type']> = Extract<Change, { type: Type }>;

/** A change that could not be applied, with what to do about it. */
export interface SkippedChange {
  change: Change;
  code: SkipCode;
  /** One sentence for whoever sent it: what is wrong, and the nearest thing that would work. */
  hint: string;
}

export type SkipCode =
  | 'change.invalid'
  | 'node.not_found'
  | 'node.key_taken'
  | 'node.id_taken'
  | 'node.type_unknown'
  | 'node.locked'
  | 'port.unknown'
  | 'connection.exists'
  | 'connection.not_found'
  | 'connection.cycle'
  | 'connection.into_trigger'
  | 'connection.across_levels'
  | 'workflow.full'
  | 'change.nothing';

/** Two edits of one field since the base version: both values are kept, nothing is overwritten. */
export interface Conflict {
  nodeId: string | null;
  /** Dotted path within the node or workflow: `params.limit`, `label`, `name`. */
  field: string;
  base: unknown;
  theirs: unknown;
  yours: unknown;
  change: Change;
}
