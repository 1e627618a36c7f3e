import { AppError } from '../errors';
import { toErrorRecord } from './error-record';
import type { Graph } from './graph';
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
  tries: number;
  memoryShort: boolean;
}

/**
 * A run whose worker went away again and again at the same place would take down one worker after the other: it ends here,
 * with the step it was at. Null for a run that may go on. What may have taken effect is not known to have failed.
 */
export function setAside({ deps, graph, records, recorder, tries, memoryShort }: Stuck): Halt | null {
  if (tries <= mostTries) return null;
  const begun = records.filter(({ status }) => status === 'running');
  const open = begun.length > 0 ? begun : nextToBegin({ deps, graph, records });
  const ended = open.map(record => recorder.add(asideRecord(record, { deps, tries: tries - 1, memoryShort })));
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

function asideRecord(
  record: NodeExecution,
  { deps, tries, memoryShort }: Pick<Stuck, 'deps' | 'tries' | 'memoryShort'>,
): NodeExecution {
  const { label, effect } = record;
  const harmless = effect === 'none' || effect === 'read';
  const error = harmless
    ? new AppError('execution.set_aside', { label, tries, ...(memoryShort ? { memory: true as const } : {}) })
    : new AppError('node.result_unknown', { label });
  const status = harmless ? 'failed' : 'result_unknown';
  return { ...record, status, error: toErrorRecord(error, null), wakeAt: null, finishedAt: deps.clock().toISOString() };
}
