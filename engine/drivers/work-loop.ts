import { AppError } from '../errors';

type Work = (executionId: string, signal: AbortSignal) => Promise<void>;

/** One claim of one queued entry. A later claim of the same entry is a different one. */
export interface Attempt {
  id: string;
  retryCount: number;
}

/** What the loop needs of a queue. */
export interface Queue {
  /** The highest priority first; `uncrowded` only those above `crowded`. */
  fetch(count: number, uncrowded: boolean): Promise<{ executionId: string; attempt: Attempt }[]>;
  done(attempts: readonly Attempt[]): Promise<void>;
  /** Gives it back, for anybody. */
  again(attempt: Attempt): Promise<void>;
  /** Says that we are alive, and answers whether all of these claims still hold. */
  areStillOurs(attempts: readonly Attempt[]): Promise<boolean>;
  /** `executionId`: whose work it was, where it was that of one. */
  onError(error: unknown, executionId?: string): void;
}

const pollMs = 2_000;
const beatMs = 3_000;
const mostAtOnce = 100;
const farAwayMs = 60_000;

/** Of every six places one is not for a flood. */
const keptFree = (concurrency: number): number => Math.floor(concurrency / 6);

interface Active {
  /** Null for what is in no queue. */
  attempt: Attempt | null;
  abort: AbortController;
}

/** Fetches when woken, with polling as the net below; keeps claims alive, and settles them several at a time. */
export class WorkLoop {
  readonly #queue: Queue;
  readonly #active = new Map<string, Active>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #work: Work | null = null;
  #concurrency = 0;
  #looking = false;
  #lookAgain = false;
  #calledMeanwhile = false;
  /** There was no room for more of a crowd when it was last asked for work, so nobody knows whether more of it waits. */
  #crowdMayWait = false;
  #soon: NodeJS.Immediate | null = null;
  #settled: Attempt[] = [];
  #settling: Promise<void> | null = null;
  #idle = Promise.withResolvers<void>();
  readonly #onError = (error: unknown) => this.#queue.onError(error);

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  begin(work: Work, concurrency: number): void {
    this.#work = work;
    this.#concurrency = concurrency;
    this.#timers.add(setInterval(() => this.look(), pollMs).unref());
    this.#timers.add(setInterval(() => this.#beat().catch(this.#onError), beatMs).unref());
    this.look();
  }

  /** Whether a new entry would be taken at once. */
  get hasRoom(): boolean {
    return this.#work !== null && this.#active.size < this.#concurrency / 2;
  }

  /** Places that a flood may take, too. */
  get #roomForAll(): number {
    return this.#concurrency - keptFree(this.#concurrency) - this.#active.size;
  }

  /** Works on what is in no queue, as long as there is room. */
  hold(executionId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> | null {
    if (!this.hasRoom || this.#active.has(executionId)) return null;
    const mine: Active = { attempt: null, abort: new AbortController() };
    this.#active.set(executionId, mine);
    return work(mine.abort.signal).finally(() => this.#leave(executionId, mine));
  }

  look(): void {
    if (!this.#work) return;
    this.#calledMeanwhile = this.#active.size > 0;
    this.#lookAgain = true;
    if (!this.#looking) this.#fetchAll().catch(this.#onError);
  }

  /** Polling finds what is far away: thousands that are parked for days cost no timer each. */
  lookAt(time: Date): void {
    const wait = Math.max(time.getTime() - Date.now(), 0) + 5;
    if (wait > farAwayMs) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.look();
    }, wait).unref();
    this.#timers.add(timer);
  }

  abort(executionId: string, reason: AppError): void {
    this.#active.get(executionId)?.abort.abort(reason);
  }

  async end(graceMs: number): Promise<void> {
    this.#work = null;
    this.#idle = Promise.withResolvers();
    if (this.#active.size > 0) {
      const patience = setTimeout(() => {
        for (const { abort } of this.#active.values()) abort.abort(new Leaving());
      }, graceMs);
      await this.#idle.promise;
      clearTimeout(patience);
    }
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#settling;
  }

  async #fetchAll(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#lookAgain && this.#work && this.#active.size < this.#concurrency) {
        this.#lookAgain = false;
        const general = this.#roomForAll;
        const room = Math.min(general > 0 ? general : this.#concurrency - this.#active.size, mostAtOnce);
        this.#crowdMayWait = general <= 0;
        const found = await this.#queue.fetch(room, general <= 0);
        if (found.length === room) this.#lookAgain = true; // as many as asked for: there may be more
        for (const { executionId, attempt } of found) void this.#take(executionId, attempt);
      }
    } finally {
      this.#looking = false;
    }
  }

  async #take(executionId: string, attempt: Attempt): Promise<void> {
    const onError = (error: unknown) => this.#queue.onError(error, executionId);
    if (!this.#work) return this.#queue.again(attempt).catch(onError);
    const mine: Active = { attempt, abort: new AbortController() };
    this.#active.set(executionId, mine);
    try {
      await this.#work(executionId, mine.abort.signal);
      this.#settle(attempt);
    } catch (error) {
      if (!(error instanceof Leaving)) onError(error);
      await this.#queue.again(attempt).catch(onError);
    } finally {
      this.#leave(executionId, mine);
    }
  }

  #leave(executionId: string, mine: Active): void {
    if (this.#active.get(executionId) === mine) this.#active.delete(executionId);
    if (this.#active.size === 0) this.#idle.resolve();
    if (this.#lookAgain || (this.#crowdMayWait && this.#roomForAll > 0)) this.#lookSoon(); // there was no room before
  }

  /** Whoever leaves in the same turn comes along: one question for all their places. */
  #lookSoon(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = null;
      this.look();
    });
  }

  #settle(attempt: Attempt): void {
    this.#settled.push(attempt);
    this.#settling ??= this.#settleAll();
  }

  async #settleAll(): Promise<void> {
    await Promise.resolve(); // whoever finishes in the same turn comes along
    while (this.#settled.length > 0) await this.#queue.done(this.#settled.splice(0)).catch(this.#onError);
    this.#settling = null;
    if (this.#calledMeanwhile) this.look(); // what was signalled during its run can be taken only now
  }

  /** Says that we are at it, and lets go of what is somebody else's by now. */
  async #beat(): Promise<void> {
    const mine = [...this.#active.values()].flatMap(({ attempt, abort }) => (attempt ? [{ attempt, abort }] : []));
    if (mine.length === 0 || (await this.#queue.areStillOurs(mine.map(({ attempt }) => attempt)))) return;
    for (const { attempt, abort } of mine) {
      if (!(await this.#queue.areStillOurs([attempt]))) abort.abort(new AppError('execution.lease_lost', {}));
    }
  }
}

/** The process is going: whoever takes the run next goes on from its records. */
class Leaving extends Error {
  override readonly name = 'Leaving';
}
