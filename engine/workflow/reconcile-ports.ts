import { fieldOf, isEqual, isObject } from './equal';
import type { NodeTypes } from './node-types';
import { isTrigger, portsOf } from './ports';
import type { Workflow, WorkflowNode } from './schema';
import { slugOf } from './slug';

/** After a node has changed, its connections follow ports that were renamed and go where a port is gone. */
export function reconcilePorts(workflow: Workflow, before: WorkflowNode, nodeTypes: NodeTypes): Workflow {
  const after = workflow.nodes.find(({ id }) => id === before.id)!;
  const ports = portsOf(after, nodeTypes);
  if (ports === null) return workflow;
  const renamed = renamedPorts(before, after, nodeTypes);
  const trigger = isTrigger(after.type, nodeTypes);
  const connections = workflow.connections
    .map(each => (each.from === after.id ? { ...each, port: renamed.get(each.port) ?? each.port } : each))
    .filter(({ from, to, port }) => (from !== after.id || ports.includes(port)) && !(trigger && to === after.id));
  return isEqual(connections, workflow.connections) ? workflow : { ...workflow, connections };
}

/** A port is renamed, not replaced, when the named entry behind it changed nothing but its name. */
function renamedPorts(before: WorkflowNode, after: WorkflowNode, nodeTypes: NodeTypes): Map<string, string> {
  if (before.type !== after.type) return new Map();
  const [oldPorts, newPorts] = [portsOf(before, nodeTypes) ?? [], portsOf(after, nodeTypes) ?? []];
  const gone = oldPorts.filter(port => !newPorts.includes(port));
  const fresh = newPorts.filter(port => !oldPorts.includes(port));
  const pairs = Object.keys(before.params).flatMap(name =>
    sameButForName(before.params[name], fieldOf(after.params, name)),
  );
  return new Map(
    pairs.flatMap(([from, to]) => {
      const [source, target] = [portNamed(gone, from), portNamed(fresh, to)];
      return source && target ? [[source, target] as const] : [];
    }),
  );
}

const portNamed = (ports: readonly string[], name: string) =>
  ports.find(port => port === name || slugOf(port) === slugOf(name));

function sameButForName(before: unknown, after: unknown): [string, string][] {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return [];
  return before.flatMap((entry, index) => {
    const other: unknown = after[index];
    if (!isObject(entry) || !isObject(other)) return [];
    const [{ name: from, ...rest }, { name: to, ...otherRest }] = [entry, other];
    const renamed = typeof from === 'string' && typeof to === 'string' && from !== to && isEqual(rest, otherRest);
    return renamed ? [[from, to] as [string, string]] : [];
  });
}
