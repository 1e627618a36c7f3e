import type { Database } from '@/database/connection';
import { pruneRuns } from '@/database/run-retention';
import { log } from './log';

const everyMs = 3_600_000;
/** Not while everything else begins, and not all processes at the same moment. */
const firstAfterMs = () => 60_000 + Math.random() * 60_000;

interface RetentionOptions {
  db: Database;
  standardDays: number | null;
}

/** Lets go of runs that are older than they are to be kept: soon after the start, then every hour. Every worker has one. */
export class Retention {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();
  #over = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  begin(): void {
    this.#wait(firstAfterMs());
  }

  /** At most the batch under way is waited for. */
  async end(): Promise<void> {
    this.#over = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turn;
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#turn = this.#prune();
    }, ms).unref();
  }

  async #prune(): Promise<void> {
    const { db, standardDays } = this.#options;
    try {
      const pruned = await pruneRuns(db, { standardDays, isOver: () => this.#over });
      if (pruned > 0) log.info({ pruned }, 'old runs were deleted');
    } catch (error) {
      log.warn({ error }, 'could not delete old runs');
    }
    if (!this.#over) this.#wait(everyMs);
  }
}
