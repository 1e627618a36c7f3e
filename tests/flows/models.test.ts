import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { readUsageOfExecution, sumUsage } from '@/database/models';
import { type AnthropicReply, anthropicServer, type MessagesRequest } from '../support/anthropic-server';

import { listMessages } from '../support/messages';
import { openAiServer, type Reply } from '../support/openai-server';
import { startRunning } from '../support/running';

let claude: (request: MessagesRequest, at: number) => AnthropicReply = () => ({ text: '' });
let gpt: (at: number) => Reply = () => ({ content: '' });
const anthropic = await anthropicServer((request, at) => claude(request, at));
const openai = await openAiServer((_request, at) => gpt(at));
Object.assign(process.env, {
  PARLEY_MODEL_URL: openai.url,
  PARLEY_MODEL_KEY: 'test-key',
  PARLEY_MODEL: '',
  ANTHROPIC_API_KEY: 'test-key',
});
const { user, parley, build, run } = await startRunning();
afterAll(() => Promise.all([anthropic.close(), openai.close()]));
beforeEach(() => {
  anthropic.requests.length = 0;
  openai.requests.length = 0;
});

const add = (row: { name: string; display_name: string; provider: string; configuration?: object }) =>
  parley.db.service
    .insertInto('ai_models')
    .values({ model_type: 'chat', ...row, configuration: JSON.stringify(row.configuration ?? {}) as never })
    .execute();
const price = { input: 10, output: 100 };
await add({
  name: 'big',
  display_name: 'Big',
  provider: 'anthropic',
  configuration: { base_url: anthropic.url, price },
});
await add({ name: 'house-model', display_name: 'House model', provider: 'custom' });

const say = (text: string, options: { model?: string; chatId?: string } = {}) =>
  runTurn({ claims: user.claims, text, chatId: options.chatId, modelName: options.model, timeZone: 'UTC' });
const inTurn = <Given>(list: Given[], after: Given) => {
  let at = 0;
  return () => list[at++] ?? after;
};

const reading = {
  baseVersion: 0,
  changes: [
    { type: 'update-workflow', name: 'Reading list' },
    { type: 'add-node', nodeType: 'core.manual', key: 'start', label: 'Start' },
  ],
};

describe('a row of ai_models', () => {
  it('is asked at the address of the environment when it names none', async () => {
    gpt = () => ({ content: 'Good day.' });
    const { reply, model, error } = await say('hello', { model: 'house-model' });
    expect({ reply, model, error }).toEqual({ reply: 'Good day.', model: 'House model', error: null });
    expect(openai.requests[0]?.model).toBe('house-model');
  });

  it('is asked at its own address, and what it cost is known from its price', async () => {
    claude = () => ({ text: 'Good day.' });
    const { usage, costUsd, model, chat } = await say('hello', { model: 'Big' });
    expect({ usage, costUsd, model }).toEqual({
      ...{ usage: { inputTokens: 100, outputTokens: 20 }, model: 'Big' },
      costUsd: (100 * 10 + 20 * 100) / 1_000_000,
    });
    const rows = await user.asUser(tx =>
      tx.selectFrom('model_usage').selectAll().where('chat_id', '=', chat).execute(),
    );
    expect(rows).toMatchObject([{ model: 'Big', input_tokens: 100, output_tokens: 20, cost_usd: 0.003 }]);
  });

  it('that has no key is said; nobody else is asked instead', async () => {
    const { error } = await say('hello', { model: 'gpt-6.1-sol' });
    expect(error?.message).toContain('needs a key for openai');
  });
});

describe('a model that fails in the middle of a turn', () => {
  const stream = (text: string, dropAfter: number): AnthropicReply => ({ text, dropAfter });

  it.each<[string, AnthropicReply]>([
    ['is overloaded', { status: 529, headers: { 'retry-after': '0' } }],
    ['does not take the key', { status: 401, message: 'invalid x-api-key' }],
    ['asks us to come back in an hour', { status: 429, headers: { 'retry-after': '3600' } }],
    ['breaks off before it says anything', stream('Good day.', 1)],
    ['breaks off in the middle of a sentence', stream('Good day to you and to yours.', 6)],
    ['is overloaded in the middle of its answer', { text: 'Good', dropAfter: 3, with: 'overloaded_error' }],
  ])('%s: the next one answers, and the person is told', async (_what, reply) => {
    claude = () => reply;
    gpt = () => ({ content: 'Good day from here.' });
    const answer = await say('hello', { model: 'big' });
    expect(answer).toMatchObject({ error: null, model: 'House model' });
    expect(answer.reply).toContain('Good day from here.');
    expect(answer.switches).toMatchObject([{ from: 'Big', to: 'House model' }]);
  });

  it('after a tool did something: it is kept, the next one is given the result, and nothing is done twice', async () => {
    claude = inTurn<AnthropicReply>([{ calls: [{ name: 'changeWorkflow', input: reading }] }], {
      status: 529,
      headers: { 'retry-after': '0' },
    });
    gpt = () => ({ content: 'It starts by hand.' });
    const { workflow, reply, switches, changes } = await say('make a workflow that I start', { model: 'big' });
    expect(workflow).toMatchObject({ version: 1, name: 'Reading list' });
    expect([reply, switches.length, changes.length > 0]).toEqual(['It starts by hand.', 1, true]);
    const told = openai.requests.at(-1)!.messages.find(({ role }) => role === 'tool');
    expect(String(told?.content)).toContain('"version":1');
  });

  it.each([
    ['right after a whole call', 0],
    ['in the middle of the call after it', 2],
  ])('when the stream breaks %s: the call is done, and the next one goes on from it', async (_where, more) => {
    const input = JSON.stringify(reading);
    const events = 3 + 1 + Math.ceil(input.length / 11) + 1;
    const calls = [
      { name: 'changeWorkflow', input: reading },
      { name: 'runWorkflow', input: { mode: 'verify' } },
    ];
    claude = () => ({ calls, dropAfter: events + more });
    gpt = () => ({ content: 'There it is.' });
    const { workflow, reply, error } = await say('make a workflow that I start', { model: 'big' });
    expect({ error, version: workflow?.version, reply }).toEqual({ error: null, version: 1, reply: 'There it is.' });
  });

  it('and nobody else either: the planner answers what it understands, else it is a sentence', async () => {
    claude = () => ({ status: 529, headers: { 'retry-after': '0' } });
    gpt = () => ({ status: 500, message: 'no', headers: { 'retry-after-ms': '1' } });
    const text = 'When I start it, find the rows in the table big orders and count them';
    const built = await say(text, { model: 'big' });
    expect(built).toMatchObject({ error: null, model: 'Built-in planner', workflow: { version: 1 } });
    const lost = await say('hello', { model: 'big' });
    expect(lost.error?.message).toContain('not answering properly');
  });

  it('declines: that is its answer, and no other model is asked behind its back', async () => {
    claude = () => ({ stop: 'refusal' });
    const { notice, switches } = await say('hello', { model: 'big' });
    expect([notice, switches]).toEqual([expect.stringContaining('declined'), []]);
    expect(openai.requests).toEqual([]);
  });
});

