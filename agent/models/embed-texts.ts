import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import { embedMany } from 'ai';
import { AppError } from '@/engine/errors';
import type { EmbeddingRequest } from '@/engine/nodes/model-caller';
import { toModelFailure } from '../model-failure';
import type { ModelMeter } from './candidate';
import type { Price } from './catalogue';
import { toUsage } from './price';

/** A model that turns texts into embeddings. Nobody stands in for it: what two models give cannot be compared. */
export interface Embedder {
  name: string;
  displayName: string;
  provider: string;
  price: Price | null;
  open(): Promise<EmbeddingModelV4>;
}

/** Providers count the tokens of a whole request: this many passages of usual size stay far below their limits. */
const batchSize = 96;

/** One vector of length 1 for each text, in order. What each batch came to is metered, also when a later one fails. */
export async function embedTexts(
  embedder: Embedder,
  { texts, purpose, signal }: EmbeddingRequest,
  meter: ModelMeter,
): Promise<number[][]> {
  const vectors: number[][] = [];
  try {
    const model = await embedder.open();
    for (let from = 0; from < texts.length; from += batchSize) {
      const values = texts.slice(from, from + batchSize);
      const { embeddings, usage } = await embedMany({
        ...{ model, values, abortSignal: signal, providerOptions: optionsFor(purpose) },
      });
      meter.calls.push({ model: embedder.displayName, usage: usageOf(usage.tokens, embedder.price) });
      if (embeddings.length !== values.length) throw unusable(embedder);
      vectors.push(...embeddings.map(vector => toUnit(vector, embedder)));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw toModelFailure(error, embedder.provider);
  }
  if (new Set(vectors.map(vector => vector.length)).size > 1) throw unusable(embedder);
  return vectors;
}

const unusable = ({ provider }: Embedder) => new AppError('model.answer_unusable', { provider });

const optionsFor = (purpose: EmbeddingRequest['purpose']) => ({
  google: { taskType: purpose === 'question' ? 'RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT' },
});

/** Google does not tell how many tokens it read: that is counted as none rather than guessed. */
function usageOf(tokens: number, price: Price | null) {
  const read = Number.isFinite(tokens) ? tokens : 0;
  const inputTokens = { total: read, noCache: undefined, cacheRead: undefined, cacheWrite: undefined };
  return toUsage({ inputTokens, outputTokens: { total: 0, text: undefined, reasoning: undefined } }, price);
}

/** Between vectors of length 1 the dot product is the cosine. */
function toUnit(vector: readonly number[], embedder: Embedder): number[] {
  const length = Math.hypot(...vector);
  if (!(length > 0) || !Number.isFinite(length)) throw unusable(embedder);
  return vector.map(value => value / length);
}
