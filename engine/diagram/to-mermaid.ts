import type { NodeStatus } from '../run/node-execution';
import { byNode } from '../run/run-state';
import type { WorkflowDiff } from '../workflow/diff';
import type { NodeKind, NodeTypes } from '../workflow/node-types';
import { findNodeType } from '../workflow/ports';
import type { Connection, Workflow, WorkflowNode } from '../workflow/schema';
import { bodyEnds } from './body-ends';
import { changeStyles, kindStyles, statusSigns, statusStyles } from './diagram-styles';
import { escapeLabel } from './escape-label';
import { byKey, inStableOrder, sortConnections } from './stable-order';

export interface DiagramOptions {
  /** The newest record of each node, by key. */
  run?: { nodes: Readonly<Record<string, { status: NodeStatus }>> };
  /** Marks what was added, changed and removed; the workflow is the one afterwards. */
  diff?: WorkflowDiff;
  /** Without them every node is drawn as an action. */
  nodeTypes?: NodeTypes;
  direction?: 'TB' | 'LR';
}

type Mark = 'added' | 'changed' | 'removed';

interface Drawing {
  options: DiagramOptions;
  /** Diagram id of each node: `n_<key>`, and `gone_<number>` for a removed one. */
  ids: ReadonlyMap<string, string>;
  marks: ReadonlyMap<string, Mark>;
}

/** Flowchart text; the same workflow gives the same text to the byte, whatever the order of its rows. */
export function toMermaid(workflow: Workflow, given: DiagramOptions = {}): string {
  const options = given.run ? { ...given, run: { nodes: byNode(given.run.nodes) } } : given;
  const sorted = inStableOrder(workflow, options.nodeTypes);
  const removed = byKey(options.diff?.removed ?? []);
  const drawing: Drawing = {
    options,
    ids: new Map([
      ...sorted.nodes.map(({ id, key }) => [id, `n_${key}`] as const),
      ...removed.map(({ id }, index) => [id, `gone_${index + 1}`] as const),
    ]),
    marks: marksOf(options.diff),
  };
  const nodes = [...sorted.nodes, ...removed];
  const arrows = arrowsOf(markedConnections(workflow, sorted.connections, options), drawing);
  return [
    `flowchart ${options.direction ?? 'TB'}`,
    ...nodeLines(nodes, drawing),
    ...arrows.map(({ text }) => `  ${text}`),
    ...roundLines(workflow, nodes, drawing),
    ...classLines(nodes, drawing),
    ...linkStyleLines(arrows),
  ].join('\n');
}

/** Arrows that are gone come last, so that they never push aside what is there. */
function markedConnections(workflow: Workflow, sorted: readonly Connection[], { diff, nodeTypes }: DiagramOptions) {
  const added = new Set(diff?.connections.added.map(({ id }) => id));
  const gone = diff?.connections.removed ?? [];
  return [
    ...sorted.map(each => ({ ...each, mark: added.has(each.id) ? ('added' as const) : null })),
    ...sortConnections(gone, [...workflow.nodes, ...(diff?.removed ?? [])], nodeTypes).map(each => ({
      ...each,
      mark: 'removed' as const,
    })),
  ];
}

function marksOf(diff: WorkflowDiff | undefined): ReadonlyMap<string, Mark> {
  if (!diff) return new Map();
  const changed = diff.updated.filter(({ fields }) => fields.some(({ field }) => field !== 'position'));
  return new Map<string, Mark>([
    ...changed.map(({ id }) => [id, 'changed'] as const),
    ...diff.added.map(({ id }) => [id, 'added'] as const),
    ...diff.removed.map(({ id }) => [id, 'removed'] as const),
  ]);
}

const kindOf = (node: WorkflowNode, nodeTypes: NodeTypes | undefined): NodeKind =>
  (nodeTypes && findNodeType(nodeTypes, node.type)?.kind) ?? 'action';

const shapes: Record<NodeKind, readonly [string, string]> = {
  trigger: ['([', '])'],
  logic: ['{{', '}}'],
  data: ['[', ']'],
  action: ['[', ']'],
  ai: ['[[', ']]'],
};
const markSigns: Record<Mark, string> = { added: '+', changed: '±', removed: '−' };

