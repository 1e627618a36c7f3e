import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { toModelFailure } from '@/agent/model-failure';
import type { ModelAccess } from '@/agent/models/access';
import { createMeter } from '@/agent/models/candidate';
import { createModel } from '@/agent/models/create-model';
import { listModels } from '@/agent/models/list-models';
import { withFallback } from '@/agent/models/with-fallback';
import { runTurn } from '@/app/_server/run-turn';
import type { AppError } from '@/engine/errors';
import { type AnthropicReply, anthropicServer } from '../support/anthropic-server';
import { type GoogleReply, googleServer } from '../support/google-server';
import { startRunning } from '../support/running';

let gemini: (at: number) => GoogleReply = () => ({ text: '' });
const google = await googleServer((_asked, at) => gemini(at));
const claude = await anthropicServer((): AnthropicReply => ({ text: 'Good day.' }));

/** What OpenRouter sends: comments while it waits, and failures within an answer that has begun. */
let router: { status?: number; body?: unknown; events?: readonly unknown[] } = {};
const openrouter = createServer((_request, response) => {
  if (router.events === undefined) {
    response.writeHead(router.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(router.body));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': OPENROUTER PROCESSING\n\n');
  for (const event of router.events) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end('data: [DONE]\n\n');
});
await new Promise<void>(resolve => openrouter.listen(0, '127.0.0.1', resolve));
const routerUrl = `http://127.0.0.1:${(openrouter.address() as AddressInfo).port}/api/v1`;

Object.assign(process.env, {
  ...{ PARLEY_MODEL_URL: '', PARLEY_MODEL: '', ANTHROPIC_API_KEY: 'test-key' },
  ...{ GOOGLE_GENERATIVE_AI_API_KEY: 'test-key', GEMINI_API_KEY: 'test-key', OPENROUTER_API_KEY: 'test-key' },
});
const { user, parley } = await startRunning();
afterAll(async () => {
  openrouter.close();
  await Promise.all([google.close(), claude.close()]);
});
beforeEach(() => void google.requests.splice(0));

const add = (name: string, provider: string, configuration: object) =>
  parley.db.service
    .insertInto('ai_models')
    .values({
      ...{ name, display_name: name, provider, model_type: 'chat' },
      configuration: JSON.stringify(configuration) as never,
    })
    .execute();
await add('gemini', 'google', { base_url: google.url, model: 'gemini-test', price: { input: 1, output: 10 } });
await add('routed', 'openrouter', { base_url: routerUrl, model: 'vendor/model' });
await add('newest', 'anthropic', { base_url: claude.url, model: 'claude-of-tomorrow', max_output_tokens: 48_000 });

const say = (text: string, modelName: string) => runTurn({ claims: user.claims, text, modelName, timeZone: 'UTC' });
/** What is said when this model alone is asked, and gives up. */
async function failureOf(access: Pick<ModelAccess, 'family' | 'modelId' | 'baseUrl'>): Promise<AppError> {
  const open = () => createModel({ ...access, key: 'test-key', provider: 'Example', guarded: false });
  const candidate = { name: 'one', displayName: 'One', provider: 'Example', price: null, vision: false, open };
  const model = withFallback({
    ...{ candidates: [candidate], meter: createMeter() },
    ...{ wait: async () => undefined, onFailure: () => undefined },
  });
  try {
    const { stream } = await model.doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }] });
    for await (const part of stream) if (part.type === 'error') throw part.error;
  } catch (error) {
    return toModelFailure(error, 'Example');
  }
  throw new Error('it answered');
}

const inTurn = (...list: GoogleReply[]) => {
  gemini = at => list[at] ?? { text: 'That is all.' };
};

