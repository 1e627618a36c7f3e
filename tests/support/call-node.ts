import { AppError } from '@/engine/errors';
import type { CredentialValues } from '@/engine/nodes/credentials';
import type { NodeCall, NodeDefinition, Outputs } from '@/engine/nodes/define-node';
import type { DocumentStore } from '@/engine/nodes/document-store';
import { createHttpClient } from '@/engine/nodes/guarded-http-client';
import type { HttpClient } from '@/engine/nodes/http-client';
import { type ModelCaller, noModels } from '@/engine/nodes/model-caller';
import type { TableStore } from '@/engine/nodes/table-store';
import { resolveParams } from '@/engine/workflow/resolve-params';
import { createSandbox } from '@/engine/workflow/sandbox';
import type { Item } from '@/engine/workflow/schema';
import type { ScopeContext } from '@/engine/workflow/scope';
import { memoryDocuments } from './memory-documents';
import { memoryTables } from './memory-tables';

export interface CallOptions {
  params?: Record<string, unknown>;
  items?: readonly Item[];
  /** The way in of each item, for a node with several. */
  arrivesAt?: readonly string[];
  http?: HttpClient;
  credential?: CredentialValues;
  tables?: TableStore;
  documents?: DocumentStore;
  models?: ModelCaller;
  signal?: AbortSignal;
  now?: Date;
  /** Another one is another execution: its writes are its own. */
  executionId?: string;
}

const sandbox = createSandbox();
export const loopbackHttp = createHttpClient({ allowLoopback: true });

const context: ScopeContext = {
  now: '2026-03-02T08:00:00.000Z',
  workflow: { name: 'Test' },
  execution: { id: 'execution' },
  triggerKey: null,
  nodeKeys: [],
  itemsOf: () => null,
  itemOf: () => ({ found: false, reason: 'not_executed' }),
  inputKey: () => null,
};

/** The calls that an execution would make of a node, with its expressions resolved for each. */
export async function callsOf(
  node: NodeDefinition,
  options: CallOptions,
): Promise<NodeCall<Record<string, unknown>>[]> {
  const items = options.items ?? [{}];
  const inputs = node.runs === 'each' ? items : items.slice(0, 1);
  const scopes = inputs.map((item, itemIndex) => ({ itemIndex, item, context }));
  const resolved = await resolveParams({ params: options.params ?? {}, scopes, sandbox });
  return resolved.map((each, index) => {
    if (!each.ok) throw each.error;
    return {
      params: parse(node, each.params),
      item: inputs[index]!,
      items: node.runs === 'each' ? [inputs[index]!] : items,
      inputs: byInput(node, options),
      http: options.http ?? loopbackHttp,
      credential: options.credential ?? null,
      tables: options.tables ?? memoryTables(),
      documents: options.documents ?? memoryDocuments(),
      models: options.models ?? noModels,
      now: options.now ?? new Date(context.now),
      timeZone: 'UTC',
      execution: { id: 'execution', workflowId: 'workflow', workflowName: 'Test', mode: 'live' as const },
      idempotencyKey: `${options.executionId ?? 'execution'}/node/${index}`,
      signal: options.signal ?? new AbortController().signal,
    };
  });
}

function byInput(node: NodeDefinition, { items = [], arrivesAt = [], params = {} }: CallOptions) {
  const names = node.inputs?.(params) ?? [];
  return Object.fromEntries(names.map(name => [name, items.filter((_item, index) => arrivesAt[index] === name)]));
}

function parse(node: NodeDefinition, params: Record<string, unknown>): Record<string, unknown> {
  const parsed = node.params.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('node.params_invalid', { param: issue!.path.join('.'), reason: issue!.message });
}

/** Executes a node over the items as a run would and joins what its calls gave, port by port. */
export async function callNode(node: NodeDefinition, options: CallOptions): Promise<Record<string, Item[]>> {
  const outputs: Outputs[] = [];
  for (const call of await callsOf(node, options)) outputs.push(await node.execute(call));
  return joined(outputs);
}

export async function simulateNode(node: NodeDefinition, options: CallOptions): Promise<Record<string, Item[]>> {
  return joined((await callsOf(node, options)).map(call => node.simulate!(call)));
}

function joined(outputs: readonly Outputs[]): Record<string, Item[]> {
  const ports = [...new Set(outputs.flatMap(Object.keys))];
  return Object.fromEntries(ports.map(port => [port, outputs.flatMap(each => each[port] ?? [])]));
}
