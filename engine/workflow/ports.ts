import type { NodeType, NodeTypes } from './node-types';
import type { WorkflowNode } from './schema';

export const defaultPort = 'next';
export const defaultInput = 'in';
export const errorPort = 'error';

export const findNodeType = (nodeTypes: NodeTypes, type: string): NodeType | null =>
  Object.hasOwn(nodeTypes, type) ? nodeTypes[type]! : null;

/** With defaults filled in where the schema accepts them; as they are where it does not, since a draft may be wrong. */
export function paramsForReading(node: Pick<WorkflowNode, 'params'>, nodeType: NodeType): Record<string, unknown> {
  const parsed = nodeType.params.safeParse(node.params);
  return parsed.success ? parsed.data : node.params;
}

/** The ways out of a node; null when its type is not known. A half-written draft has whatever can be read from it. */
export function portsOf(
  node: Pick<WorkflowNode, 'type' | 'params' | 'options'>,
  nodeTypes: NodeTypes,
): readonly string[] | null {
  const nodeType = findNodeType(nodeTypes, node.type);
  if (!nodeType) return null;
  const own = readPorts(nodeType, paramsForReading(node, nodeType));
  return node.options.onError === 'route' && !own.includes(errorPort) ? [...own, errorPort] : own;
}

function readPorts(nodeType: NodeType, params: Record<string, unknown>): readonly string[] {
  try {
    return [...new Set(nodeType.ports(params).filter(port => typeof port === 'string' && port !== ''))];
  } catch {
    return [defaultPort];
  }
}

export const isTrigger = (type: string, nodeTypes: NodeTypes): boolean =>
  findNodeType(nodeTypes, type)?.kind === 'trigger';
