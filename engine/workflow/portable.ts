import { z } from 'zod';
import { AppError } from '../errors';
import type { Change } from './change';
import { NodeKey, NodeOptions, Position, type Workflow, WorkflowSettings } from './schema';

/** A workflow outside of Parley: what it is, without ids, and without the key that a step works with. */
export const PortableWorkflow = z.object({
  parley: z.literal('workflow'),
  format: z.literal(1),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).default(''),
  settings: WorkflowSettings.default({}),
  nodes: z.array(
    z.object({
      key: NodeKey,
      type: z.string().min(1).max(80),
      label: z.string().min(1).max(80).optional(),
      params: z.record(z.string(), z.json()).default({}),
      options: NodeOptions.default({}),
      position: Position.nullable().default(null),
      parent: NodeKey.optional(),
    }),
  ),
  connections: z.array(
    z.object({ from: NodeKey, port: z.string().default('next'), to: NodeKey, input: z.string().optional() }),
  ),
});
export type PortableWorkflow = z.infer<typeof PortableWorkflow>;

export function toPortable({ name, description, settings, nodes, connections }: Workflow): PortableWorkflow {
  const keys = new Map(nodes.map(({ id, key }) => [id, key]));
  return {
    ...{ parley: 'workflow', format: 1, name, description, settings },
    nodes: nodes.map(({ key, type, label, params, options, position, parentId }) => {
      const { credentialId: _own, ...kept } = options;
      return { key, type, label, params, options: kept, position, ...(parentId && { parent: keys.get(parentId)! }) };
    }),
    connections: connections.map(({ from, port, to, input }) => ({
      ...{ from: keys.get(from)!, port, to: keys.get(to)!, input },
    })),
  };
}

/** One workflow, or a list of them, from the text of a file. */
export function readPortable(text: string): PortableWorkflow[] {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).map(each => PortableWorkflow.parse(each));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue ? `${issue.path.join('.') || 'the file'}: ${issue.message}` : 'it is not JSON';
    throw new AppError('import.not_readable', { reason }, { cause });
  }
}

/** As changes to an empty workflow, with new ids. */
export function fromPortable({ nodes, connections, name, description, settings }: PortableWorkflow): Change[] {
  const ids = new Map(nodes.map(({ key }) => [key, crypto.randomUUID() as string]));
  return [
    { type: 'update-workflow', name, description, settings },
    ...nodes.map(({ parent, ...node }): Change => {
      const { credentialId: _foreign, ...options } = node.options;
      const parentId = parent ? (ids.get(parent) ?? null) : null;
      return { type: 'add-node', node: { ...node, options, id: ids.get(node.key)!, parentId } };
    }),
    ...connections.map((arrow): Change => ({ type: 'connect', ...arrow })),
  ];
}
