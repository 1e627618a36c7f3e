import type { Connection, Workflow, WorkflowNode } from './schema';

export interface WorkflowGraph {
  nodes: ReadonlyMap<string, WorkflowNode>;
  outgoing(nodeId: string): readonly Connection[];
  incoming(nodeId: string): readonly Connection[];
}

const groupBy = (connections: readonly Connection[], end: 'from' | 'to') => Map.groupBy(connections, each => each[end]);

/** Connections looked up by their ends; each list keeps the order of the workflow. */
export function graphOf(workflow: Pick<Workflow, 'nodes' | 'connections'>): WorkflowGraph {
  const [outgoing, incoming] = [groupBy(workflow.connections, 'from'), groupBy(workflow.connections, 'to')];
  return {
    nodes: new Map(workflow.nodes.map(node => [node.id, node])),
    outgoing: nodeId => outgoing.get(nodeId) ?? [],
    incoming: nodeId => incoming.get(nodeId) ?? [],
  };
}

function reach(start: readonly string[], step: (nodeId: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const waiting = [...start];
  while (waiting.length > 0) {
    const nodeId = waiting.pop()!;
    if (seen.has(nodeId)) continue;
    seen.add(nodeId);
    waiting.push(...step(nodeId));
  }
  return seen;
}

/** Everything that can be reached along connections, the given nodes included. */
export const reachableFrom = (graph: WorkflowGraph, nodeIds: readonly string[]): Set<string> =>
  reach(nodeIds, nodeId => graph.outgoing(nodeId).map(({ to }) => to));

/** Everything that may have run before this node: along connections, and before the loop that owns it. */
export function upstreamOf(graph: WorkflowGraph, nodeId: string): Set<string> {
  const before = (id: string) => {
    const parentId = graph.nodes.get(id)?.parentId;
    return [...graph.incoming(id).map(({ from }) => from), ...(parentId ? [parentId] : [])];
  };
  const found = reach(before(nodeId), before);
  found.delete(nodeId);
  return found;
}

/**
 * Nodes with whatever leads to them first, siblings by the order of the workflow; nodes on a circle come last, so
 * that every node is in it exactly once.
 */
export function inRunningOrder(workflow: Pick<Workflow, 'nodes' | 'connections'>): WorkflowNode[] {
  const { order, left } = sortNodes(workflow);
  return [...order, ...left];
}

function sortNodes(workflow: Pick<Workflow, 'nodes' | 'connections'>) {
  const graph = graphOf(workflow);
  const open = new Map(workflow.nodes.map(({ id }) => [id, 0]));
  for (const { from, to } of workflow.connections) if (open.has(from) && open.has(to)) open.set(to, open.get(to)! + 1);
  const ready = workflow.nodes.filter(({ id }) => open.get(id) === 0).map(({ id }) => id);
  for (const id of ready)
    for (const { to } of graph.outgoing(id)) {
      if (!open.has(to)) continue;
      open.set(to, open.get(to)! - 1);
      if (open.get(to) === 0) ready.push(to);
    }
  const placed = new Set(ready);
  return { order: ready.map(id => graph.nodes.get(id)!), left: workflow.nodes.filter(({ id }) => !placed.has(id)) };
}

/** Nodes from which connections lead back to themselves. */
export function nodesOnCycles(workflow: Pick<Workflow, 'nodes' | 'connections'>): WorkflowNode[] {
  const { left } = sortNodes(workflow); // on a circle, or behind one
  const graph = graphOf(workflow);
  const next = (id: string) => graph.outgoing(id).map(({ to }) => to);
  return left.filter(({ id }) => reachableFrom(graph, next(id)).has(id));
}

/** A node with everything in the loop that it is, to any depth. */
export function withBody({ nodes }: Pick<Workflow, 'nodes'>, nodeId: string): WorkflowNode[] {
  const inside = new Set([nodeId]);
  for (const owner of inside) for (const { id, parentId } of nodes) if (parentId === owner) inside.add(id);
  return nodes.filter(({ id }) => inside.has(id));
}
