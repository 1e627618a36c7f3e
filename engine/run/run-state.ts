import { plainKey } from '../workflow/round-keys';
import type { NodeExecution } from './node-execution';

/** What is known of a run: the newest record of each node. Nothing else is kept anywhere. */
export interface RunState {
  nodes: Readonly<Record<string, NodeExecution>>;
  /** The highest number seen: ask for what is above it. */
  seq: number;
}

export const emptyRun: RunState = { nodes: {}, seq: 0 };

/** The one place that says what a record means to a reader: canvas, chat card, diagram and explanation all fold with it. */
export function applyNodeExecution(run: RunState, record: NodeExecution): RunState {
  const known = run.nodes[record.nodeKey];
  if (known && known.seq >= record.seq) return run; // events may arrive twice, or late after a reload
  return { nodes: { ...run.nodes, [record.nodeKey]: record }, seq: Math.max(run.seq, record.seq) };
}

const weight = ['skipped', 'cancelled', 'succeeded', 'waiting', 'running', 'failed', 'result_unknown'];

/** One record for each node, by its own key: of a step inside a loop the one that tells most, the latest of several. */
export function byNode<Known extends { status: string; seq?: number }>(
  nodes: Readonly<Record<string, Known>>,
): Readonly<Record<string, Known>> {
  const inRounds = Object.entries(nodes).filter(([key]) => key.includes('/'));
  if (inRounds.length === 0) return nodes;
  const found: Record<string, Known> = { ...nodes };
  for (const [key, record] of inRounds) {
    const name = plainKey(key);
    const known = found[name];
    const more = known ? weight.indexOf(record.status) - weight.indexOf(known.status) : 1;
    if (more > 0 || (more === 0 && (record.seq ?? 0) > (known?.seq ?? 0))) found[name] = record;
  }
  return found;
}

export const toRunState = (records: readonly NodeExecution[]): RunState => ({
  nodes: Object.fromEntries(records.toSorted((a, b) => a.seq - b.seq).map(record => [record.nodeKey, record])),
  seq: records.reduce((highest, { seq }) => Math.max(highest, seq), 0),
});
