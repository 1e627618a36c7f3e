import type { NodeType, NodeTypes } from './node-types';
import type { WorkflowNode } from './schema';

export const defaultPort = 'next';
export const defaultInput = 'in';
export const errorPort = 'error';
/** What a step printed on the way: shown with its record, and read by no other step. */
export const consolePort = 'console';

/** What a step gave, port after port, without what it printed. */
export const givenItems = <Each>(outputs: Readonly<Record<string, readonly Each[]>>): Each[] =>
  Object.entries(outputs).flatMap(([port, items]) => (port === consolePort ? [] : items));

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

/** The ways into a node. Nearly all have one. */
export function inputsOf(node: Pick<WorkflowNode, 'type' | 'params'>, nodeTypes: NodeTypes): readonly string[] {
  const nodeType = findNodeType(nodeTypes, node.type);
  return nodeType?.inputs?.(paramsForReading(node, nodeType)) ?? [defaultInput];
}

/** The way in that each arrow takes: its own where the node has it, else the first that nobody has taken. */
export function assignInputs<Arrow extends { input: string }>(
  arrows: readonly Arrow[],
  inputs: readonly string[],
): ReadonlyMap<Arrow, string> {
  const named = arrows.filter(({ input }) => inputs.includes(input));
  const assigned = new Map(named.map(arrow => [arrow, arrow.input]));
  for (const arrow of arrows) {
    if (assigned.has(arrow)) continue;
    const taken = new Set(assigned.values());
    assigned.set(arrow, inputs.find(input => !taken.has(input)) ?? inputs.at(-1) ?? defaultInput);
  }
  return assigned;
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
