import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { log } from './log';
import { countDroppedSpans } from './metrics';
import { type Span, toAttributes } from './run-spans';
import type { TraceSettings } from './trace-settings';

const mostTries = 3;
const tellEveryMs = 60_000;
const closeMs = 1_000;
/** What the protocol says may be tried again; anything else a receiver says is final. */
const passing = new Set([429, 502, 503, 504]);

/** Takes spans to a receiver of OTLP over HTTP, many at a time. Nobody waits for it, and what does not fit is dropped. */
export class SpanExport {
  readonly #settings: TraceSettings;
  readonly #over = new AbortController();
  #waiting: Span[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #lost = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(settings: TraceSettings) {
    this.#settings = settings;
  }

  add(span: Span): void {
    const { mostQueued, mostAtOnce, delayMs } = this.#settings;
    if (this.#waiting.length < mostQueued) this.#waiting.push(span);
    else this.#lose(1, 'more came than could be sent');
    if (this.#waiting.length >= mostAtOnce) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), delayMs).unref();
  }

  /** What is there still goes, if that takes no longer than a moment. */
  async close(): Promise<void> {
    this.#send();
    const late = setTimeout(() => this.#over.abort(), closeMs);
    await this.#sending;
    clearTimeout(late);
  }

  #send(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#settings.mostAtOnce);
      const problem = await this.#deliver(batch);
      if (problem) this.#lose(batch.length, problem);
    }
  }

  /** Why it could not; null when it could. */
  async #deliver(batch: readonly Span[]): Promise<string | null> {
    const { resource, gzip: packs } = this.#settings;
    const scopeSpans = [{ scope: { name: 'parley' }, spans: batch }];
    const text = JSON.stringify({ resourceSpans: [{ resource: { attributes: toAttributes(resource) }, scopeSpans }] });
    const body = packs ? new Uint8Array(await promisify(gzip)(text)) : text;
    for (let tried = 1; ; tried += 1) {
      const { problem, again, afterMs } = await this.#post(body);
      if (problem === null || !again || tried === mostTries || this.#over.signal.aborted) return problem;
      await pause(afterMs ?? 1_000 * 2 ** (tried - 1), undefined, { signal: this.#over.signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  async #post(
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<{ problem: string | null; again: boolean; afterMs?: number }> {
    const { url, headers, timeoutMs, gzip: packs } = this.#settings;
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(timeoutMs)]);
    const encoding: Record<string, string> = packs ? { 'content-encoding': 'gzip' } : {};
    try {
      const sent = { ...headers, ...encoding, 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers: sent, body, signal, redirect: 'error' });
      await response.body?.cancel();
      if (response.ok) return { problem: null, again: false };
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const again = passing.has(response.status);
      return {
        problem: `it answered ${response.status}`,
        again,
        ...(seconds >= 0 ? { afterMs: Math.min(seconds * 1_000, timeoutMs) } : {}),
      };
    } catch (error) {
      const timedOut = signal.aborted;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { problem: timedOut ? 'it did not answer in time' : String(cause), again: !timedOut };
    }
  }

  #lose(spans: number, reason: string): void {
    countDroppedSpans(spans);
    this.#lost += spans;
    if (performance.now() - this.#toldAt < tellEveryMs) return;
    log.warn({ spans: this.#lost, reason }, 'spans were dropped; runs are not affected');
    this.#toldAt = performance.now();
    this.#lost = 0;
  }
}
