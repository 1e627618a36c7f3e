import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnthropicReply, anthropicModels, anthropicServer } from './anthropic-server';
import { openAiServer, type Reply } from './openai-server';

/** The vendors' own clients judge whether our servers speak as theirs do. */

const open: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(open.splice(0).map(server => server.close())));

const tools = [{ name: 'add', input_schema: { type: 'object' as const, properties: {} } }];
const ask = { model: 'claude-sonnet-5-5', max_tokens: 100, messages: [{ role: 'user' as const, content: 'hello' }] };

async function anthropic(reply: AnthropicReply, apiKey = 'test-key') {
  const server = await anthropicServer(() => reply);
  open.push(server);
  return new Anthropic({ baseURL: server.url, apiKey, maxRetries: 0 });
}

describe('the Anthropic server, by @anthropic-ai/sdk', () => {
  const calls = [
    { name: 'add', input: { text: 'ä "quoted" 😀', list: [1, 2.5, null] } },
    { name: 'add', input: {} },
  ];

  it('streams text and parallel calls in fragments that come together again', async () => {
    const client = await anthropic({ text: 'I will add both.', calls });
    const message = await client.messages.stream({ ...ask, tools }).finalMessage();
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content[0]).toMatchObject({ type: 'text', text: 'I will add both.' });
    expect(message.content.slice(1).map(block => block.type === 'tool_use' && block.input)).toEqual(
      calls.map(({ input }) => input),
    );
    expect(message.usage).toMatchObject({ input_tokens: 100, output_tokens: 20 });
  });

  it('answers whole as well, and says when it declines', async () => {
    const client = await anthropic({ stop: 'refusal' });
    const message = await client.messages.create(ask);
    expect(message).toMatchObject({ stop_reason: 'refusal', content: [] });
  });

  it('lists its models', async () => {
    const client = await anthropic({});
    const names: string[] = [];
    for await (const { id } of client.models.list()) names.push(id);
    expect(names).toEqual(anthropicModels);
  });

  it.each([
    [429, Anthropic.RateLimitError],
    [529, Anthropic.InternalServerError],
    [400, Anthropic.BadRequestError],
  ])('%i is the failure that the client knows', async (status, kind) => {
    const client = await anthropic({ status, headers: { 'retry-after': '7' } });
    const failure = await client.messages.create(ask).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as InstanceType<typeof Anthropic.APIError>).headers?.get('retry-after')).toBe('7');
  });

  it('knows a wrong key, a stream that breaks off and an overload in the middle of one', async () => {
    await expect((await anthropic({}, 'wrong')).messages.create(ask)).rejects.toBeInstanceOf(
      Anthropic.AuthenticationError,
    );
    for (const reply of [
      { text: 'cut off here', dropAfter: 4 },
      { dropAfter: 1, with: 'overloaded_error' as const },
    ]) {
      const stream = (await anthropic(reply)).messages.stream(ask);
      await expect(stream.finalMessage()).rejects.toBeInstanceOf(Error);
    }
  });
});

describe('the OpenAI server, by openai', () => {
  async function openai(reply: Reply) {
    const server = await openAiServer(() => reply);
    open.push(server);
    return new OpenAI({ baseURL: server.url, apiKey: 'test-key', maxRetries: 0 });
  }
  const question = { model: 'test-model', messages: [{ role: 'user' as const, content: 'hello' }] };

  it('streams parallel calls in interleaved fragments that come together again', async () => {
    const calls = [
      { name: 'add', arguments: { text: 'a "quoted" one', list: [1, 2.5] } },
      { name: 'add', arguments: { text: 'another' } },
    ];
    const client = await openai({ content: 'Both.', calls });
    const done = await client.chat.completions.stream(question).finalChatCompletion();
    const { message, finish_reason } = done.choices[0]!;
    expect([message.content, finish_reason]).toEqual(['Both.', 'tool_calls']);
    expect(message.tool_calls?.map(call => call.type === 'function' && JSON.parse(call.function.arguments))).toEqual(
      calls.map(call => call.arguments),
    );
  });

  it('embeds, in numbers and in the form that the client prefers, and knows no other model', async () => {
    const server = await openAiServer(() => ({}), { dimensions: model => (model === 'embedder' ? 8 : null) });
    open.push(server);
    const client = new OpenAI({ baseURL: server.url, apiKey: 'test-key', maxRetries: 0 });
    const ask = { model: 'embedder', input: ['one two', 'two'] };
    const { data, usage } = await client.embeddings.create(ask);
    expect(data.map(({ embedding }) => embedding.length)).toEqual([8, 8]);
    expect(usage.prompt_tokens).toBe(3);
    const asNumbers = await client.embeddings.create({ ...ask, encoding_format: 'float' });
    expect(asNumbers.data).toEqual(data);
    await expect(client.embeddings.create({ ...ask, model: 'other' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('lists its models and refuses as the client knows it', async () => {
    const client = await openai({ status: 429, message: 'slow down' });
    expect((await client.models.list()).data.map(({ id }) => id)).toContain('test-model');
    await expect(client.chat.completions.create(question)).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  });
});
