import { z } from 'zod';
import { AppError } from '../errors';
import { Item, NodeKey, NodeOptions, WorkflowSettings } from '../workflow/schema';
import { Slot } from '../workflow/slot';
import { keyFrom } from '../workflow/slug';

/** A slot of a template: the setting of one of its nodes. */
export const TemplateSlot = Slot.extend({ node: NodeKey });
export type TemplateSlot = z.infer<typeof TemplateSlot>;

const TemplateNode = z.preprocess(
  asNode,
  z.object({
    key: NodeKey,
    type: z.string().min(1).max(80),
    label: z.string().min(1).max(80).optional(),
    params: z.record(z.string(), z.json()).default({}),
    options: NodeOptions.default({}),
  }),
);

const TemplateConnection = z.preprocess(
  asConnection,
  z.object({ from: NodeKey, port: z.string().optional(), to: NodeKey, input: z.string().optional() }),
);

/** What a test run of it is made with, so that the first one needs nothing from anybody. */
const TemplateExample = z.object({
  /** What the trigger gives. */
  items: z.array(Item).optional(),
  /** What reading steps would find: node key → items by port. */
  recorded: z.record(z.string(), z.record(z.string(), z.array(Item))).optional(),
});

/** The contents of `workflow_templates.template_data`. */
export const TemplateData = z.object({
  /** The sentence somebody would ask for it with. */
  ask: z.string().max(500).default(''),
  nodes: z.array(TemplateNode).default([]),
  connections: z.array(TemplateConnection).default([]),
  settings: WorkflowSettings.optional(),
  slots: z.array(TemplateSlot).default([]),
  example: TemplateExample.default({}),
});
export type TemplateData = z.infer<typeof TemplateData>;

/** As a person writes one by hand: what has a default may be left out. */
export interface TemplateSource extends Omit<z.input<typeof TemplateData>, 'nodes' | 'connections'> {
  nodes: readonly { key: string; type: string; label?: string; params?: Item; options?: NodeOptions }[];
  connections: readonly { from: string; port?: string; to: string }[];
}

/** Rows may be written by anybody with SQL, so a form that cannot be read is a failure with a sentence. */
export function readTemplateData(data: unknown, name: string): TemplateData {
  const parsed = TemplateData.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('template.unreadable', { name, at: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
}

/** Other names that hand-written templates use for the same things. */
function asNode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { id, name, parameters, config, ...node } = value as Record<string, unknown>;
  return {
    ...node,
    key: asKey(node.key ?? id ?? name),
    label: node.label ?? name,
    params: node.params ?? parameters ?? config,
  };
}

function asConnection(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { source, target, ...arrow } = value as Record<string, unknown>;
  return { ...arrow, from: asKey(arrow.from ?? source), to: asKey(arrow.to ?? target) };
}

/** `Fetch orders` and `1` are no keys, but lead to one. */
const asKey = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? keyFrom(String(value)) : value;
