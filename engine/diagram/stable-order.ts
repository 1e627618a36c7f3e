import { inRunningOrder } from '../workflow/graph';
import type { NodeTypes } from '../workflow/node-types';
import { portsOf } from '../workflow/ports';
import type { Connection, Workflow, WorkflowNode } from '../workflow/schema';

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

export const byKey = <Keyed extends { key: string }>(nodes: readonly Keyed[]): Keyed[] =>
  nodes.toSorted((a, b) => compare(a.key, b.key));

/** By where they start, then by the order of that node's ports, then by where they lead. */
export function sortConnections<Value extends Connection>(
  connections: readonly Value[],
  nodes: readonly WorkflowNode[],
  nodeTypes: NodeTypes | undefined,
): Value[] {
  const ends = new Map(nodes.map(node => [node.id, node]));
  const ports = new Map(nodes.map(node => [node.id, (nodeTypes && portsOf(node, nodeTypes)) ?? []]));
  const nameOf = ({ from, port, to, input, id }: Connection) => {
    const rank = String((ports.get(from)?.indexOf(port) ?? -1) + 1).padStart(3, '0');
    return [ends.get(from)?.key ?? from, rank, port, ends.get(to)?.key ?? to, input, id].join('\n');
  };
  return connections
    .map(connection => ({ connection, name: nameOf(connection) }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ connection }) => connection);
}

/** Nodes in running order, siblings by port and key, whatever the order of the rows: a database gives them in any. */
export function inStableOrder(workflow: Workflow, nodeTypes: NodeTypes | undefined) {
  const connections = sortConnections(workflow.connections, workflow.nodes, nodeTypes);
  return { nodes: inRunningOrder({ nodes: byKey(workflow.nodes), connections }), connections };
}
