import { describe, expect, it } from 'vitest';
import { accessTo, type ModelEnvironment, type ModelKey } from './access';
import { answersInWords, type ModelRow, toAiModel } from './catalogue';
import { addUsage, toUsage } from './price';
import { readObject } from './read-object';

const row = (given: Partial<ModelRow>): ModelRow => ({
  ...{ name: 'm', display_name: 'M', provider: 'openai', model_type: 'chat', configuration: {} },
  ...given,
});
const nothing: ModelEnvironment = { url: undefined, key: undefined, keys: {}, baseUrls: {} };
const house = { ...nothing, url: 'http://127.0.0.1:9000/v1', key: 'house' };
const openAiKey: ModelKey = { credentialId: '1', integration: 'openai', key: 'mine', baseUrl: null };

describe('where a model is reached', () => {
  it.each<[string, Partial<ModelRow>, ModelEnvironment, ModelKey[], unknown]>([
    ['a provider without a key', {}, house, [], { missing: 'key' }],
    ['a provider with my key', {}, nothing, [openAiKey], { baseUrl: 'https://api.openai.com/v1', key: 'mine' }],
    ['a provider with the operator’s key', {}, { ...nothing, keys: { openai: 'all' } }, [], { key: 'all' }],
    [
      'an address in the row, without any key',
      { configuration: { base_url: 'http://127.0.0.1:1/v1' } },
      nothing,
      [],
      { baseUrl: 'http://127.0.0.1:1/v1', key: null, provider: '127.0.0.1:1' },
    ],
    ['a provider nobody knows, at the address of the environment', { provider: 'custom' }, house, [], house],
    ['a provider nobody knows, and no address', { provider: 'acme' }, nothing, [], { missing: 'address' }],
    ['a server on this computer', { provider: 'Ollama' }, nothing, [], { baseUrl: 'http://127.0.0.1:11434/v1' }],
  ])('%s', (_what, given, environment, keys, expected) => {
    const access = accessTo(toAiModel(row(given)), { keys, environment });
    const { url, ...rest } = expected as { url?: string };
    const wanted = url ? { baseUrl: url, key: 'house' } : rest;
    expect(access).toMatchObject(wanted);
  });

  it('the key of one address is not sent to another', () => {
    const own: ModelKey = {
      credentialId: '2',
      integration: 'openai-compatible',
      key: 'x',
      baseUrl: 'http://10.0.0.1/v1',
    };
    const model = toAiModel(
      row({ provider: 'openai-compatible', configuration: { base_url: 'http://other.test/v1' } }),
    );
    expect(accessTo(model, { keys: [own], environment: house })).toMatchObject({ key: null });
  });
});

describe('a row of ai_models', () => {
  it.each([null, [], 'text', { base_url: 7, price: 'much', vision: 'maybe' }])(
    'works whatever its configuration: %j',
    configuration => {
      expect(toAiModel(row({ configuration }))).toMatchObject({
        modelId: 'm',
        baseUrl: null,
        price: null,
        vision: true,
      });
    },
  );

  it('says in columns of its own what it costs and can, unless its configuration does', () => {
    const given = { prices: { input: 1, output: 2 }, capabilities: ['tools'] };

    expect(toAiModel(row(given))).toMatchObject({ price: { input: 1, output: 2 }, vision: false });
    expect(toAiModel(row({ ...given, configuration: { price: { input: 3, output: 4 }, vision: true } }))).toMatchObject(
      {
        price: { input: 3, output: 4 },
        vision: true,
      },
    );
  });

  it('is for the picker when it answers in words', () => {
    const kinds = ['chat', 'llm', 'text', 'planner', 'embedding', 'image-generation'];
    expect(kinds.filter(model_type => answersInWords({ model_type }))).toEqual(['chat', 'llm', 'text', 'planner']);
  });
});

describe('what a call costs', () => {
  const call = (input: number, output: number, cacheRead = 0) => ({
    inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite: undefined },
    outputTokens: { total: output, text: undefined, reasoning: undefined },
  });
  const price = { input: 2, cachedInput: 0.2, output: 10, above: { tokens: 1_000, input: 4, output: 20 } };

  it.each([
    [call(1_000, 100), 0.003],
    [call(1_000, 100, 500), 0.0021],
    [call(2_000, 100), 0.01],
    [call(0, 0), 0],
  ])('%j', (usage, usd) => {
    expect(toUsage(usage, price).costUsd).toBeCloseTo(usd, 8);
  });

  it('is not known where the price is not, nor is a sum with it', () => {
    const unknown = toUsage(call(10, 10), null);
    expect([unknown.costUsd, addUsage(unknown, toUsage(call(10, 10), price)).costUsd]).toEqual([null, null]);
  });
});

describe('JSON in an answer', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'number' } },
    additionalProperties: false,
  };

  it.each([
    ['{"a": 1}', { ok: true, value: { a: 1 } }],
    ['```json\n{"a": 1}\n```', { ok: true, value: { a: 1 } }],
    ['Here it is: {"a": 1}. Anything else?', { ok: true, value: { a: 1 } }],
    ['{"a": 1, "b": 2}', { ok: false }],
    ['{"a": "1"}', { ok: false }],
    ['a is 1', { ok: false, reason: 'it is not JSON' }],
    ['', { ok: false, reason: 'it is not JSON' }],
  ])('%j', (text, expected) => {
    expect(readObject(text, schema)).toMatchObject(expected);
  });
});
