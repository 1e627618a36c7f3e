import type { Change, SkipCode } from './change';
import { nearestName } from './nearest';
import type { NodeType, NodeTypes } from './node-types';
import { findNodeType } from './ports';
import type { Workflow, WorkflowNode } from './schema';
import { slugOf } from './slug';

/** What one change is applied to, and with. */
export interface Draft {
  workflow: Workflow;
  nodeTypes: NodeTypes;
  newId(): string;
}

export interface Skip {
  code: SkipCode;
  hint: string;
}

/** The workflow afterwards and the change as it was carried out, with ids; or why it was not. */
export type Outcome = { workflow: Workflow; change: Change } | Skip;

export const skip = (code: SkipCode, hint: string): Skip => ({ code, hint });
export const isSkip = (value: object): value is Skip => 'hint' in value && 'code' in value;

export const quote = (label: string) => `"${label}"`;
export const listed = (names: readonly string[], last = 'or') =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;

/** By id, then by key, then by a label or slug that only one node has. */
export function findNode(workflow: Workflow, ref: string): WorkflowNode | Skip {
  const { nodes } = workflow;
  const exact = nodes.find(({ id }) => id === ref) ?? nodes.find(({ key }) => key === ref);
  if (exact) return exact;
  const slug = slugOf(ref, '');
  const alike = nodes.filter(({ key, label }) => label === ref || key === slug || slugOf(label) === slug);
  if (alike.length === 1) return alike[0]!;
  return skip('node.not_found', `There is no step called ${quote(ref)}. ${hintFor(ref, nodes)}`);
}

function hintFor(ref: string, nodes: readonly WorkflowNode[]): string {
  if (nodes.length === 0) return 'The workflow has no steps yet.';
  const [keys, labels] = [nodes.map(({ key }) => key), nodes.map(({ label }) => label)];
  const near = nearestName(slugOf(ref), keys) ?? nearestName(ref, labels);
  const node = nodes.find(({ key, label }) => key === near || label === near);
  if (node) return `Did you mean ${node.key}?`;
  return `There is ${listed(keys.slice(0, 12), 'and')}${nodes.length > 12 ? ', among others' : ''}.`;
}

export function readNodeType(nodeTypes: NodeTypes, type: string): NodeType | Skip {
  const nodeType = findNodeType(nodeTypes, type);
  if (nodeType) return nodeType;
  const near = nearestType(nodeTypes, type);
  const hint = near ? `Did you mean ${near}?` : 'Find one first that is there.';
  return skip('node.type_unknown', `There is no step type ${quote(type)}. ${hint}`);
}

export function nearestType(nodeTypes: NodeTypes, type: string): string | null {
  const types = Object.keys(nodeTypes);
  const operation = (name: string) => name.slice(name.indexOf('.') + 1);
  const near = nearestName(operation(type), types.map(operation)) ?? operation(type);
  const namesakes = types.filter(other => operation(other) === near || operation(other) === operation(type));
  const synonyms = types.filter(other => nodeTypes[other]!.synonyms.includes(operation(type).replaceAll('-', ' ')));
  return [namesakes, synonyms].find(found => found.length === 1)?.[0] ?? nearestName(type, types);
}

export const withNode = (workflow: Workflow, node: WorkflowNode): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.map(other => (other.id === node.id ? node : other)),
});

export const insertAt = <Value>(list: readonly Value[], value: Value, index = list.length): Value[] =>
  list.toSpliced(Math.min(index, list.length), 0, value);

/** The same two ids always give the same third, so that a change repeated elsewhere makes the same rows. */
export function derivedId(first: string, second: string): string {
  const [left, right] = [first, second].map(id => id.replaceAll('-', ''));
  const mixed = Array.from({ length: 32 }, (_, index) => {
    const sum = Number.parseInt(left![index]!, 16) + 3 * Number.parseInt(right![(index * 7 + 5) % 32]!, 16) + index;
    return (sum % 16).toString(16);
  }).join('');
  return `${mixed.slice(0, 8)}-${mixed.slice(8, 12)}-8${mixed.slice(13, 16)}-8${mixed.slice(17, 20)}-${mixed.slice(20)}`;
}

export const lockedHint = (node: WorkflowNode): Skip =>
  skip('node.locked', `The step ${quote(node.label)} is locked. Unlock it first.`);
