import { AppError } from '../errors';
import type { Connection, Workflow, WorkflowNode } from '../workflow/schema';

/** What one trigger of one version can reach, with everything that is asked of it more than once looked up beforehand. */
export interface Graph {
  workflow: Workflow;
  /** What started the run; for the inside of a loop, too. */
  trigger: WorkflowNode;
  /** What begins without an arrow that leads to it: the trigger, or the first steps inside a loop. */
  entries: readonly WorkflowNode[];
  /** In an order in which no node comes before one it depends on. */
  nodes: readonly WorkflowNode[];
  /** Of every node of the version, so that a mistyped one can be named. */
  keys: readonly string[];
  node(nodeId: string): WorkflowNode;
  nodeByKey(nodeKey: string): WorkflowNode | null;
  /** In the order in which the version lists them: that is the order in which items are appended. */
  incoming(nodeId: string): readonly Connection[];
  outgoing(nodeId: string): readonly Connection[];
  /** Every node it depends on, near or far. */
  upstream(nodeId: string): ReadonlySet<string>;
}

const compiled = new WeakMap<Workflow, Map<string, Graph>>();

/** Compiled once per version and trigger: versions are immutable, so the workflow object itself is the cache's key. */
export function graphOf(workflow: Workflow, triggerNodeId: string): Graph {
  const graphs = compiled.get(workflow) ?? new Map<string, Graph>();
  compiled.set(workflow, graphs);
  const known = graphs.get(triggerNodeId);
  if (known) return known;
  const graph = compileGraph(workflow, triggerNodeId);
  graphs.set(triggerNodeId, graph);
  return graph;
}

function compileGraph(workflow: Workflow, triggerNodeId: string): Graph {
  const byId = new Map(workflow.nodes.map(node => [node.id, node]));
  const trigger = byId.get(triggerNodeId);
  if (!trigger) throw new AppError('workflow.not_runnable', { reason: 'the step it should start from is not there.' });

  const arrows = workflow.connections.filter(({ from, to }) => byId.has(from) && byId.has(to));
  const reached = reachableFrom(
    triggerNodeId,
    Map.groupBy(arrows, connection => connection.from),
  );
  // An arrow from another trigger's part never brings anything in this run, so nothing may wait for it.
  const inside = arrows.filter(({ from, to }) => reached.has(from) && to !== triggerNodeId);
  return toGraph(workflow, { trigger, entries: [trigger], inside, count: reached.size });
}

/** What a loop owns, as a graph of its own: it begins with every step that no arrow inside leads to. */
export function bodyGraph(outer: Graph, loopId: string): Graph {
  const { workflow, trigger } = outer;
  const known = bodies.get(workflow)?.get(`${trigger.id} ${loopId}`);
  if (known) return known;
  const body = workflow.nodes.filter(({ parentId }) => parentId === loopId);
  const ids = new Set(body.map(({ id }) => id));
  const inside = workflow.connections.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const reached = new Set(inside.map(({ to }) => to));
  const entries = body.filter(({ id }) => !reached.has(id));
  const graph = toGraph(workflow, { trigger, entries, inside, count: body.length });
  const graphs = bodies.get(workflow) ?? new Map<string, Graph>();
  bodies.set(workflow, graphs.set(`${trigger.id} ${loopId}`, graph));
  return graph;
}

const bodies = new WeakMap<Workflow, Map<string, Graph>>();

interface Level {
  trigger: WorkflowNode;
  entries: readonly WorkflowNode[];
  inside: readonly Connection[];
  count: number;
}

function toGraph(workflow: Workflow, { trigger, entries, inside, count }: Level): Graph {
  const byId = new Map(workflow.nodes.map(node => [node.id, node]));
  const outgoing = Map.groupBy(inside, connection => connection.from);
  const incoming = Map.groupBy(inside, connection => connection.to);
  const nodes = inOrder(entries, { byId, incoming, outgoing, count });
  const byKey = new Map(nodes.map(node => [node.key, node]));
  const upstream = new Map<string, ReadonlySet<string>>();

  return {
    workflow,
    trigger,
    entries,
    nodes,
    keys: workflow.nodes.map(({ key }) => key),
    node: nodeId => byId.get(nodeId)!,
    nodeByKey: nodeKey => byKey.get(nodeKey) ?? null,
    incoming: nodeId => incoming.get(nodeId) ?? [],
    outgoing: nodeId => outgoing.get(nodeId) ?? [],
    upstream(nodeId) {
      const known = upstream.get(nodeId) ?? everythingBefore(nodeId, incoming);
      upstream.set(nodeId, known);
      return known;
    },
  };
}

type ConnectionsByNode = ReadonlyMap<string, readonly Connection[]>;

function reachableFrom(start: string, outgoing: ConnectionsByNode): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const nodeId of reached) for (const { to } of outgoing.get(nodeId) ?? []) reached.add(to); // a set visits what is added
  return reached;
}

function everythingBefore(nodeId: string, incoming: ConnectionsByNode): ReadonlySet<string> {
  const before = new Set<string>();
  const visit = (id: string) => {
    for (const { from } of incoming.get(id) ?? []) before.add(from);
  };
  visit(nodeId);
  for (const id of before) visit(id);
  return before;
}

interface Arrows {
  byId: ReadonlyMap<string, WorkflowNode>;
  incoming: ConnectionsByNode;
  outgoing: ConnectionsByNode;
  count: number;
}

/** The validator refuses circles; a run must not hang on one all the same. */
function inOrder(entries: readonly WorkflowNode[], { byId, incoming, outgoing, count }: Arrows): WorkflowNode[] {
  const missing = new Map([...incoming].map(([nodeId, connections]) => [nodeId, connections.length]));
  const order = [...entries];
  for (const node of order) {
    for (const { to } of outgoing.get(node.id) ?? []) {
      const left = missing.get(to)! - 1;
      missing.set(to, left);
      if (left === 0) order.push(byId.get(to)!);
    }
  }
  if (order.length < count) {
    throw new AppError('workflow.not_runnable', { reason: 'some of its steps wait for each other in a circle.' });
  }
  return order;
}
