import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { json, serve } from '../support/loopback-server';
import { listMessages } from '../support/messages';
import { type ChatRequest, openAiServer, type Reply } from '../support/openai-server';
import { startRunning } from '../support/running';

let script: (request: ChatRequest, at: number) => Reply = () => ({ content: '' });
const server = await openAiServer((request, at) => script(request, at));
Object.assign(process.env, { PARLEY_MODEL_URL: server.url, PARLEY_MODEL_KEY: 'test-key', PARLEY_MODEL: 'test-model' });
const { user, hooks, parley } = await startRunning();
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const say = (text: string, chatId?: string) => runTurn({ claims: user.claims, text, chatId, timeZone: 'UTC' });

/** Replies in order, one per model call of the turn. */
const replies = (...list: Reply[]) => {
  let at = 0;
  script = () => list[at++] ?? { content: 'There is nothing more to say.' };
};

const limit = (right: number) => ({ conditions: [{ left: '{{ item.body.amount }}', operator: 'greater', right }] });
const build = {
  baseVersion: 0,
  changes: [
    { type: 'update-workflow', name: 'Order triage' },
    { type: 'add-node', nodeType: 'core.webhook', key: 'order', label: 'Receive order' },
    {
      type: 'add-node',
      nodeType: 'core.if',
      key: 'check',
      label: 'Amount over 100?',
      params: limit(100),
      after: 'order',
    },
    {
      type: 'add-node',
      nodeType: 'core.data-table',
      key: 'store',
      label: 'Store it',
      params: {
        operation: 'insert',
        table: 'big orders',
        values: [{ name: 'amount', value: '{{ item.body.amount }}' }],
      },
      after: 'check',
      port: 'yes',
    },
    {
      type: 'add-node',
      nodeType: 'core.respond',
      key: 'big',
      label: 'Answer big',
      params: { body: 'big' },
      after: 'store',
    },
    {
      type: 'add-node',
      nodeType: 'core.respond',
      key: 'small',
      label: 'Answer small',
      params: { body: 'small' },
      after: 'check',
      port: 'no',
    },
  ],
};

const post = async (url: string, body: unknown) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.text();
};

describe('a conversation through an OpenAI-compatible provider', () => {
  it('builds, tries, switches on, answers, tells, changes and goes back', async () => {
    replies(
      {
        content: 'I will build that.',
        calls: [
          { name: 'changeWorkflow', arguments: build },
          { name: 'readWorkflow', arguments: {} },
        ],
      },
      { content: 'Orders over 100 are stored and answered with big, others with small.' },
    );
    const built = await say('When an order over 100 comes in, store it and answer big, else small');
    expect(built.error).toBeNull();
    expect(built.workflow).toMatchObject({ name: 'Order triage', version: 1 });
    expect(built.workflow?.nodes.map(({ key }) => key)).toEqual(['order', 'check', 'store', 'big', 'small']);
    expect(built.issues.filter(({ blocks }) => blocks !== 'none')).toEqual([]);
    expect(built.usage).toEqual({ inputTokens: 200, outputTokens: 40 });
    expect(built.reply).toContain('I will build that.');
    expect(String(server.requests.at(-1)!.messages.find(({ role }) => role === 'tool')!.content)).not.toContain(
      'flowchart',
    );

    replies({ calls: [{ name: 'runWorkflow', arguments: { mode: 'verify' } }] }, { content: 'Both ways work.' });
    const tried = await say('run it with an example', built.chat);
    expect(tried.executions.map(({ status, mode }) => [status, mode])).toEqual([
      ['succeeded', 'verify'],
      ['succeeded', 'verify'],
    ]);

    replies({ calls: [{ name: 'setActive', arguments: { active: true } }] }, { content: 'It is on.' });
    const on = await say('switch it on', built.chat);
    expect(on).toMatchObject({ error: null, approvals: [], workflow: { active: true } });

    const { addresses } = await parley.readActivation({ claims: user.claims, workflowId: built.workflow!.id });
    const { url } = addresses[0]!;
    expect(new URL(url).port).toBe(String(hooks.port));
    expect([await post(url, { amount: 180 }), await post(url, { amount: 20 })]).toEqual(['big', 'small']);

    replies({ calls: [{ name: 'readExecution', arguments: {} }] }, { content: 'It answered small.' });
    await say('what did the last run do?', built.chat);
    const told = server.requests.at(-1)!.messages.at(-1)!;
    expect(told.role).toBe('tool');
    expect(String(told.content)).toContain('small');

    replies(
      {
        calls: [
          {
            name: 'changeWorkflow',
            arguments: { baseVersion: 1, changes: [{ type: 'update-node', node: 'check', params: limit(250) }] },
          },
        ],
      },
      { content: 'The limit is 250 now.' },
    );
    const changed = await say('make the limit 250', built.chat);
    expect(changed.workflow?.version).toBe(2);
    expect(changed.changes.join()).toContain('250');

    replies({ calls: [{ name: 'restoreVersion', arguments: {} }] }, { content: 'Back to 100.' });
    const back = await say('undo', built.chat);
    expect(back.workflow?.version).toBe(3);
    expect(back.workflow?.nodes.find(({ key }) => key === 'check')?.params).toEqual(limit(100));
  });

  it('keeps the conversation: what was said and what the tools answered', async () => {
    replies({ content: 'Hello there.' });
    const { chat } = await say('hello');
    replies({ content: 'You said hello.' });
    await say('what did I say?', chat);

    const texts = server.requests
      .at(-1)!
      .messages.filter(({ role }) => role !== 'system')
      .map(({ role, content }) => [role, content]);
    expect(texts).toEqual([
      ['user', 'hello'],
      ['assistant', 'Hello there.'],
      ['user', 'what did I say?'],
    ]);
    expect(await listMessages(user, chat)).toHaveLength(4);
  });

  it('starts every request with the same bytes, so that a provider can keep them', async () => {
    replies({ content: 'One.' });
    await say('first');
    replies({ content: 'Two.' });
    await say('second');

    const [first, second] = server.requests.map(({ messages }) => messages[0]!.content);
    expect(first).toBe(second);
    expect(String(first).length / 4).toBeLessThan(3000);
  });
});

