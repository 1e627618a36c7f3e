import type { NodeTypes } from '../workflow/node-types';
import type { Item, WorkflowNode } from '../workflow/schema';
import { cameEmpty } from './came-empty';
import type { Graph } from './graph';
import type { ItemSource, NodeExecution } from './node-execution';

/** A node that has everything it waited for. */
export interface Ready {
  node: WorkflowNode;
  items: readonly Item[];
  /** For each item, where it came from. */
  sources: readonly ItemSource[];
}

/** What can happen now. Nothing arrived at a skipped node; what hangs on it alone is skipped with it. */
export interface Next {
  ready: readonly Ready[];
  skipped: readonly WorkflowNode[];
}

/** How far a run has come: only ever the fold of its records, so a crash loses nothing that was recorded. */
export interface Progress {
  graph: Graph;
  nodeTypes: NodeTypes;
  /** The newest record by node key. */
  records: Map<string, NodeExecution>;
  /** Nodes whose outgoing arrows have all delivered. */
  settled: Set<string>;
  arrived: Map<string, number>;
}

export const startProgress = (graph: Graph, nodeTypes: NodeTypes): Progress => ({
  graph,
  nodeTypes,
  records: new Map(),
  settled: new Set(),
  arrived: new Map(),
});

/** Whether what hangs on the node may go on. */
const delivers = ({ status }: NodeExecution) => status === 'succeeded' || status === 'skipped';

/** Takes in everything recorded so far, in whatever order, and says what can happen now. */
export function foldRecords(
  graph: Graph,
  { records, nodeTypes }: { records: readonly NodeExecution[]; nodeTypes: NodeTypes },
): { progress: Progress; next: Next } {
  const progress = startProgress(graph, nodeTypes);
  for (const record of records) {
    const known = progress.records.get(record.nodeKey);
    if (!known || known.seq < record.seq) progress.records.set(record.nodeKey, record);
  }
  const nexts = [...progress.records.values()].map(record => completeNode(progress, record));
  if (!progress.records.has(graph.trigger.key)) {
    nexts.push({ ready: [{ node: graph.trigger, items: [], sources: [] }], skipped: [] });
  }
  const isOpen = (node: WorkflowNode) => {
    const record = progress.records.get(node.key);
    return record === undefined || record.status === 'running' || record.status === 'waiting';
  };
  return {
    progress,
    next: {
      ready: nexts.flatMap(({ ready }) => ready).filter(({ node }) => isOpen(node)),
      skipped: nexts.flatMap(({ skipped }) => skipped).filter(node => !progress.records.has(node.key)),
    },
  };
}

/** Takes in one record. Each finished node touches only its own successors. */
export function completeNode(progress: Progress, record: NodeExecution): Next {
  const { graph, records, settled, arrived } = progress;
  records.set(record.nodeKey, record);
  const node = graph.nodeByKey(record.nodeKey);
  if (!node || !delivers(record)) return { ready: [], skipped: [] };

  const ready: Ready[] = [];
  const skipped: WorkflowNode[] = [];
  const done = [node];
  for (const { id } of done) {
    if (settled.has(id)) continue;
    settled.add(id);
    for (const { to } of graph.outgoing(id)) {
      const count = (arrived.get(to) ?? 0) + 1;
      arrived.set(to, count);
      if (count < graph.incoming(to).length) continue;
      const target = { node: graph.node(to), ...gather(progress, to) };
      if (target.items.length > 0 || runsOnNothing(progress, target.node)) ready.push(target);
      else if (!settled.has(to)) done.push(target.node) && skipped.push(target.node);
    }
  }
  return { ready, skipped };
}

const runsOnNothing = (progress: Progress, { id, type, params }: WorkflowNode): boolean =>
  (progress.nodeTypes[type]?.runsOnNothing?.(params) ?? false) && cameEmpty(progress, id);

/** In the order of the arrows, not of arrival: the same run always sees the same list. */
function gather({ graph, records }: Progress, nodeId: string): { items: Item[]; sources: ItemSource[] } {
  const items: Item[] = [];
  const sources: ItemSource[] = [];
  for (const { from, port } of graph.incoming(nodeId)) {
    const { key } = graph.node(from);
    const outputs = records.get(key)?.outputs[port] ?? [];
    for (let index = 0; index < outputs.length; index += 1) {
      items.push(outputs[index]!);
      sources.push({ nodeKey: key, port, index });
    }
  }
  return { items, sources };
}
