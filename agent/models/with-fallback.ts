import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { AppError } from '@/engine/errors';
import { Line, type LineOptions } from './line-of-candidates';

type Part = LanguageModelV4StreamPart;

/**
 * Several models as one. When the one that answers fails, before its answer or in the middle of it, the next goes on
 * with the same conversation; tool calls that were made are kept and their results reach whoever goes on.
 */
export function withFallback(options: LineOptions): LanguageModelV4 {
  const line = new Line(options);
  const { name, provider } = options.candidates[0]!;
  return {
    specificationVersion: 'v4',
    ...{ provider, modelId: name, supportedUrls: {} },
    async doGenerate(call) {
      for (;;) {
        try {
          const { model, call: adapted } = await line.open(call);
          const result = await model.doGenerate(adapted);
          line.count(result.usage);
          return result;
        } catch (error) {
          await line.pass(error, call);
        }
      }
    },
    async doStream(call) {
      const first = await openStream(line, call);
      const parts = follow(line, { call, first });
      return { stream: toStream(parts) };
    },
  };
}

async function openStream(line: Line, call: LanguageModelV4CallOptions): Promise<ReadableStream<Part>> {
  for (;;) {
    try {
      const { model, call: adapted } = await line.open(call);
      return (await model.doStream(adapted)).stream;
    } catch (error) {
      await line.pass(error, call);
    }
  }
}

/** What has left the stream so far, as far as it matters for going on after a break. */
interface Given {
  openTexts: Set<string>;
  openReasoning: Set<string>;
  calls: number;
  /** Something was shown or called: another attempt of the same model would say it twice. */
  any: boolean;
}

interface Following {
  call: LanguageModelV4CallOptions;
  first: ReadableStream<Part>;
}

async function* follow(line: Line, { call, first }: Following): AsyncGenerator<Part> {
  let stream = first;
  for (let attempt = 1; ; attempt += 1) {
    const given: Given = { openTexts: new Set(), openReasoning: new Set(), calls: 0, any: false };
    const broke = yield* passOn(stream, { line, given, attempt });
    if (broke === null) return;
    call.abortSignal?.throwIfAborted();
    yield* closing(given);
    if (given.calls > 0) {
      // What was called is being done: its results go to whoever takes the next step.
      await line.handOver(broke.error, call);
      return yield { type: 'finish', finishReason: { unified: 'tool-calls', raw: undefined }, usage: noUsage };
    }
    if (given.any) await passToNext(line, broke.error, call);
    else await line.pass(broke.error, call);
    stream = await openStream(line, call);
  }
}

async function passToNext(line: Line, error: unknown, call: LanguageModelV4CallOptions): Promise<void> {
  const before = line.current;
  await line.handOver(error, call);
  if (line.current === before) throw error;
}

interface Passing {
  line: Line;
  given: Given;
  attempt: number;
}

/** Null when the answer came to its end, else what ended it. */
async function* passOn(
  stream: ReadableStream<Part>,
  { line, given, attempt }: Passing,
): AsyncGenerator<Part, { error: unknown } | null> {
  try {
    for await (const part of stream) {
      if (part.type === 'error') return { error: part.error };
      if (part.type === 'stream-start' && attempt > 1) continue;
      if (part.type === 'finish') {
        if (part.finishReason.unified === 'error') return { error: brokenOff(line) };
        if (!given.any && part.finishReason.unified === 'other') return { error: brokenOff(line) };
        line.count(part.usage);
        yield named(part, attempt);
        return null;
      }
      const passed = named(part, attempt);
      note(passed, given);
      yield passed;
    }
    return { error: brokenOff(line) };
  } catch (error) {
    return { error };
  }
}

const brokenOff = (line: Line) => new AppError('model.unavailable', { provider: line.current.provider });

function note(part: Part, given: Given): void {
  if (part.type === 'text-start') given.openTexts.add(part.id);
  if (part.type === 'text-end') given.openTexts.delete(part.id);
  if (part.type === 'reasoning-start') given.openReasoning.add(part.id);
  if (part.type === 'reasoning-end') given.openReasoning.delete(part.id);
  if (part.type === 'tool-call') given.calls += 1;
  if (part.type === 'tool-call' || (part.type === 'text-delta' && part.delta.trim() !== '')) given.any = true;
}

/** Ids of two models may be the same; within one answer they must not be. */
function named(part: Part, attempt: number): Part {
  if (attempt === 1) return part;
  const isBlock = part.type.startsWith('text-') || part.type.startsWith('reasoning-');
  return isBlock && 'id' in part ? ({ ...part, id: `${part.id}-${attempt}` } as Part) : part;
}

function* closing({ openTexts, openReasoning }: Given): Generator<Part> {
  for (const id of openTexts) yield { type: 'text-end', id };
  for (const id of openReasoning) yield { type: 'reasoning-end', id };
}

const noUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

function toStream(parts: AsyncGenerator<Part>): ReadableStream<Part> {
  return new ReadableStream<Part>({
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.enqueue({ type: 'error', error });
        controller.close();
      }
    },
    cancel: async () => void (await parts.return(undefined)),
  });
}
