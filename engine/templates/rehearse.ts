import { AppError } from '../errors';
import { exampleInputs } from '../nodes/example-input';
import type { NodeDefinitions, NodeServices } from '../run/run-deps';
import { runInMemory } from '../run/run-in-memory';
import type { NodeTypes } from '../workflow/node-types';
import type { Item, Workflow } from '../workflow/schema';
import type { Sandbox } from '../workflow/script';
import type { TemplateData } from './template';

/** Nothing outside is asked: what reading would find is in the template's example, or the run says that it is not. */
const refuse = (): never => {
  throw new AppError('template.reads_outside', {});
};
const offline: NodeServices = {
  http: { request: async () => refuse() },
  tables: {
    find: async () => [],
    insert: async () => refuse(),
    update: async () => refuse(),
    upsert: async () => refuse(),
    delete: async () => refuse(),
  },
};

interface Rehearsal {
  workflow: Workflow;
  data: TemplateData;
  nodeTypes: NodeDefinitions;
  sandbox: Sandbox;
}

/** What the first test run starts with: the template's own example, else one made from what the steps read. */
export function startOf({
  workflow,
  data,
  nodeTypes,
}: Pick<Rehearsal, 'workflow' | 'data'> & { nodeTypes: NodeTypes }) {
  const trigger = workflow.nodes.find(({ type, options }) => nodeTypes[type]?.kind === 'trigger' && !options.disabled);
  if (!trigger) return null;
  const items: readonly Item[] = data.example.items ??
    exampleInputs(workflow, nodeTypes, { triggerNodeId: trigger.id })[0]?.items ?? [{}];
  return { triggerNodeId: trigger.id, items, recorded: data.example.recorded ?? {} };
}

/** Tries a template without a database, a network or a trace: what its gallery card shows as its result. */
export async function rehearse({ workflow, data, nodeTypes, sandbox }: Rehearsal) {
  const start = startOf({ workflow, data, nodeTypes });
  if (!start) return null;
  return runInMemory({
    ...{ workflow, nodeTypes, sandbox, mode: 'verify', services: offline },
    ...{ triggerNodeId: start.triggerNodeId, triggerItems: start.items, recorded: start.recorded },
  });
}