describe('a model of Google', () => {
  const build = {
    baseVersion: 0,
    changes: [
      { type: 'update-workflow', name: 'Greeting' },
      { type: 'add-node', nodeType: 'core.manual', key: 'start', label: 'Start' },
    ],
  };

  it('builds with a call, reads what came of it, and is counted', async () => {
    inTurn(
      { text: 'I will build it now.', calls: [{ name: 'changeWorkflow', args: build }] },
      { text: 'It is there.' },
    );
    const { workflow, reply, usage, error } = await say('a workflow that starts by hand', 'gemini');

    expect(error).toBeNull();
    expect(workflow).toMatchObject({ name: 'Greeting', version: 1 });
    expect(reply).toContain('It is there.');
    expect(usage).toEqual({ inputTokens: 200, outputTokens: 40 });
    const [first, second] = google.requests;
    expect(first).toMatchObject({ model: 'gemini-test', key: 'test-key', stream: true });
    expect(first!.body.tools![0]!.functionDeclarations.map(({ name }) => name)).toContain('changeWorkflow');
    const parts = second!.body.contents.flatMap(content => content.parts);
    expect(parts.filter(part => part.functionResponse)).toMatchObject([
      { functionResponse: { name: 'changeWorkflow' } },
    ]);
  });

  it.each<[GoogleReply, RegExp]>([
    [
      { status: 429, code: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded for free_tier_requests, limit: 0' },
      /does no more on this plan/,
    ],
    [{ status: 404, code: 'NOT_FOUND', message: 'models/gemini-test is not found' }, /refused the request.*not found/],
    [
      { status: 403, code: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
      /did not accept the key/,
    ],
  ])('says what it answered: %j', async (reply, sentence) => {
    gemini = () => reply;
    const failure = await failureOf({ family: 'google', modelId: 'gemini-test', baseUrl: google.url });
    expect(failure.userMessage).toMatch(sentence);
  });

  it('lists its models to a key that it knows', async () => {
    const access = { family: 'google', baseUrl: google.url, provider: 'Google' } as const;
    expect(await listModels({ ...access, key: 'test-key' })).toEqual(['gemini-test']);
    await expect(listModels({ ...access, key: 'other' })).rejects.toMatchObject({ code: 'model.unauthorized' });
  });
});

describe('a model through OpenRouter', () => {
  const chunk = (content: string, rest: object = {}) => ({
    ...{ id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'vendor/model', provider: 'Vendor' },
    choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }],
    ...rest,
  });

  it('answers past the comments that keep the line open', async () => {
    router = {
      events: [
        chunk('Good '),
        chunk('day.', { choices: [{ index: 0, delta: { content: 'day.' }, finish_reason: 'stop' }] }),
        { ...chunk(''), choices: [], usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 } },
      ],
    };
    const { reply, usage, error } = await say('hello', 'routed');
    expect({ reply, usage, error }).toEqual({
      reply: 'Good day.',
      usage: { inputTokens: 7, outputTokens: 2 },
      error: null,
    });
  });

  it('that breaks off within its answer is said', async () => {
    const error = { code: 502, message: 'Provider disconnected', metadata: { provider_name: 'Vendor' } };
    router = {
      events: [
        chunk('I will '),
        { ...chunk(''), error, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] },
      ],
    };
    const failure = await failureOf({ family: 'compatible', modelId: 'vendor/model', baseUrl: routerUrl });
    expect(failure.userMessage).toMatch(/not answering properly/);
  });

  it.each([
    [402, 'Insufficient credits. Add more at the page of credits', /does no more on this plan/],
    [401, 'No auth credentials found', /did not accept the key/],
    [400, 'vendor/model is not a valid model ID', /refused the request.*not a valid model/],
  ])('says what it answered: %i %s', async (status, message, sentence) => {
    router = { status, body: { error: { code: status, message } } };
    const failure = await failureOf({ family: 'compatible', modelId: 'vendor/model', baseUrl: routerUrl });
    expect(failure.userMessage).toMatch(sentence);
  });
});

it('a model that its client does not know may write as much as its row says', async () => {
  await say('hello', 'newest');
  expect(claude.requests.at(-1)).toMatchObject({ model: 'claude-of-tomorrow', max_tokens: 48_000 });
});