describe('a conversation with an Anthropic model', () => {
  it('runs parallel calls in their order and keeps the whole of it for the next turn', async () => {
    claude = inTurn<AnthropicReply>(
      [
        {
          text: 'I build it.',
          calls: [
            { name: 'changeWorkflow', input: reading },
            { name: 'readWorkflow', input: {} },
          ],
        },
      ],
      { text: 'It is there.' },
    );
    const { chat, workflow } = await say('make a workflow that I start', { model: 'big' });
    expect(workflow?.version).toBe(1);
    const results = anthropic.requests.at(-1)!.messages.at(-1)!.content as Record<string, unknown>[];
    expect(results.map(({ type }) => type)).toEqual(['tool_result', 'tool_result']);
    await say('thanks', { model: 'big', chatId: chat });
    expect(await listMessages(user, chat)).toHaveLength(4);
    expect(anthropic.requests.at(-1)!.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ]);
  });
});

describe('a step that asks a model', () => {
  const manual = { key: 'start', type: 'core.manual', label: 'Start' };
  const steps = [
    { ...manual },
    {
      ...{ key: 'read', type: 'ai.extract-fields', label: 'Read it' },
      params: { text: '{{ item.mail }}', fields: [{ name: 'amount', type: 'number', required: true }], model: 'big' },
    },
  ];

  it('checks the answer, asks once more when it does not fit, and counts both', async () => {
    claude = inTurn<AnthropicReply>([{ text: 'It is 25 euros.' }], { text: '```json\n{"amount": 25}\n```' });
    const { records, execution } = await run(await build(steps as never), [{ mail: 'over 25 euros' }]);
    expect(execution.status).toBe('succeeded');
    expect(records.find(({ nodeKey }) => nodeKey === 'read')?.outputs.next).toEqual([
      { mail: 'over 25 euros', amount: 25 },
    ]);
    expect(anthropic.requests).toHaveLength(2);
    const used = await user.asUser(tx => readUsageOfExecution(tx, { executionId: execution.id }));
    expect(sumUsage(used)).toMatchObject({ inputTokens: 200, outputTokens: 40, costUsd: 0.006 });
  });

  it('fails with a sentence when the answer does not fit a second time; nothing is made up', async () => {
    claude = () => ({ text: '{"amount": "much"}' });
    const { execution } = await run(await build(steps as never), [{ mail: 'over 25 euros' }]);
    expect(execution.status).toBe('failed');
    expect(execution.error?.message).toContain('Big did not give what was asked for: amount');
  });

  it('costs nothing in a test run', async () => {
    const { execution } = await run(await build(steps as never), [{ mail: 'over 25 euros' }], 'verify');
    expect([execution.status, anthropic.requests.length]).toEqual(['succeeded', 0]);
  });

  it('sums up a text longer than a model reads at once, piece by piece', async () => {
    claude = ({ messages }) => ({
      text: JSON.stringify(messages).includes('of a longer text') ? 'A part.' : 'All of it.',
    });
    const long = Array.from({ length: 900 }, (_, at) => `Sentence number ${at} says that all is well in place ${at}.`);
    const workflow = await build([
      manual,
      { key: 'sum', type: 'ai.summarize', label: 'Sum up', params: { field: 'text', model: 'big' } },
    ] as never);
    const { records } = await run(workflow, [{ text: long.join(' ') }]);
    expect(records.at(-1)?.outputs.next).toEqual([{ summary: 'All of it.', count: 1 }]);
    expect(anthropic.requests.length).toBeGreaterThan(2);
  });

  it('sends each item the way of its category', async () => {
    claude = ({ messages }) => ({
      text: JSON.stringify({
        category: JSON.stringify(messages).includes('never came') ? 'Complaint' : 'none of them',
      }),
    });
    const workflow = await build([
      manual,
      {
        ...{ key: 'sort', type: 'ai.classify', label: 'Sort' },
        params: { text: '{{ item.mail }}', categories: [{ name: 'Complaint' }, { name: 'Praise' }], model: 'big' },
      },
    ] as never);
    const { records } = await run(workflow, [{ mail: 'It never came' }, { mail: 'Where are you?' }]);
    const { outputs } = records.find(({ nodeKey }) => nodeKey === 'sort')!;
    expect(outputs).toMatchObject({ complaint: [{ mail: 'It never came' }], otherwise: [{ mail: 'Where are you?' }] });
  });
});
