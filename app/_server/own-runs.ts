import type { Database } from '@/database/connection';
import { dropWorkers, findAbandonedExecutions, seeWorker } from '@/database/workers';
import type { Driver } from '@/engine/run/driver';
import type { NewExecution } from '@/engine/run/journal';
import type { RunDeps } from '@/engine/run/run-deps';
import { type RunEnd, runNew } from '@/engine/run/run-execution';
import { log } from './log';

const beatMs = 2_500;

interface OwnRunsOptions {
  db: Database;
  workerId: string;
  driver: Driver;
  deps: RunDeps;
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
    await seeWorker(this.#options.db, this.#options);
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
    const { driver, deps } = this.#options;
    let end: RunEnd = 'left';
    const held = driver.hold(execution.id, async signal => {
      try {
        end = await runNew(deps, execution, signal);
      } catch (error) {
        await driver.start(execution.id); // if it is durable, somebody else goes on with it
        throw error;
      }
    });
    return held?.then(() => end) ?? null;
  }

  async #lookAround(): Promise<void> {
    const { db, driver } = this.#options;
    try {
      await seeWorker(db, this.#options);
      for (const executionId of await findAbandonedExecutions(db)) await driver.start(executionId);
    } catch (error) {
      log.warn({ error }, 'could not look for runs that were left behind');
    }
  }
}
