import { afterAll, describe, expect, it } from 'vitest';
import { openAiServer } from '@/tests/support/openai-server';
import { createMeter, type ModelMeter } from './candidate';
import { isEmbedderName, toAiModel } from './catalogue';
import { createEmbedder } from './create-embedder';
import { embedTexts } from './embed-texts';

let dimensions: (model: string) => number | null = () => 8;
const server = await openAiServer(() => ({}), { dimensions: model => dimensions(model) });
afterAll(() => server.close());

const signal = new AbortController().signal;
const ask = (texts: readonly string[], meter: ModelMeter = createMeter()) => {
  const access = { family: 'openai' as const, modelId: 'm', baseUrl: server.url, key: 'k', guarded: false };
  const open = () => createEmbedder({ ...access, provider: 'House' });
  const embedder = { name: 'm', displayName: 'M', provider: 'House', price: { input: 2, output: 0 }, open };
  return embedTexts(embedder, { texts, purpose: 'document', signal }, meter);
};

describe('texts', () => {
  it('become vectors of length 1, in their order, and every batch is paid for', async () => {
    const meter = createMeter();
    const vectors = await ask(
      Array.from({ length: 100 }, (_, index) => `word${index} and`),
      meter,
    );
    expect(vectors).toHaveLength(100);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
    expect(await ask(['word7 and'])).toEqual([vectors[7]]);
    expect(meter.calls.map(({ model }) => model)).toEqual(['M', 'M']);
    expect(meter.calls[0]?.usage).toMatchObject({ outputTokens: 0, costUsd: expect.any(Number) });
  });

  it('that a later batch of fails are paid for as far as they came', async () => {
    const given = [8, null];
    dimensions = () => given.shift() ?? null;
    const meter = createMeter();
    const failed = ask(
      Array.from({ length: 100 }, () => 'x'),
      meter,
    );
    await expect(failed).rejects.toMatchObject({ code: 'model.refused' });
    expect(meter.calls).toHaveLength(1);
  });

  it('whose embeddings differ in length are of no use', async () => {
    const given = [8, 9];
    dimensions = () => given.shift() ?? null;
    await expect(ask(Array.from({ length: 100 }, () => 'x'))).rejects.toMatchObject({ code: 'model.answer_unusable' });
  });
});

it('a price of an embedding model says only what reading costs', () => {
  const row = { name: 'm', display_name: 'M', provider: 'openai', configuration: {} };
  const price = { input: 0.02 };
  const priceOf = (given: object) => toAiModel({ ...row, model_type: 'embedding', ...given }).price;
  expect(priceOf({ prices: price })).toEqual({ input: 0.02, output: 0 });
  expect(priceOf({ configuration: { price } })).toEqual({ input: 0.02, output: 0 });
  expect(priceOf({})).toBeNull();
  expect(toAiModel({ ...row, model_type: 'chat', prices: price }).price).toBeNull();
});

it('embedding models are told by the names that servers list', () => {
  const names = ['nomic-embed-text:latest', 'all-minilm', 'BAAI/bge-m3', 'text-embedding-3-small', 'intfloat/e5-large'];
  expect(names.filter(isEmbedderName)).toEqual(names);
  expect(['llama3.3', 'BAAI/bge-reranker-v2-m3', 'gpt-6-luna', 'qwen3:8b'].filter(isEmbedderName)).toEqual([]);
});
