import type { Database } from '@/database/connection';
import { findReleasedRuns, readRunLimits } from '@/database/run-limits';
import type { Driver } from '@/engine/run/driver';
import { log } from './log';

const lookEveryMs = 1_000;

interface RunLimitsOptions {
  db: Database;
  driver: Driver;
  /** As many runs of one person may wait; what is called from outside is asked to come later then. */
  mostQueued: number;
}

/** Gives back to the queue what a limit held back, once there is room, and knows for whom the database has to be asked first. */
export class RunLimits {
  readonly #options: RunLimitsOptions;
  #owners: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #crowded: ReadonlySet<string> = new Set();
  #held = false;
  #over = false;

  constructor(options: RunLimitsOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#read();
    this.#timer = setInterval(() => this.#look(), lookEveryMs).unref();
    this.#look();
  }

  async end(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#over = true;
    this.#again = false;
    await this.#looking;
  }

  /** As of a second ago. */
  mayHold(ownerId: string): boolean {
    return this.#owners.has(ownerId);
  }

  /** Whether so many runs of theirs wait that no more may come from outside. As of a second ago. */
  isCrowded(ownerId: string): boolean {
    return this.#crowded.has(ownerId);
  }

  /** Something was held back here: from now on whatever ends may make room. */
  noteHeld(): void {
    this.#held = true;
  }

  noteEnd(): void {
    if (this.#held && !this.#over) this.#look();
  }

  async #read(): Promise<void> {
    const { limitedOwners, crowdedOwners, anyHeld } = await readRunLimits(this.#options.db, {
      most: this.#options.mostQueued,
    });
    this.#crowded = new Set(crowdedOwners);
    this.#owners = new Set(limitedOwners);
    this.#held = anyHeld;
  }

  #look(): void {
    this.#again = true;
    this.#looking ??= this.#lookUntilDone().finally(() => {
      this.#looking = null;
    });
  }

  async #lookUntilDone(): Promise<void> {
    const { db, driver } = this.#options;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#read();
        if (!this.#held) continue;
        for (const id of await findReleasedRuns(db)) await driver.start(id);
      }
    } catch (error) {
      log.warn({ error }, 'could not look for runs that a limit held back');
    }
  }
}