function nodeText(node: WorkflowNode, { options, ids, marks }: Drawing): string {
  const status = options.run?.nodes[node.key]?.status;
  const mark = marks.get(node.id);
  const sign = mark ? markSigns[mark] : status ? statusSigns[status] : '';
  const [open, close] = shapes[kindOf(node, options.nodeTypes)];
  const label = [sign && escapeLabel(sign), escapeLabel(node.label)].filter(Boolean).join(' ');
  return `${ids.get(node.id)}${open}"${label}"${close}`;
}

const isLoop = (node: WorkflowNode, { nodeTypes }: DiagramOptions) =>
  nodeTypes !== undefined && findNodeType(nodeTypes, node.type)?.isContainer === true;

/** What a loop owns stands in a frame below it. */
function nodeLines(nodes: readonly WorkflowNode[], drawing: Drawing): string[] {
  const bodies = Map.groupBy(nodes, ({ parentId }) => parentId);
  const framed = new Set(nodes.filter(node => isLoop(node, drawing.options)).map(({ id }) => id));
  const lines = (node: WorkflowNode, indent: string): string[] => {
    const body = framed.has(node.id) ? (bodies.get(node.id) ?? []) : [];
    const own = `${indent}${nodeText(node, drawing)}`;
    if (body.length === 0) return [own];
    const frame = `${indent}subgraph ${drawing.ids.get(node.id)}_body["${escapeLabel('↻')} ${escapeLabel(node.label)}"]`;
    return [own, frame, ...body.flatMap(inner => lines(inner, `${indent}  `)), `${indent}end`];
  };
  return nodes.filter(({ parentId }) => !parentId || !framed.has(parentId)).flatMap(node => lines(node, '  '));
}

/** How a round begins with the first steps inside, and how the last ones come back. */
function roundLines(workflow: Workflow, nodes: readonly WorkflowNode[], { options, ids }: Drawing): string[] {
  return nodes
    .filter(node => isLoop(node, options))
    .flatMap(loop => {
      const { first, last } = bodyEnds(workflow, loop.id);
      return [
        ...first.map(({ id }) => `  ${ids.get(loop.id)} -.->|"each round"| ${ids.get(id)}`),
        ...last.map(({ id }) => `  ${ids.get(id)} -.->|"back"| ${ids.get(loop.id)}`),
      ];
    });
}

interface ArrowText {
  text: string;
  mark: 'added' | 'removed' | null;
}

function arrowsOf(connections: readonly (Connection & Pick<ArrowText, 'mark'>)[], { ids }: Drawing): ArrowText[] {
  return connections
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map(({ from, port, to, mark }) => {
      const line = mark === 'removed' ? '-.->' : mark === 'added' ? '==>' : '-->';
      const label = port === 'next' ? '' : `|"${escapeLabel(port)}"|`;
      return { text: `${ids.get(from)} ${line}${label} ${ids.get(to)}`, mark };
    });
}

function classLines(nodes: readonly WorkflowNode[], { options, ids, marks }: Drawing): string[] {
  const classesOf = (node: WorkflowNode) => {
    const status = options.run?.nodes[node.key]?.status;
    return [
      kindOf(node, options.nodeTypes),
      ...(status ? [`run_${status}`] : []),
      ...(marks.has(node.id) ? [`diff_${marks.get(node.id)}`] : []),
    ];
  };
  const members = Map.groupBy(
    nodes.flatMap(node => classesOf(node).map(name => ({ name, id: ids.get(node.id)! }))),
    ({ name }) => name,
  );
  const styles: Record<string, string> = { ...kindStyles, ...statusStyles, ...changeStyles };
  return Object.keys(styles)
    .filter(name => members.has(name))
    .flatMap(name => [
      `  classDef ${name} ${styles[name]}`,
      `  class ${members
        .get(name)!
        .map(({ id }) => id)
        .join(',')} ${name}`,
    ]);
}

function linkStyleLines(arrows: readonly ArrowText[]): string[] {
  return (['added', 'removed'] as const).flatMap(mark => {
    const indices = arrows.flatMap((arrow, index) => (arrow.mark === mark ? [index] : []));
    const stroke = changeStyles[`diff_${mark}`].match(/stroke:(#[0-9a-f]+)/)![1];
    return indices.length > 0 ? [`  linkStyle ${indices.join(',')} stroke:${stroke}`] : [];
  });
}
