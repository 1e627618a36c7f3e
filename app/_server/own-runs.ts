import type { Database } from '@/database/connection';
import { dropWorkers, findAbandonedExecutions, seeWorker, takeLeftExecutions } from '@/database/workers';
import type { Driver } from '@/engine/run/driver';
import type { Journal, NewExecution } from '@/engine/run/journal';
import type { RunDeps } from '@/engine/run/run-deps';
import { type RunEnd, runExecution, runNew } from '@/engine/run/run-execution';
import { log } from './log';

const beatMs = 2_500;

interface OwnRunsOptions {
  db: Database;
  workerId: string;
  driver: Driver;
  deps: RunDeps;
  /** One of them ended, or is parked: there may be room for another. */
  onEnd(): void;
}

/**
 * Runs that this process makes and carries out itself, past the queue: a call that waits for its answer costs one commit
 * instead of six statements. Should the process die, whoever notices puts them in the queue.
 */
export class OwnRuns {
  readonly #options: OwnRunsOptions;
  #timer: NodeJS.Timeout | null = null;
  #beat: Promise<void> = Promise.resolve();

  constructor(options: OwnRunsOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    const { db, workerId, deps } = this.#options;
    await seeWorker(db, { workerId, knows: Object.keys(deps.nodeTypes) });
    this.#timer = setInterval(() => {
      this.#beat = this.#lookAround();
    }, beatMs).unref();
  }

  async end(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#beat;
    await dropWorkers(this.#options.db, this.#options).catch(() => undefined); // the lease ends by itself
  }

  /** Resolves when the run is over, parked or not ours; null when there is no room for it here. */
  take(execution: NewExecution): Promise<RunEnd> | null {
    return this.#hold(execution.id, signal => runNew(this.#options.deps, execution, signal));
  }

  /** As `take`, for one that is in the database and in no queue: a limit may hold it back. */
  takeMade(executionId: string): Promise<RunEnd> | null {
    const { deps } = this.#options;
    const { journal } = deps;
    const claim: Journal['claim'] = id => journal.claim(id, { own: true });
    return this.#hold(executionId, signal =>
      runExecution({ ...deps, journal: { ...journal, claim } }, executionId, signal),
    );
  }

  #hold(executionId: string, work: (signal: AbortSignal) => Promise<RunEnd>): Promise<RunEnd> | null {
    const { driver, onEnd } = this.#options;
    let end: RunEnd = 'left';
    const held = driver.hold(executionId, async signal => {
      try {
        end = await work(signal);
      } catch (error) {
        await driver.start(executionId); // if it is durable, somebody else goes on with it
        throw error;
      } finally {
        onEnd();
      }
    });
    return held?.then(() => end) ?? null;
  }

  async #lookAround(): Promise<void> {
    const { db, workerId, driver, deps } = this.#options;
    try {
      await seeWorker(db, { workerId });
      for (const executionId of await takeLeftExecutions(db, { workerId, knows: Object.keys(deps.nodeTypes) })) {
        const held = this.takeMade(executionId);
        if (held)
          held.catch(() => undefined); // it is in the queue then
        else await driver.start(executionId);
      }
      for (const executionId of await findAbandonedExecutions(db)) await driver.start(executionId);
    } catch (error) {
      log.warn({ error }, 'could not look for runs that were left behind');
    }
  }
}
