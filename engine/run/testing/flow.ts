import { z } from 'zod';
import { AppError } from '../../errors';
import { defineNode, type NodeDefinition, type NodeSource } from '../../nodes/define-node';
import { createSandbox } from '../../workflow/sandbox';
import type { Connection, Item, NodeOptions, Workflow, WorkflowNode } from '../../workflow/schema';
import type { Execution } from '../execution';
import type { NodeDefinitions, NodeServices } from '../run-deps';
import { runInMemory } from '../run-in-memory';

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Reads like the thing: `flow('start > check', 'check yes> tell')`. Nodes named `start` are triggers. */
export function flow(...arrows: readonly string[]): Workflow {
  const parsed = arrows.map(arrow => /^(\w+) (\w*)> (\w+)$/.exec(arrow)!.slice(1) as [string, string, string]);
  const keys = [...new Set(parsed.flatMap(([from, , to]) => [from, to]))];
  const idByKey = new Map(keys.map((key, index) => [key, idOf(index + 1)]));
  return {
    name: 'Test flow',
    description: '',
    settings: {},
    nodes: keys.map(key => testNode(key, idByKey.get(key)!)),
    connections: parsed.map(
      ([from, port, to], index): Connection => ({
        id: idOf(1_000 + index),
        from: idByKey.get(from)!,
        port: port || 'next',
        to: idByKey.get(to)!,
        input: 'in',
      }),
    ),
  };
}

const testNode = (key: string, id: string): WorkflowNode => ({
  id,
  key,
  type: key === 'start' ? 'test.start' : 'test.pass',
  label: key,
  params: {},
  options: {},
  position: null,
  parentId: null,
});

/** The same flow with one node said otherwise. */
export const having = (
  workflow: Workflow,
  key: string,
  facts: { type?: string; params?: WorkflowNode['params']; options?: NodeOptions },
): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.map(node => (node.key === key ? { ...node, ...facts } : node)),
});

type Small<Params extends z.ZodObject> = Pick<NodeSource<Params>, 'params' | 'execute'> & Partial<NodeSource<Params>>;

/** A node type with everything left out that a run does not look at. */
export function smallNode<Params extends z.ZodObject>(source: Small<Params>): NodeDefinition {
  const plain = {
    title: 'Test',
    summary: 'Test.',
    icon: 'circle',
    kind: 'data',
    effect: 'none',
    runs: 'each',
  } as const;
  const example = { ask: '', params: {} as z.input<Params>, input: [], output: {} };
  return defineNode({ ...plain, describe: () => '', example, ...source }) as unknown as NodeDefinition;
}

/** Small nodes that do what their params say; `calls` and `failures` belong to the caller. */
export function testNodeTypes(calls: unknown[] = [], failures: (AppError | null)[] = []): NodeDefinitions {
  const logged = (effect: 'read' | 'write', honoursIdempotencyKey: boolean) =>
    smallNode({
      effect,
      honoursIdempotencyKey,
      params: z.object({ say: z.unknown() }),
      retry: { attempts: 3, delayMs: 1 },
      async execute({ params, item, idempotencyKey }) {
        calls.push(params.say);
        const failure = failures.shift();
        if (failure) throw failure;
        return { next: [{ ...item, said: String(params.say), key: idempotencyKey }] };
      },
      simulate: ({ params, item }) => ({ next: [{ ...item, said: `would say ${params.say}` }] }),
    });
  return {
    'test.start': smallNode({ kind: 'trigger', params: z.object({}), execute: ({ item }) => ({ next: [item] }) }),
    'test.pass': smallNode({ params: z.object({}), execute: ({ item }) => ({ next: [item] }) }),
    'test.set': smallNode({
      params: z.object({ value: z.json() }),
      execute: ({ item, params }) => ({ next: [{ ...item, value: params.value }] }),
    }),
    'test.number': smallNode({
      params: z.object({ value: z.number() }),
      execute: ({ item, params }) => ({ next: [{ ...item, value: params.value }] }),
    }),
    'test.if': smallNode({
      params: z.object({ when: z.boolean() }),
      ports: ['yes', 'no'],
      execute: ({ item, params }) => ({ [params.when ? 'yes' : 'no']: [item] }),
    }),
    'test.count': smallNode({
      params: z.object({}),
      runs: 'all',
      execute: ({ items }) => ({ next: [{ count: items.length }] }),
    }),
    'test.answer': smallNode({
      params: z.object({ body: z.unknown() }),
      execute: ({ item }) => ({ next: [item] }),
      toAnswer: ({ params }) => ({ status: 200, headers: {}, body: params.body }),
    }),
    'test.read': logged('read', false),
    'test.write': logged('write', false),
    'test.safe-write': logged('write', true),
    'test.hang': smallNode({ effect: 'read', params: z.object({}), execute: () => new Promise(() => undefined) }),
  };
}

const nowhere = async () => {
  throw new AppError('unexpected', {});
};
export const noServices: NodeServices = {
  http: { request: nowhere },
  tables: { insert: nowhere, find: nowhere, update: nowhere, upsert: nowhere, delete: nowhere },
};

interface RunFlow {
  items?: readonly Item[];
  nodeTypes?: NodeDefinitions;
  mode?: 'live' | 'verify';
  recorded?: Record<string, Record<string, Item[]>>;
  reach?: Execution['reach'];
  signal?: AbortSignal;
}

const sandbox = createSandbox();

export function runFlow(workflow: Workflow, options: RunFlow = {}) {
  const { items = [{ n: 1 }], nodeTypes = testNodeTypes(), mode = 'live', ...rest } = options;
  const triggerNodeId = workflow.nodes.find(({ key }) => key === 'start')!.id;
  return runInMemory({
    workflow,
    nodeTypes,
    triggerNodeId,
    triggerItems: items,
    mode,
    services: noServices,
    sandbox,
    ...rest,
  });
}