describe('a provider that fails', () => {
  it.each([
    [401, 'did not accept the key'],
    [429, 'asks us to slow down'],
    [500, 'is not answering properly right now'],
    [400, 'refused the request'],
  ])('%i becomes a sentence, and the message is kept', async (status, sentence) => {
    script = () => ({ status, message: 'no', headers: { 'retry-after-ms': '1' } });
    const { error, chat } = await say('hello');

    expect(error?.message).toContain(sentence);
    expect(error?.message).toContain(new URL(server.url).host);
    expect((await listMessages(user, chat))[0]).toMatchObject({ role: 'user' });
  });

  it('a 429 that passes is not seen', async () => {
    replies({ status: 429, message: 'slow down', headers: { 'retry-after-ms': '1' } }, { content: 'Here I am.' });
    expect(await say('hello')).toMatchObject({ error: null, reply: 'Here I am.' });
  });

  it('a stream that breaks off becomes a sentence, and what came is kept', async () => {
    script = () => ({ content: 'This is cut off somewhere in the middle of it', dropAfter: 4 });
    const { error, chat } = await say('hello');

    expect(error?.message).toContain('Nothing was lost');
    expect(JSON.stringify(await listMessages(user, chat))).toContain('This is');
  });

  it.each([
    ['broken JSON', '{"baseVersion": 0, "changes": [{'],
    ['a missing field', { baseVersion: 0 }],
    ['a kind that does not exist', { baseVersion: 0, changes: [{ type: 'explode' }] }],
  ])('arguments with %s are answered to the model, which tries again', async (_what, args) => {
    replies(
      { calls: [{ name: 'changeWorkflow', arguments: args }] },
      { calls: [{ name: 'changeWorkflow', arguments: build }] },
      { content: 'Built.' },
    );
    const { error, workflow } = await say('build it');

    expect(error).toBeNull();
    expect(workflow?.version).toBe(1);
  });

  it('a tool that does not exist is answered to the model', async () => {
    replies({ calls: [{ name: 'deleteEverything', arguments: {} }] }, { content: 'I cannot do that.' });
    expect(await say('go')).toMatchObject({ error: null, workflow: null });
  });

  it('does the same thing that fails only twice', async () => {
    script = () => ({ calls: [{ name: 'readExecution', arguments: {} }] });
    const { notice } = await say('what happened?');

    expect(server.requests.length).toBeLessThan(4);
    expect(notice).toContain('The same failure came twice');
  });
});

describe('what the model claims', () => {
  it('is corrected when nothing was saved', async () => {
    replies({ content: "Done. I've added the filter." });
    expect((await say('add a filter')).reply).toContain('For the record: nothing was changed');
  });
});

describe('a live run that reaches others', () => {
  const callOut = {
    baseVersion: 0,
    changes: [
      { type: 'add-node', nodeType: 'core.manual', key: 'start', label: 'Start' },
      {
        type: 'add-node',
        nodeType: 'core.http-request',
        key: 'tell',
        label: 'Tell them',
        params: { method: 'POST', url: 'http://127.0.0.1:9/tell', body: { text: 'hi' } },
        after: 'start',
      },
    ],
  };

  it('asks first, with the exact values, and runs nothing until then', async () => {
    replies(
      { calls: [{ name: 'changeWorkflow', arguments: callOut }] },
      { calls: [{ name: 'runWorkflow', arguments: { mode: 'live' } }] },
    );
    const asked = await say('tell them');

    expect(asked.approvals).toHaveLength(1);
    expect(asked.approvals[0]).toContain('http://127.0.0.1:9/tell');
    expect(asked.executions).toEqual([]);
  });

  it('runs after a plain yes, once, and not after a no', async () => {
    const outside = await serve(json({ ok: true }));
    const tell = {
      ...callOut.changes[1]!,
      params: { method: 'POST', url: `${outside.url}/tell`, body: { text: 'hi' } },
    };
    const ask = () =>
      replies(
        { calls: [{ name: 'changeWorkflow', arguments: { ...callOut, changes: [callOut.changes[0], tell] } }] },
        { calls: [{ name: 'runWorkflow', arguments: { mode: 'live' } }] },
        { content: 'That was it.' },
      );

    ask();
    const refused = await say('tell them');
    expect((await say('no', refused.chat)).error).toBeNull();
    expect(outside.requests).toEqual([]);

    ask();
    const asked = await say('tell them');
    const done = await say('yes', asked.chat);
    expect(done.executions.map(({ status, mode }) => [status, mode])).toEqual([['succeeded', 'live']]);
    expect(outside.requests).toHaveLength(1);
  });

  it('of a webhook needs the request to run it with: made-up data must not become real', async () => {
    replies(
      { calls: [{ name: 'changeWorkflow', arguments: build }] },
      { calls: [{ name: 'runWorkflow', arguments: { mode: 'live' } }] },
      { content: 'It needs an order.' },
    );
    const { executions } = await say('build and run it for real');

    expect(executions).toEqual([]);
    expect(String(server.requests.at(-1)!.messages.at(-1)!.content)).toContain('needs the request');
  });
});
