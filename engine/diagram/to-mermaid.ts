import type { NodeStatus } from '../run/node-execution';
import type { WorkflowDiff } from '../workflow/diff';
import { inRunningOrder } from '../workflow/graph';
import type { NodeKind, NodeTypes } from '../workflow/node-types';
import { findNodeType, portsOf } from '../workflow/ports';
import type { Connection, Workflow, WorkflowNode } from '../workflow/schema';
import { changeStyles, kindStyles, statusSigns, statusStyles } from './diagram-styles';
import { escapeLabel } from './escape-label';

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
export function toMermaid(workflow: Workflow, options: DiagramOptions = {}): string {
  const sorted = inOneOrder(workflow, options);
  const removed = (options.diff?.removed ?? []).toSorted((a, b) => compare(a.key, b.key));
  const drawing: Drawing = {
    options,
    ids: new Map([
      ...sorted.nodes.map(({ id, key }) => [id, `n_${key}`] as const),
      ...removed.map(({ id }, index) => [id, `gone_${index + 1}`] as const),
    ]),
    marks: marksOf(options.diff),
  };
  const nodes = [...sorted.nodes, ...removed];
  const arrows = arrowsOf(sorted.connections, drawing);
  return [
    `flowchart ${options.direction ?? 'TB'}`,
    ...nodes.map(node => `  ${nodeText(node, drawing)}`),
    ...arrows.map(({ text }) => `  ${text}`),
    ...classLines(nodes, drawing),
    ...linkStyleLines(arrows),
  ].join('\n');
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Nodes in running order, siblings by port and key, whatever the order of the rows: a database gives them in any. */
function inOneOrder(workflow: Workflow, { diff, nodeTypes }: DiagramOptions) {
  const byKey = workflow.nodes.toSorted((a, b) => compare(a.key, b.key));
  const sources = new Map([...byKey, ...(diff?.removed ?? [])].map(node => [node.id, node]));
  const nameOf = ({ from, port, to, input, id }: Connection) => {
    const source = sources.get(from);
    const rank = (source && nodeTypes && portsOf(source, nodeTypes)?.indexOf(port)) ?? 0;
    return [source?.key ?? from, String(rank + 1).padStart(3, '0'), port, sources.get(to)?.key ?? to, input, id].join(
      '\n',
    );
  };
  const sorted = <Value extends Connection>(connections: readonly Value[]) =>
    connections
      .map(connection => ({ connection, name: nameOf(connection) }))
      .sort((a, b) => compare(a.name, b.name))
      .map(({ connection }) => connection);
  const connections = sorted(workflow.connections);
  const nodes = inRunningOrder({ nodes: byKey, connections });
  const gone = sorted(diff?.connections.removed ?? []);
  const added = new Set(diff?.connections.added.map(({ id }) => id));
  return {
    nodes,
    connections: [
      ...connections.map(each => ({ ...each, mark: added.has(each.id) ? ('added' as const) : null })),
      ...gone.map(each => ({ ...each, mark: 'removed' as const })),
    ],
  };
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
