import type { NodeStatus } from '../run/node-execution';
import { byNode } from '../run/run-state';
import type { WorkflowDiff } from '../workflow/diff';
import type { Issue } from '../workflow/issue';
import type { NodeKind, NodeType, NodeTypes } from '../workflow/node-types';
import { findNodeType, paramsForReading, portsOf } from '../workflow/ports';
import type { Connection, Position, Workflow, WorkflowNode } from '../workflow/schema';
import { toFrames } from './canvas-frames';

export type ChangeMark = 'added' | 'changed' | 'removed';

/** What a node card shows. */
export interface StepData extends Record<string, unknown> {
  key: string;
  label: string;
  type: string;
  /** The type's own name: `Data table`. */
  title: string;
  kind: NodeKind;
  /** A lucide icon's name. */
  icon: string;
  /** One line of what it does with its main values. */
  detail: string;
  ports: readonly string[];
  hasInput: boolean;
  status: NodeStatus | null;
  mark: ChangeMark | null;
  /** Messages of what is wrong with it. */
  issues: readonly string[];
  disabled: boolean;
  /** The loop that it is inside of; null on the workflow's own level. */
  parentId: string | null;
}

/** React Flow's node and edge as plain data; `type` names the components that draw them. */
export interface CanvasNode {
  id: string;
  type: 'step';
  position: Position;
  data: StepData;
}
export interface CanvasEdge {
  id: string;
  type: 'arrow';
  source: string;
  sourceHandle: string;
  target: string;
  targetHandle: string;
  label: string | null;
  data: { mark: ChangeMark | null; taken: boolean };
}
/** A box around what a loop owns. */
export interface CanvasFrame {
  /** Of the loop. */
  id: string;
  label: string;
  position: Position;
  width: number;
  height: number;
}

export interface Canvas {
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  /** The outermost first, so that inner ones lie on top. */
  frames: CanvasFrame[];
  /** How the rounds of loops begin and come back. No connections: nobody can remove them. */
  rounds: CanvasEdge[];
}

export interface CanvasOptions {
  nodeTypes: NodeTypes;
  /** Where nodes without a position of their own go: what `layout` gave. */
  positions?: Readonly<Record<string, Position>>;
  /** The newest record of each node, by key. */
  run?: {
    nodes: Readonly<Record<string, { status: NodeStatus; outputs?: Readonly<Record<string, readonly unknown[]>> }>>;
  };
  diff?: WorkflowDiff;
  issues?: readonly Issue[];
}

/** The twin of `toMermaid` for the canvas: components only draw what is in it. */
export function toCanvas(workflow: Workflow, given: CanvasOptions): Canvas {
  const options = given.run ? { ...given, run: { nodes: byNode(given.run.nodes) } } : given;
  const { diff } = options;
  const nodes = [...workflow.nodes, ...(diff?.removed ?? [])];
  const ids = new Set(nodes.map(({ id }) => id));
  const gone = (diff?.connections.removed ?? []).filter(({ from, to }) => ids.has(from) && ids.has(to));
  const added = new Set(diff?.connections.added.map(({ id }) => id));
  const keys = new Map(nodes.map(({ id, key }) => [id, key]));
  const edge = (connection: Connection, mark: ChangeMark | null) =>
    toEdge(connection, { mark, taken: isTaken(connection, keys, options) });
  const cards = nodes.map(node => toNode(node, options));
  return {
    ...toFrames(workflow, cards),
    nodes: cards,
    edges: [
      ...workflow.connections.map(each => edge(each, added.has(each.id) ? 'added' : null)),
      ...gone.map(each => ({ ...edge(each, 'removed'), id: `removed-${each.id}` })),
    ],
  };
}

function toNode(node: WorkflowNode, options: CanvasOptions): CanvasNode {
  const { nodeTypes, positions, run, issues } = options;
  const nodeType = findNodeType(nodeTypes, node.type);
  return {
    id: node.id,
    type: 'step',
    position: node.position ?? positions?.[node.id] ?? { x: 0, y: 0 },
    data: {
      key: node.key,
      label: node.label,
      type: node.type,
      title: nodeType?.title ?? node.type,
      kind: nodeType?.kind ?? 'action',
      icon: nodeType?.icon ?? 'circle-help',
      detail: nodeType ? detailOf(node, nodeType) : '',
      ports: portsOf(node, nodeTypes) ?? [],
      hasInput: nodeType?.kind !== 'trigger',
      status: run?.nodes[node.key]?.status ?? null,
      mark: markOf(node.id, options.diff),
      issues: (issues ?? []).filter(({ nodeId }) => nodeId === node.id).map(({ message }) => message),
      disabled: node.options.disabled ?? false,
      parentId: node.parentId,
    },
  };
}

/** A half-written node has nothing to say yet. */
function detailOf(node: WorkflowNode, nodeType: NodeType): string {
  try {
    return nodeType.describe(paramsForReading(node, nodeType));
  } catch {
    return '';
  }
}

export function markOf(nodeId: string, diff: WorkflowDiff | undefined): ChangeMark | null {
  if (!diff) return null;
  if (diff.added.some(({ id }) => id === nodeId)) return 'added';
  if (diff.removed.some(({ id }) => id === nodeId)) return 'removed';
  const update = diff.updated.find(({ id }) => id === nodeId);
  return update?.fields.some(({ field }) => field !== 'position') ? 'changed' : null;
}

/** Whether items went along this arrow in the run that is shown. */
function isTaken({ from, port }: Connection, keys: ReadonlyMap<string, string>, { run }: CanvasOptions): boolean {
  const outputs = run?.nodes[keys.get(from) ?? '']?.outputs;
  return (outputs && Object.hasOwn(outputs, port) ? outputs[port]!.length : 0) > 0;
}

const toEdge = ({ id, from, port, to, input }: Connection, data: CanvasEdge['data']): CanvasEdge => ({
  id,
  type: 'arrow',
  source: from,
  sourceHandle: port,
  target: to,
  targetHandle: input,
  label: port === 'next' ? null : port,
  data,
});
