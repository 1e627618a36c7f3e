import type { NodeTypes } from '../workflow/node-types';
import type { Item, WorkflowNode } from '../workflow/schema';
import { cameEmpty } from './came-empty';
import type { Graph } from './graph';
import { keyIn } from './key-in';
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
  /** What the keys of its records begin with: nothing, or the round of a loop. The records are those of the whole run. */
  prefix: string;
}

export const startProgress = (graph: Graph, nodeTypes: NodeTypes): Progress => ({
  graph,
  nodeTypes,
  records: new Map(),
  settled: new Set(),
  arrived: new Map(),
  prefix: '',
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
  return { progress, next: fold(progress, { items: [], sources: [] }) };
}

/** The same for one round of a loop, from the records of the whole run. */
export function foldRound(
  outer: Progress,
  { graph, prefix, given }: { graph: Graph; prefix: string; given: Pick<Ready, 'items' | 'sources'> },
): { progress: Progress; next: Next } {
  const { nodeTypes, records } = outer;
  const progress = { ...startProgress(graph, nodeTypes), records, prefix };
  return { progress, next: fold(progress, given) };
}

function fold(progress: Progress, given: Pick<Ready, 'items' | 'sources'>): Next {
  const { graph, records } = progress;
  const known = graph.nodes.flatMap(node => records.get(keyIn(progress, node)) ?? []);
  const nexts = known.map(record => completeNode(progress, record));
  for (const node of graph.entries) {
    if (!isDone(records.get(keyIn(progress, node)))) nexts.push({ ready: [{ node, ...given }], skipped: [] });
  }
  return {
    ready: nexts.flatMap(({ ready }) => ready).filter(({ node }) => !isDone(records.get(keyIn(progress, node)))),
    skipped: nexts.flatMap(({ skipped }) => skipped).filter(node => !records.has(keyIn(progress, node))),
  };
}

const isDone = (record: NodeExecution | undefined) =>
  record !== undefined && record.status !== 'running' && record.status !== 'waiting';

/** Takes in one record. Each finished node touches only its own successors. */
export function completeNode(progress: Progress, record: NodeExecution): Next {
  const { graph, records, settled, arrived, prefix } = progress;
  records.set(record.nodeKey, record);
  const node = graph.nodeByKey(prefix === '' ? record.nodeKey : record.nodeKey.slice(prefix.length));
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
function gather(progress: Progress, nodeId: string): { items: Item[]; sources: ItemSource[] } {
  const { graph, records } = progress;
  const items: Item[] = [];
  const sources: ItemSource[] = [];
  for (const { from, port } of graph.incoming(nodeId)) {
    const key = keyIn(progress, graph.node(from));
    const outputs = records.get(key)?.outputs[port] ?? [];
    for (let index = 0; index < outputs.length; index += 1) {
      items.push(outputs[index]!);
      sources.push({ nodeKey: key, port, index });
    }
  }
  return { items, sources };
}
