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

export const toRunState = (records: readonly NodeExecution[]): RunState => ({
  nodes: Object.fromEntries(records.toSorted((a, b) => a.seq - b.seq).map(record => [record.nodeKey, record])),
  seq: records.reduce((highest, { seq }) => Math.max(highest, seq), 0),
});
