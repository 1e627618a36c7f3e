import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { type ExecutionState, readExecutionState } from '@/database/service-executions';
import { isFinished } from '@/engine/run/execution';

const graceMs = 2;

interface Waiting {
  db: Database;
  events: ExecutionEvents;
  executionId: string;
  timeoutMs: number;
  /** Enough to be satisfied with; being finished always is. */
  until?: (state: Partial<ExecutionState>) => boolean;
  /** What is waited for, begun once nothing about it can be missed. */
  startsNow?: () => Promise<void>;
  /** Whether this process carries it out itself: then its own word comes, and that of the database is not waited for. */
  isOurs?: () => boolean;
}

/** Resolves with how it stands when it is finished, or far enough, or when the time is over. */
export async function waitForState({
  db,
  events,
  executionId,
  timeoutMs,
  until,
  startsNow,
  isOurs,
}: Waiting): Promise<ExecutionState | null> {
  const enough = (state: Partial<ExecutionState>) =>
    (state.status !== undefined && isFinished(state.status)) || (until?.(state) ?? false);
  const { promise: over, resolve: stop } = Promise.withResolvers<null>();
  const timer = setTimeout(() => stop(null), timeoutMs);
  let woken = Promise.withResolvers<null>();
  let told: ExecutionState | null = null;
  const unwatch = events.watch(executionId, ({ moved, progress }) => {
    if (!moved || (!progress && isOurs?.())) return;
    if (progress && enough(progress)) {
      told = { status: progress.status ?? 'running', answer: progress.answer ?? null, error: progress.error ?? null };
    }
    woken.resolve(null);
  });
  try {
    await startsNow?.();
    for (let known = startsNow === undefined; ; known = true) {
      if (known || told) {
        const state: ExecutionState | null = told ?? (await readExecutionState(db, executionId));
        if (!state || enough(state)) return state;
      }
      const timedOut = await Promise.race([woken.promise.then(() => false), over.then(() => true)]);
      if (timedOut) return readExecutionState(db, executionId);
      // The database's own word often arrives just before that of the worker beside us, which needs no reading.
      if (!told) await sleep(graceMs);
      woken = Promise.withResolvers();
    }
  } finally {
    clearTimeout(timer);
    unwatch();
  }
}
