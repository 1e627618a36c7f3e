import type { WorkflowNode } from '../workflow/schema';
import { keyIn } from './key-in';
import type { Progress } from './progress';

/**
 * Whether a node at which no item arrived was reached all the same: something on the way to it executed and gave
 * nothing, by its only way out. Where there are several, nothing on one of them means that the run went another way.
 */
export function cameEmpty(progress: Progress, nodeId: string): boolean {
  const { graph, records } = progress;
  const asked = new Set([nodeId]);
  for (const id of asked) {
    for (const { from, port } of graph.incoming(id)) {
      const node = graph.node(from);
      const record = records.get(keyIn(progress, node));
      if (!isOnlyWay(progress, { node, port }) || (record?.outputs[port] ?? []).length > 0) continue;
      if (record?.status === 'succeeded') return true;
      asked.add(from); // it was skipped: why? A set visits what is added.
    }
  }
  return false;
}

function isOnlyWay({ nodeTypes }: Progress, { node, port }: { node: WorkflowNode; port: string }): boolean {
  const ports = nodeTypes[node.type]?.ports(node.params) ?? [];
  return ports.length === 1 && ports[0] === port;
}
