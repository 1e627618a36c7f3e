import type { Database } from '@/database/connection';
import { type DueTrigger, type Handled, readNextDue, takeDueTriggers } from '@/database/due-schedules';
import { nextTimes, usualMost } from '@/engine/nodes/schedule-times';
import { log } from './log';

/** Later than this and nobody was there: counted as missed, not made up for. */
const tolerance = 60_000;
const longestPauseMs = 30_000;
const mostMissed = 1_000;

interface SchedulesOptions {
  db: Database;
  start(executionId: string): Promise<void>;
}

/** Starts what is due. Every serving process has one: the database settles who starts which time. */
export class Schedules {
  readonly #db: Database;
  readonly #start: SchedulesOptions['start'];
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();
  #ended = false;

  constructor({ db, start }: SchedulesOptions) {
    this.#db = db;
    this.#start = start;
  }

  begin(): void {
    this.look();
  }

  /** Now, whatever was waited for. */
  look(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#turn = this.#turn.then(() => this.#lookOnce());
  }

  async end(): Promise<void> {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turn;
  }

  async #lookOnce(): Promise<void> {
    if (this.#ended) return;
    let pause = longestPauseMs;
    try {
      const started = await takeDueTriggers(this.#db, { now: new Date(), handle: due => handleDue(due, new Date()) });
      for (const executionId of started) await this.#start(executionId);
      const next = await readNextDue(this.#db);
      if (next) pause = Math.min(Math.max(next.getTime() - Date.now(), 0), longestPauseMs);
    } catch (error) {
      if (!this.#ended) log.warn({ error }, 'schedules could not be read');
    }
    if (this.#ended) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), pause).unref();
  }
}

/**
 * What passed since it was looked at last. The newest runs if it is recent; what nobody was there for is skipped, or made
 * up for as the trigger says: once for all of it, or each time, up to a number.
 */
export function handleDue({ config, dueAt, timeZone }: DueTrigger, now: Date): Handled {
  const zone = timeZone ?? 'UTC';
  const passed = [dueAt];
  for (let time = dueAt; passed.length < mostMissed; ) {
    const [next] = nextTimes(config, { after: time, count: 1, timeZone: zone });
    if (!next || next > now) break;
    passed.push(next);
    time = next;
  }
  const [nextAt = null] = nextTimes(config, { after: now, count: 1, timeZone: zone });
  const isRecent = now.getTime() - passed.at(-1)!.getTime() <= tolerance;
  const runs = passed.slice(passed.length - Math.min(countOf(config, isRecent), passed.length));
  const items = runs.map(time => ({
    scheduled_at: time.toISOString(),
    started_at: now.toISOString(),
    time_zone: typeof config.timeZone === 'string' && config.timeZone ? config.timeZone : zone,
  }));
  return { nextAt, missed: passed.slice(0, passed.length - runs.length), items };
}

/** How many of the newest times run. */
function countOf({ missed, mostMissed: most }: DueTrigger['config'], isRecent: boolean): number {
  if (missed === 'all') return Math.max(Number(most) || usualMost, 1);
  return isRecent || missed === 'once' ? 1 : 0;
}
