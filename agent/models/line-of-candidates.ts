import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Usage } from '@ai-sdk/provider';
import { APICallError } from 'ai';
import { type AppError, AppError as Failure } from '@/engine/errors';
import { toModelFailure } from '../model-failure';
import type { Candidate, ModelMeter } from './candidate';
import { forCandidate } from './for-candidate';
import { toUsage } from './price';

export interface LineOptions {
  candidates: readonly Candidate[];
  meter: ModelMeter;
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** For the log; the person reads a sentence. */
  onFailure(error: unknown): void;
}

/** Who answers now, and who would next. It lives for one turn: a model that failed in it is not asked again. */
export class Line {
  readonly #options: LineOptions;
  #at = 0;
  #failures = 0;
  #first: AppError | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  get current(): Candidate {
    return this.#options.candidates[this.#at]!;
  }

  /** The call as the current candidate can take it. */
  async open(
    options: LanguageModelV4CallOptions,
  ): Promise<{ model: LanguageModelV4; call: LanguageModelV4CallOptions }> {
    const model = await this.current.open();
    const prompt = forCandidate(options.prompt, { vision: this.current.vision, switched: this.#at > 0 });
    const limit = this.current.maxOutputTokens ?? undefined;
    const maxOutputTokens = Math.min(options.maxOutputTokens ?? Infinity, limit ?? Infinity);
    return { model, call: { ...options, prompt, ...(Number.isFinite(maxOutputTokens) ? { maxOutputTokens } : {}) } };
  }

  count(usage: LanguageModelV4Usage): void {
    const { displayName, price } = this.current;
    this.#options.meter.calls.push({ model: displayName, usage: toUsage(usage, price) });
  }

  /** Makes ready for another attempt: the same again after a pause, or the next. Throws when nobody is left. */
  async pass(error: unknown, options: LanguageModelV4CallOptions): Promise<void> {
    options.abortSignal?.throwIfAborted();
    this.#options.onFailure(error);
    const failure = toModelFailure(error, this.current.provider);
    if (failure.code === 'turn.budget' || (this.#at === 0 && notSetUp.has(failure.code))) throw failure;
    this.#first ??= failure;
    this.#failures += 1;
    const next = await this.#next(options);
    const pause = pauseAfter(error, { failure, count: this.#failures, hasNext: next !== null });
    if (pause !== null) return this.#options.wait(pause, options.abortSignal);
    if (next === null) throw this.#first;
    this.#goTo(next, failure);
  }

  /** Hands over without another attempt: what this one has done is kept, the rest is the next one's. */
  async handOver(error: unknown, options: LanguageModelV4CallOptions): Promise<void> {
    this.#options.onFailure(error);
    const next = await this.#next(options);
    if (next !== null) this.#goTo(next, toModelFailure(error, this.current.provider));
  }

  #goTo(next: number, failure: AppError): void {
    const from = this.current.displayName;
    this.#at = next;
    this.#failures = 0;
    this.#first = null;
    this.#options.meter.switches.push({ from, to: this.current.displayName, reason: inShort(failure.code) });
  }

  async #next(options: LanguageModelV4CallOptions): Promise<number | null> {
    for (const [index, candidate] of this.#options.candidates.entries()) {
      if (index <= this.#at) continue;
      if (!candidate.accepts || (await candidate.accepts(await candidate.open(), options))) return index;
    }
    return null;
  }
}

/** Whoever asks for a model by name wants to know that it is not set up, not another one. */
const notSetUp = new Set<string>(['model.no_key', 'model.no_address']);

const shortly: Readonly<Record<string, string>> = {
  'model.unauthorized': 'the key was not accepted',
  'model.rate_limited': 'it asked us to slow down',
  'model.quota_used_up': 'its plan or credit is used up',
  'model.refused': 'it refused the request',
  'model.answer_unusable': 'its answer could not be used',
  'model.no_key': 'there is no key for it',
};

const inShort = (code: string): string => shortly[code] ?? 'it did not answer properly';

const longestPauseMs = { hasNext: 5_000, last: 30_000 };

/** How long to wait before the same model is asked again; null when that would not help. */
function pauseAfter(
  error: unknown,
  { failure, count, hasNext }: { failure: AppError; count: number; hasNext: boolean },
): number | null {
  if (!Failure.is(failure) || !failure.retryable || count > (hasNext ? 1 : 2)) return null;
  const asked = APICallError.isInstance(error) ? retryAfter(error.responseHeaders ?? {}) : null;
  const pause = asked ?? 400 * 2 ** (count - 1);
  return pause > (hasNext ? longestPauseMs.hasNext : longestPauseMs.last) ? null : pause;
}

function retryAfter(headers: Readonly<Record<string, string>>): number | null {
  const ms = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const text = headers['retry-after'];
  if (text === undefined) return null;
  const seconds = Number(text);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
