import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../errors';
import { createHttpClient } from '../../nodes/guarded-http-client';
import { nodeTypes } from '../../nodes/registry.generated';
import type { TableStore } from '../../nodes/table-store';
import { runInMemory } from '../../run/run-in-memory';
import { createSandbox } from '../../workflow/sandbox';
import type { Item, NodeOptions, Workflow } from '../../workflow/schema';
import { explainExecution, type Recorded } from '../explain-execution';
import { proveFix } from '../prove-fix';

export const sandbox = createSandbox();
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

interface SmallNode {
  type: string;
  params?: Record<string, unknown>;
  options?: NodeOptions;
  label?: string;
  /** The node and port it follows: `check yes`. Default: the node before it. */
  after?: string;
}

/** A workflow from its nodes in order; each follows the one before unless it says otherwise. */
export function small(nodes: Readonly<Record<string, SmallNode>>): Workflow {
  const keys = Object.keys(nodes);
  return {
    ...{ name: 'Small', description: '', settings: {} },
    nodes: keys.map((key, index) => ({
      ...{ id: idOf(index + 1), key, position: null, parentId: null },
      type: `core.${nodes[key]!.type}`,
      label: nodes[key]!.label ?? key,
      params: (nodes[key]!.params ?? {}) as Item,
      options: nodes[key]!.options ?? {},
    })),
    connections: keys.slice(1).map((key, index) => {
      const [from = keys[index]!, port = 'next'] = (nodes[key]!.after ?? keys[index]!).split(' ');
      return { id: idOf(100 + index), from: idOf(keys.indexOf(from) + 1), port, to: idOf(index + 2), input: 'in' };
    }),
  };
}

/** The same with those steps inside the loop instead of after it. */
export function inLoop(workflow: Workflow, loop: string, ...keys: string[]): Workflow {
  const idOfKey = (key: string) => workflow.nodes.find(node => node.key === key)!.id;
  const inner = new Set(keys.map(idOfKey));
  return {
    ...workflow,
    nodes: workflow.nodes.map(node => (inner.has(node.id) ? { ...node, parentId: idOfKey(loop) } : node)),
    connections: workflow.connections.filter(({ from, to }) => inner.has(from) === inner.has(to)),
  };
}

const missing = async (table: string): Promise<never> => {
  throw new AppError('table.not_found', { name: table });
};
const tables: TableStore = {
  insert: async (_table, rows) => rows.map((row, index) => ({ ...row, id: index + 1 })),
  upsert: async (_table, row) => ({ ...row, id: 1 }),
  find: async table => (table === 'empty' ? [] : missing(table)),
  ...{ update: missing, delete: missing },
};
const services = { http: createHttpClient({ allowLoopback: true }), tables };

interface RunSmall {
  mode?: 'live' | 'verify';
  signal?: AbortSignal;
}

export const run = (workflow: Workflow, items: readonly Item[], { mode = 'live', ...rest }: RunSmall = {}) =>
  runInMemory({
    ...{ workflow, nodeTypes, services, sandbox, mode, ...rest },
    triggerNodeId: workflow.nodes[0]!.id,
    triggerItems: items,
  });

/** Runs it and explains what came of it, with the proof of the fix as the product would show it. */
export async function explained(
  workflow: Workflow,
  items: readonly Item[],
  options: RunSmall & { earlier?: Recorded[] } = {},
) {
  const { earlier = [], ...how } = options;
  const recorded = await run(workflow, items, how);
  const explanation = explainExecution({ ...recorded, nodeTypes, earlier });
  const changes = explanation.fix?.changes;
  const proof = changes ? await proveFix({ ...recorded, changes, nodeTypes, services, sandbox }) : null;
  return { ...explanation, proof: proof?.status ?? null, proofSentence: proof?.sentence ?? null, recorded };
}

/** A server on this computer that answers as told; gives its address. */
export async function answering(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
