import { AppError } from '../errors';
import { driveRun } from './drive-run';
import { toErrorRecord } from './error-record';
import type { Execution } from './execution';
import { graphOf } from './graph';
import type { Claimed, ExecutionProgress, NewExecution } from './journal';
import type { NodeExecution } from './node-execution';
import { cancelledRecord } from './plain-records';
import { narrow, Reach } from './reach';
import { createRecorder, type Recorder } from './recorder';
import type { RunDeps } from './run-deps';
import type { Halt } from './running';
import { setAside } from './set-aside';
import { unknownTypes } from './unknown-types';

/** `left`: it is finished already, gone, or somebody else's now. */
export type RunEnd = 'finished' | 'parked' | 'left';

/**
 * Works on one execution from wherever its records say it stands, until it is finished or has only to wait.
 * Rejects when it could not go on for a reason that is not its own (shutdown, database): then it is to be called again.
 */
export async function runExecution(deps: RunDeps, executionId: string, signal: AbortSignal): Promise<RunEnd> {
  const claimed = await deps.journal.claim(executionId);
  return claimed ? unlessLost(workOn(deps, claimed, signal)) : 'left';
}

/**
 * Works on an execution that only this process knows of: it is made durable together with the first thing that has to
 * be, so a run without effects is one commit. Rejects as `runExecution` does; what was not durable by then is gone.
 * `left` before that means that its trigger does not start this version any more, and nothing has happened.
 */
export function runNew(deps: RunDeps, execution: NewExecution, signal: AbortSignal): Promise<RunEnd> {
  return unlessLost(workOn(deps, { execution, records: [], cancelRequested: false, create: execution }, signal));
}

async function unlessLost(work: Promise<RunEnd>): Promise<RunEnd> {
  try {
    return await work;
  } catch (error) {
    if (AppError.is(error) && (error.code === 'execution.lease_lost' || error.code === 'execution.left_to_other'))
      return 'left';
    throw error;
  }
}

interface Work extends Claimed {
  create?: NewExecution;
}

async function workOn(deps: RunDeps, work: Work, signal: AbortSignal): Promise<RunEnd> {
  const { execution, records, cancelRequested, create } = work;
  const seq = records.reduce((highest, record) => Math.max(highest, record.seq), 0);
  const { id: executionId, epoch } = execution;
  const recorder = createRecorder({ journal: deps.journal, executionId, epoch, seq, create });
  const finish = async (progress: ExecutionProgress & Required<Pick<ExecutionProgress, 'status'>>) => {
    const finishedAt = deps.clock().toISOString();
    await recorder.flush({ ...progress, finishedAt });
    deps.onEnd?.(execution, { status: progress.status, error: progress.error ?? null, finishedAt });
  };

  let halt: Halt;
  try {
    if (cancelRequested) throw new AppError('execution.cancelled', {});
    await leaveUnknown(deps, execution);
    const whole = graphOf(execution.workflow, execution.triggerNodeId);
    const reach = execution.reach ? Reach.safeParse(execution.reach).data : null;
    if (reach === undefined)
      throw new AppError('workflow.not_runnable', { reason: 'which part of it is not readable.' });
    const given = reach ? recordGiven(reach, records, recorder) : [];
    const graph = reach ? narrow(whole, reach) : whole;
    const all = [...records, ...given];
    halt =
      setAside({ deps, graph, records: all, recorder, work }) ??
      (await driveRun({ deps, execution, graph, records: all, recorder, signal }));
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'execution.cancelled') {
      const open = records.filter(isOpen).map(record => cancelledRecord(record, deps.clock()));
      halt = { kind: 'cancelled', open, answer: null };
    } else if (known.code === 'workflow.not_runnable') halt = { kind: 'refused', error: known, answer: null };
    else throw error;
  }
  const answer = halt.answer ? { answer: halt.answer } : {};
  switch (halt.kind) {
    case 'done':
      await finish({ status: 'succeeded', ...answer });
      return 'finished';
    case 'failed': {
      const { record } = halt;
      const status = record.status === 'result_unknown' ? 'result_unknown' : 'failed';
      await finish({ status, error: { ...record.error!, nodeKey: record.nodeKey }, ...answer });
      return 'finished';
    }
    case 'overrun': {
      for (const record of halt.open) recorder.add(record);
      const nodeKey = halt.open.at(-1)?.nodeKey ?? null;
      await finish({ status: 'failed', error: { ...toErrorRecord(halt.error, null), nodeKey }, ...answer });
      return 'finished';
    }
    case 'refused':
      await finish({ status: 'failed', error: { ...toErrorRecord(halt.error, null), nodeKey: null } });
      return 'finished';
    case 'cancelled':
      for (const record of halt.open) recorder.add(record);
      await finish({ status: 'cancelled', ...answer });
      return 'finished';
    case 'waiting':
      await park(deps, {
        execution,
        wakeAt: halt.wakeAt,
        write: () => recorder.flush({ status: 'waiting', ...answer }),
      });
      return 'parked';
  }
}

/** During an upgrade: what only a newer worker knows is left to one. */
async function leaveUnknown(deps: RunDeps, execution: Execution): Promise<void> {
  const types = unknownTypes(execution.workflow, deps.nodeTypes);
  if (types.length > 0 && (await deps.leaveToOther?.(execution, types)))
    throw new AppError('execution.left_to_other', { types });
}

/** What the run was given stands in its own records, with the first write: whoever reads the run sees where its items are from. */
function recordGiven({ given }: Reach, records: Claimed['records'], { add }: Recorder): NodeExecution[] {
  const known = new Set(records.map(({ nodeKey }) => nodeKey));
  return given.filter(({ nodeKey }) => !known.has(nodeKey)).map(add);
}

const isOpen = ({ status }: { status: string }) => status === 'running' || status === 'waiting';

/** The reason first, then the alarm: an alarm that rings early finds what it is about. */
async function park(
  deps: RunDeps,
  { execution, wakeAt, write }: { execution: Execution; wakeAt: Date; write: () => Promise<void> },
): Promise<void> {
  await write();
  await deps.wakeAt?.(execution.id, wakeAt);
}
