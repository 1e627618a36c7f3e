import { findUntakenResults } from '@/database/called-runs';
import type { Database } from '@/database/connection';
import { startFailureRuns } from '@/database/failure-runs';
import { leaveToOther } from '@/database/workers';
import type { Driver } from '@/engine/run/driver';
import type { Execution } from '@/engine/run/execution';
import { log } from './log';

interface Ends {
  db: Database;
  driver: Pick<Driver, 'start' | 'signal'>;
}

/** What an operator is told of a run: how it ended and where, and nothing of what went through it. */
export function logEnd(
  { id: executionId, workflowId, startedAt }: Execution,
  { status, error }: Pick<Execution, 'status' | 'error'>,
): void {
  const ms = startedAt ? Math.max(Date.now() - Date.parse(startedAt), 0) : null;
  if (status === 'succeeded' || status === 'cancelled') {
    log.info({ executionId, workflowId, status, ms }, 'a run ended');
    return;
  }
  log.warn({ executionId, workflowId, status, ms, code: error?.code, node: error?.nodeKey }, 'a run failed');
}

/** Gives a run back that has steps which nobody knows here, if somebody else does. */
export async function leaveRun(db: Database, run: Parameters<typeof leaveToOther>[1]): Promise<boolean> {
  const left = await leaveToOther(db, run);
  if (left) log.info(run, 'a run has steps that only a newer worker knows; it is left for one');
  return left;
}

/** Tells whoever waits for a run that it is over, and whoever asked that it failed. A run that went well on its own costs nothing. */
export function tellEnd({ db, driver }: Ends, execution: Execution, { status }: Pick<Execution, 'status'>): void {
  const hasFailed = (status === 'failed' || status === 'result_unknown') && execution.mode === 'live';
  if (!hasFailed && !execution.parentId) return;
  const tell = async () => {
    if (execution.parentId && execution.startedBy === 'workflow') await driver.signal(execution.parentId);
    if (!hasFailed) return;
    for (const id of await startFailureRuns(db, { executionId: execution.id })) await driver.start(id);
  };
  tell().catch(error =>
    log.warn({ error, executionId: execution.id }, 'who waits for a run was not told; it is tried again'),
  );
}

/** Whatever was not told because a process died in between. */
export async function tellLateEnds({ db, driver }: Ends): Promise<void> {
  for (const id of await findUntakenResults(db)) await driver.signal(id);
  for (const id of await startFailureRuns(db, { executionId: null })) await driver.start(id);
}
