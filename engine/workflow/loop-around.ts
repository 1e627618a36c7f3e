import type { Connection, Workflow, WorkflowNode } from './schema';

export interface LoopAround {
  /** New, or one that is there already. */
  loop: WorkflowNode;
  /** Steps of the loop's own level that are to be inside. */
  nodeIds: readonly string[];
}

/**
 * The workflow with these steps inside the loop. Arrows among them stay; what led to them leads to the loop, and what
 * they led to hangs on it. Arrows between them and the loop are gone: rounds begin and come back by themselves.
 * `changesBetween` gives it as changes.
 */
export function loopAround(workflow: Workflow, { loop, nodeIds }: LoopAround): Workflow {
  const moved = new Set(nodeIds.filter(id => id !== loop.id));
  const isKnown = workflow.nodes.some(({ id }) => id === loop.id);
  const nodes = isKnown ? workflow.nodes : [...workflow.nodes, loop];
  const seen = new Set<string>();
  const connections = workflow.connections.flatMap((arrow): Connection[] => {
    const [from, to] = [moved.has(arrow.from), moved.has(arrow.to)];
    if (from === to) return [arrow];
    const turned = from ? { ...arrow, from: loop.id, port: 'next' } : { ...arrow, to: loop.id, input: 'in' };
    const name = `${turned.from} ${turned.port} ${turned.to} ${turned.input}`;
    if (turned.from === turned.to || seen.has(name)) return [];
    seen.add(name);
    return [turned];
  });
  const owned = nodes.map(node => (moved.has(node.id) ? { ...node, parentId: loop.id } : node));
  return { ...workflow, nodes: inOrder(owned, loop.id, moved), connections };
}

/** A loop stands before what it owns: whoever applies the rows one by one finds it there. */
function inOrder(nodes: readonly WorkflowNode[], loopId: string, moved: ReadonlySet<string>): WorkflowNode[] {
  const first = nodes.findIndex(({ id }) => moved.has(id));
  const at = nodes.findIndex(({ id }) => id === loopId);
  if (first < 0 || at < first) return [...nodes];
  const rest = nodes.filter(({ id }) => id !== loopId);
  return [...rest.slice(0, first), nodes[at]!, ...rest.slice(first)];
}
