import { createHash } from 'node:crypto';
import type { Database } from '@/database/connection';
import { openCredential } from '@/database/open-credential';
import { claimDuePolls, type DuePoll, PollState, readNextPoll, settlePoll } from '@/database/polls';
import { AppError } from '@/engine/errors';
import type { NodeDefinition } from '@/engine/nodes/define-node';
import { type Polled, pollPeriodMs } from '@/engine/nodes/poll';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { withCredential } from '@/engine/nodes/with-credential';
import type { NodeServices } from '@/engine/run/run-deps';
import { log } from './log';
import { settings } from './settings';

const atOnce = 5;
const longestPauseMs = 30_000;
const patienceMs = 120_000;
/** Of one look; the rest comes with the next. */
const mostEntries = 200;
const mostSeen = 4_000;

/** What this process knows how to look after. */
const types = Object.entries(nodeTypes).flatMap(([type, { poll }]) => (poll ? [type] : []));

interface PollersOptions {
  db: Database;
  servicesFor(ownerId: string): NodeServices;
  start(executionId: string): Promise<void>;
}

/** Looks for news. Every serving process has one: the database settles who looks, and that nothing counts twice. */
export class Pollers {
  readonly #options: PollersOptions;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: PollersOptions) {
    this.#options = options;
  }

  /** Now, whatever was waited for. */
  look(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#turn = this.#turn.then(() => this.#lookOnce());
  }

  async end(): Promise<void> {
    this.#abort.abort(new Error('the process is closing'));
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turn;
  }

  async #lookOnce(): Promise<void> {
    const { db } = this.#options;
    let pause = longestPauseMs;
    try {
      for (;;) {
        if (this.#abort.signal.aborted) return;
        const due = await claimDuePolls(db, { now: new Date(), limit: atOnce, types });
        await Promise.all(due.map(each => this.#lookAt(each)));
        if (due.length < atOnce) break;
      }
      const next = await readNextPoll(db, { types });
      if (next) pause = Math.min(Math.max(next.getTime() - Date.now(), 0), longestPauseMs);
    } catch (error) {
      if (!this.#abort.signal.aborted) log.warn({ error }, 'triggers that look for news could not be read');
    }
    if (this.#abort.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), pause).unref();
  }

  async #lookAt(due: DuePoll): Promise<void> {
    const { db, start } = this.#options;
    const definition = definitionOf(due);
    if (!definition?.poll) return;
    const known = stateOf(due);
    const nextAt = new Date(Date.now() + pollPeriodMs(due.config));
    const at = new Date().toISOString();
    try {
      const polled = await this.#poll(due, { definition, known });
      const news = newIn(polled, { known, wantsAll: due.config.first === 'all' });
      const state = { ...news.state, source: known.source, begun: true, at, problem: null };
      const files = news.entries.flatMap(({ files = [] }) => files);
      const items = news.entries.map(({ item }) => item);
      const executionId = await settlePoll(db, { due, state, nextAt, items, files });
      if (executionId) await start(executionId);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const failure = AppError.from(error);
      if (failure.code === 'unexpected') log.warn({ error, trigger: due.id }, 'a look for news broke');
      const state = { ...known, at, problem: failure.userMessage };
      await settlePoll(db, { due, state, nextAt, items: [], files: [] });
    }
  }

  async #poll(due: DuePoll, { definition, known }: { definition: NodeDefinition; known: PollState }): Promise<Polled> {
    const { db, servicesFor } = this.#options;
    const params = definition.params.safeParse(due.config);
    if (!params.success) throw new AppError('workflow.not_runnable', { reason: params.error.issues[0]!.message });
    const { credentialId } = due.config;
    const opened =
      typeof credentialId === 'string'
        ? { owner: due.ownerId, credentialId, masterKey: settings().encryptionKey }
        : null;
    const credential = opened && (await openCredential(db, opened));
    const http = withCredential(servicesFor(due.ownerId).http, credential);
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(patienceMs)]);
    return definition.poll!({ params: params.data, http, credential, cursor: known.cursor, signal });
  }
}

/** Which kind of step it is stands among what was noted of it when it was switched on. */
const definitionOf = ({ config }: DuePoll): NodeDefinition | null =>
  typeof config.type === 'string' ? (nodeTypes[config.type] ?? null) : null;

/** Settings that say how often, or what counts at first, leave the source the same. */
function stateOf({ config, state }: DuePoll): PollState {
  const { every: _every, unit: _unit, first: _first, ...source } = config;
  const hash = hashOf(JSON.stringify(Object.entries(source).toSorted()));
  const known = PollState.parse(PollState.safeParse(state).data ?? {});
  return known.source === hash ? known : { ...PollState.parse({}), source: hash };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** What was not found before. At first there is nothing to compare with, and the person says what counts then. */
export function newIn(polled: Polled, { known, wantsAll }: { known: PollState; wantsAll: boolean }) {
  const seen = new Set(known.seen);
  const fresh = polled.entries.filter(({ key }) => !seen.has(hashOf(key)) && seen.add(hashOf(key)));
  const skips = !known.begun && !wantsAll;
  const entries = skips ? [] : fresh.slice(0, mostEntries);
  const rest = new Set(skips ? [] : fresh.slice(mostEntries).map(({ key }) => hashOf(key)));
  const kept = [...seen].filter(hash => !rest.has(hash)).slice(-mostSeen);
  // With a rest, the same stretch is asked for again.
  const cursor = rest.size > 0 || polled.cursor === undefined ? known.cursor : polled.cursor;
  return { entries, state: { seen: kept, cursor: cursor as PollState['cursor'] } };
}
