import { AppError } from '../errors';
import type { NodeTypes } from '../workflow/node-types';
import type { Item, WorkflowNode } from '../workflow/schema';
import type { RunMode } from './execution';
import type { Graph } from './graph';
import type { NodeExecution } from './node-execution';
import { skippedRecord } from './plain-records';
import { carriedOut, narrow, type Reach } from './reach';

interface Given {
  graph: Graph;
  reach: Pick<Reach, 'kind' | 'nodeId'>;
  /** Of the execution whose items are used again. */
  earlier: readonly NodeExecution[];
  mode: RunMode;
  nodeTypes: NodeTypes;
  now: Date;
}

/**
 * What stands for the nodes that are not carried out again: what they gave before, or what is pinned. Refuses where
 * the first node would be given nothing that was ever there.
 */
export function givenRecords({ graph, reach, earlier, mode, nodeTypes, now }: Given): NodeExecution[] {
  const inside = narrow(graph, reach);
  const carried = carriedOut(graph, reach);
  const rest = inside.nodes.filter(({ id }) => !carried.has(id));
  const keys = keysNow(inside, earlier);
  const known = new Map(earlier.filter(isUsable).map(record => [record.nodeId, record]));
  const given = rest.map(node => {
    const pinned = mode === 'live' ? undefined : node.options.pinned;
    if (pinned) return pinnedRecord(node, { items: pinned, nodeTypes, now });
    const record = known.get(node.id);
    return record ? again(record, node, keys) : null;
  });
  for (const [index, { id, label }] of rest.entries()) {
    const feeds = inside.outgoing(id).some(({ to }) => carried.has(to));
    if (feeds && given[index] === null) throw new AppError('run.nothing_recorded', { step: label });
  }
  return rest.map((node, index) => ({
    ...(given[index] ?? skippedRecord(node, now)),
    given: node.options.pinned && mode !== 'live' ? ('pinned' as const) : ('earlier' as const),
    seq: index + 1,
  }));
}

const isUsable = ({ status }: NodeExecution) => status === 'succeeded' || status === 'skipped';

/** Whether that run knows what each node that is not carried out gave. */
export function canGive(given: Given): boolean {
  try {
    return givenRecords(given).length >= 0;
  } catch (error) {
    if (AppError.is(error) && error.code === 'run.nothing_recorded') return false;
    throw error;
  }
}

/** A node may have another key by now; records name each other by key. */
const keysNow = (graph: Graph, earlier: readonly NodeExecution[]) => {
  const now = new Map(graph.nodes.map(({ id, key }) => [id, key]));
  return new Map(earlier.map(({ nodeKey, nodeId }) => [nodeKey, now.get(nodeId) ?? nodeKey]));
};

const again = (record: NodeExecution, node: WorkflowNode, keys: ReadonlyMap<string, string>): NodeExecution => ({
  ...record,
  nodeKey: node.key,
  label: node.label,
  sources: record.sources.map(source => ({ ...source, nodeKey: keys.get(source.nodeKey) ?? source.nodeKey })),
});

function pinnedRecord(
  node: WorkflowNode,
  { items, nodeTypes, now }: { items: readonly Item[]; nodeTypes: NodeTypes; now: Date },
): NodeExecution {
  const port = nodeTypes[node.type]?.ports(node.params)[0] ?? 'next';
  const record = skippedRecord(node, now);
  const origins = { [port]: items.map(() => null) };
  return { ...record, status: 'succeeded', simulated: true, outputs: { [port]: [...items] }, origins };
}
