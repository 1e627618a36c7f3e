import { z } from 'zod';
import type { Graph } from './graph';
import { NodeExecution } from './node-execution';

/** How much of a version one run carries out; the whole of it when nothing is said. */
export const Reach = z.object({
  /** `only`: one node. `until`: everything that leads to it, and it. `from`: it, and everything after. */
  kind: z.enum(['only', 'until', 'from']),
  nodeId: z.uuid(),
  /** What was known of the other nodes when it started: they are not carried out again, by whichever worker. */
  given: z.array(NodeExecution),
});
export type Reach = z.infer<typeof Reach>;
export type ReachKind = Reach['kind'];

/** The nodes that are carried out. */
export function carriedOut(graph: Graph, { kind, nodeId }: Pick<Reach, 'kind' | 'nodeId'>): ReadonlySet<string> {
  const reached = new Set([nodeId]);
  if (kind === 'until') for (const id of graph.upstream(nodeId)) reached.add(id);
  if (kind === 'from') {
    for (const id of reached) for (const { to } of graph.outgoing(id)) reached.add(to); // a set visits what is added
  }
  return reached;
}

/** The same graph without the nodes that a run of this reach has nothing to do with. */
export function narrow(graph: Graph, reach: Pick<Reach, 'kind' | 'nodeId'>): Graph {
  const kept = new Set(carriedOut(graph, reach));
  for (const nodeId of [...kept]) for (const before of graph.upstream(nodeId)) kept.add(before);
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    nodeByKey(nodeKey) {
      const node = graph.nodeByKey(nodeKey);
      return node && kept.has(node.id) ? node : null;
    },
    incoming: nodeId => graph.incoming(nodeId).filter(({ from }) => kept.has(from)),
    outgoing: nodeId => graph.outgoing(nodeId).filter(({ to }) => kept.has(to)),
  };
}
