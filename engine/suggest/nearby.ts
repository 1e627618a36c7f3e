import { graphOf } from '../workflow/graph';
import type { Workflow } from '../workflow/schema';

const most = 60;

/**
 * The part of a large workflow around some of its nodes: what is further away has no say in what fits there, and looking
 * at 1,000 nodes once for each candidate took seconds.
 */
export function nearby(workflow: Workflow, ids: readonly string[]): Workflow {
  if (workflow.nodes.length <= most) return workflow;
  const graph = graphOf(workflow);
  const kept = new Set(ids);
  for (const id of kept) {
    const ends = [...graph.incoming(id).map(({ from }) => from), ...graph.outgoing(id).map(({ to }) => to)];
    const parent = graph.nodes.get(id)?.parentId;
    for (const end of parent ? [parent, ...ends] : ends) if (kept.size < most) kept.add(end);
  }
  return {
    ...workflow,
    nodes: workflow.nodes.filter(({ id }) => kept.has(id)),
    connections: workflow.connections.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
