import { AppError } from '../errors';
import { toErrorRecord } from './error-record';
import type { Graph } from './graph';
import type { Claimed } from './journal';
import type { NodeExecution } from './node-execution';
import { runningRecord } from './plain-records';
import { foldRecords } from './progress';
import type { Recorder } from './recorder';
import type { RunDeps } from './run-deps';
import type { Halt } from './running';

/** Taken up more often than that without anything having been finished, it is not taken up any more. */
export const mostTries = 5;

interface Stuck {
  deps: RunDeps;
  graph: Graph;
  records: readonly NodeExecution[];
  recorder: Recorder;
  work: Pick<Claimed, 'tries' | 'memoryShort' | 'lost'>;
}

/**
 * A run whose worker went away again and again at the same place would take down one worker after the other: it ends here,
 * with the step it was at; and so does one whose next step would read what is lost. Null for a run that may go on. What may
 * have taken effect is not known to have failed.
 */
export function setAside(stuck: Stuck): Halt | null {
  const { records, recorder, work } = stuck;
  if ((work.tries ?? 1) <= mostTries && !work.lost) return null;
  const begun = records.filter(({ status }) => status === 'running' || (status === 'waiting' && work.lost));
  const open = begun.length > 0 ? begun : nextToBegin(stuck);
  const ended = open.map(record => recorder.add(asideRecord(record, stuck)));
  const [last] = ended.toSorted((a, b) => depthOf(b) - depthOf(a));
  return last ? { kind: 'failed', record: last, answer: null } : null;
}

/** The step within the loop rather than the loop. */
const depthOf = ({ nodeKey }: NodeExecution) => nodeKey.split('/').length;

/** A step that keeps the process from doing anything else never got as far as being recorded. */
function nextToBegin({ deps, graph, records }: Pick<Stuck, 'deps' | 'graph' | 'records'>): NodeExecution[] {
  const { next } = foldRecords(graph, { records, nodeTypes: deps.nodeTypes });
  const startedAt = deps.clock().toISOString();
  return next.ready.slice(0, 1).map(({ node, sources }) => runningRecord(node, { startedAt, sources: [...sources] }));
}

function asideRecord(record: NodeExecution, stuck: Stuck): NodeExecution {
  const { label, effect } = record;
  const hasBegun = !stuck.work.lost || (stuck.records.includes(record) && record.status === 'running');
  const harmless = effect === 'none' || effect === 'read' || !hasBegun;
  const error = harmless ? reasonOf(label, stuck.work) : new AppError('node.result_unknown', { label });
  const status = harmless ? 'failed' : 'result_unknown';
  const finishedAt = stuck.deps.clock().toISOString();
  return { ...record, status, error: toErrorRecord(error, null), wakeAt: null, finishedAt };
}

function reasonOf(label: string, { lost, tries = 1, memoryShort }: Stuck['work']): AppError {
  if (lost) return new AppError('execution.data_lost', { step: lost });
  return new AppError('execution.set_aside', {
    label,
    tries: tries - 1,
    ...(memoryShort ? { memory: true as const } : {}),
  });
}
