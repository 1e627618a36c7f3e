import { AppError } from '../errors';
import type { CallsOutcome } from './call-items';
import { nothing } from './collect-outputs';
import { indexOf, type NodeTask, type Prepared, toCall } from './node-task';
import { longestPauseMs } from './retry';

/**
 * A node that waits, in a live run: how it stands until its time has come; null when it may go on. A blink is waited
 * for here; anything longer parks the run, which keeps no worker and outlives a restart.
 */
export async function holdBack(task: NodeTask, calls: readonly Prepared[]): Promise<CallsOutcome | null> {
  const { definition, execution, deps } = task;
  const params = calls[0]?.params;
  if (!definition.waitUntil || execution.mode !== 'live' || !params) return null;
  const outcome = { collected: nothing(), attempt: 1, failure: null, wakeAt: null };
  const failed = (error: unknown): CallsOutcome => ({
    ...{ ...outcome, status: 'failed' },
    failure: { error: AppError.from(error), itemIndex: null },
  });
  let until: Date | null;
  try {
    // Counted from when it was first reached: being looked at again makes no wait longer.
    const began = new Date(task.earlier?.startedAt ?? task.startedAt);
    until = definition.waitUntil(toCall(task, { params, index: indexOf(task, 0) }), began);
  } catch (error) {
    return failed(error);
  }
  if (!until) return null;
  const pause = until.getTime() - deps.clock().getTime();
  if (pause <= 0) return null;
  if (pause > longestPauseMs) {
    return deps.wakeAt
      ? { ...outcome, status: 'waiting', wakeAt: until }
      : failed(new AppError('node.cannot_wait', {}));
  }
  await deps.wait(pause, task.signal);
  return null;
}
