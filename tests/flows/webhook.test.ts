import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { settings } from '@/app/_server/settings';
import { POST as liveRoute } from '@/app/api/hooks/[hookId]/route';
import { POST as testRoute } from '@/app/api/hooks/[hookId]/test/route';
import { asUser, type Claims } from '@/database/connection';
import { saveCredential } from '@/database/credentials';
import { listExecutions, readExecution } from '@/database/executions';
import { openRunFile } from '@/database/run-files';
import type { NewNode } from '@/engine/workflow/change';
import { edit, startRunning } from '@/tests/support/running';

const { parley, hooks, user, build, wait } = await startRunning();
const { claims } = user;

const orders: NewNode[] = [
  { key: 'order', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
  {
    key: 'check',
    type: 'core.if',
    params: { conditions: [{ left: '{{ item.body.amount }}', operator: 'greater', right: 100 }] },
  },
  { key: 'big', type: 'core.respond', params: { body: 'big {{ item.body.id }}' } },
  { key: 'small', type: 'core.respond', params: { body: { size: 'small' } } },
];
const buildOrders = () => build(orders, ['check yes> big', 'check no> small']);

async function switchOn(workflowId: string) {
  const activation = await parley.activate({ claims, workflowId });
  return { activation, url: activation.addresses[0]!.url, testUrl: activation.addresses[0]!.testUrl };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('a webhook that is on', () => {
  it.each(['finally', 'immediately'])('answers %s by the version that is on at that moment', async respond => {
    const workflowId = await build([
      { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond } },
      { key: 'reply', type: 'core.respond', params: { body: 'one' } },
    ]);
    const { url } = await switchOn(workflowId);
    const answer = async () => {
      const response = await post(url, {});
      const id = response.headers.get('x-parley-run');
      return id ? (await wait(id)).execution.answer?.body : response.status;
    };

    const answers = [await answer()];
    await edit(user, { workflowId, changes: [{ type: 'update-node', node: 'reply', params: { body: 'two' } }] });
    answers.push(await answer());
    await switchOn(workflowId);
    answers.push(await answer());
    await parley.deactivate({ claims, workflowId });
    answers.push(await answer());

    expect(answers).toEqual(['one', 'one', 'two', 404]);
  });

  it('answers what the workflow says, and records the run', async () => {
    const { activation, url } = await switchOn(await buildOrders());

    const [big, small] = [await post(url, { id: 7, amount: 150 }), await post(url, { amount: 20 })];

    expect(activation).toMatchObject({ active: true, problems: [], addresses: [{ node: 'order' }] });
    expect(activation.addresses[0]!.note).toBe('This address works on this computer only.');
    expect([big.status, await big.text()]).toEqual([200, 'big 7']);
    expect(await small.json()).toEqual({ size: 'small' });
    const { execution, records } = await wait(big.headers.get('x-parley-run')!);
    expect(execution).toMatchObject({
      status: 'succeeded',
      mode: 'live',
      startedBy: 'webhook',
      answer: { body: 'big 7' },
    });
    expect(records.map(({ nodeKey, status }) => [nodeKey, status])).toEqual([
      ['order', 'succeeded'],
      ['check', 'succeeded'],
      ['small', 'skipped'],
      ['big', 'succeeded'],
    ]);
  });

  it('answers by the route of the development server as well', async () => {
    const { url, testUrl } = await switchOn(await buildOrders());
    const call = (address: string) =>
      new Request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: 8, amount: 150 }),
      });
    const params = (address: string) => ({
      params: Promise.resolve({ hookId: /hooks\/([^/]+)/.exec(address)![1]! }),
    });

    const [live, test] = [await liveRoute(call(url), params(url)), await testRoute(call(testUrl), params(testUrl))];

    expect([await live.text(), await test.text()]).toEqual(['big 8', 'big 8']);
  });

  it('keeps no secrets of the caller', async () => {
    const { url } = await switchOn(await buildOrders());

    const answer = await post(url, { amount: 1 }, { authorization: 'Bearer s3cret', 'x-shop': 'north' });
    const { execution } = await wait(answer.headers.get('x-parley-run')!);

    expect(JSON.stringify(execution)).not.toContain('s3cret');
    expect(execution.triggerItems[0]!.headers).toMatchObject({ 'x-shop': 'north' });
  });

  it('takes JSON, forms, text and files', async () => {
    const workflowId = await build([
      { key: 'hook', type: 'core.webhook', params: { method: 'ANY' } },
      {
        key: 'reply',
        type: 'core.respond',
        params: { body: { got: '{{ item.body }}', query: '{{ item.query }}', files: '{{ item.files }}' } },
      },
    ]);
    const { url } = await switchOn(workflowId);
    const form = new FormData();
    form.set('note', 'hello');
    form.set('sheet', new File(['a,b'], 'sheet.csv', { type: 'text/csv' }));
    const send = async (init: RequestInit, at = url) => (await fetch(at, { method: 'POST', ...init })).json();

    expect(await send({ body: new URLSearchParams({ a: '1' }) })).toMatchObject({ got: { a: '1' } });
    expect(
      await send({ body: '{"a":1}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ).toMatchObject({ got: { a: 1 } });
    expect(await send({ body: 'plain', headers: { 'content-type': 'text/plain' } })).toMatchObject({ got: 'plain' });
    expect(await send({ body: form })).toMatchObject({
      got: { note: 'hello' },
      files: [{ field: 'sheet', name: 'sheet.csv', type: 'text/csv', size: 3, text: 'a,b' }],
    });
    expect(await send({ method: 'GET' }, `${url}?tag=a&tag=b&one=1`)).toMatchObject({
      query: { tag: ['a', 'b'], one: '1' },
    });
  });

  it('says what is wrong with a call', async () => {
    const { url } = await switchOn(await buildOrders());

    const wrong = await fetch(url);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post(url, '{"amount":')).status).toBe(400);
    expect((await post(url, { text: 'x'.repeat(5_000_001) })).status).toBe(413);
    expect((await post(`${hooks.url}/api/hooks/${crypto.randomUUID()}`, {})).status).toBe(404);
    expect((await post(`${hooks.url}/api/hooks/nothing`, {})).status).toBe(404);
  });

  it('answers 500 with a sentence and the run when the workflow stops, and tells the caller nothing else', async () => {
    const workflowId = await build([
      { key: 'hook', type: 'core.webhook' },
      {
        key: 'sum',
        type: 'core.set',
        params: { fields: [{ name: 'total', value: '{{ item.body.price * 2 + item.body.missing.deep }}' }] },
      },
      { key: 'reply', type: 'core.respond', params: { body: 'ok' } },
    ]);
    const { url } = await switchOn(workflowId);

    const answer = await post(url, { price: 1 });
    const { error, execution } = await answer.json();

    expect(answer.status).toBe(500);
    expect(error.message).toBe('The workflow stopped before it could answer. Its owner can see why under this run.');
    expect((await wait(execution)).execution).toMatchObject({ status: 'failed', error: { nodeKey: 'sum' } });
  });

  it('answers the items of the last step when no step answers, or at once when asked to', async () => {
    const last = await switchOn(
      await build([
        { key: 'hook', type: 'core.webhook' },
        {
          key: 'set',
          type: 'core.set',
          params: { fields: [{ name: 'sum', value: '{{ item.body.a + 1 }}' }], keep: 'only' },
        },
      ]),
    );
    const soon = await switchOn(
      await build([
        { key: 'hook', type: 'core.webhook', params: { respond: 'immediately' } },
        { key: 'set', type: 'core.set', params: { fields: [{ name: 'a', value: 1 }] } },
      ]),
    );

    expect(await (await post(last.url, { a: 1 })).json()).toEqual([{ sum: 2 }]);
    const answer = await post(soon.url, {});
    const { execution } = await answer.json();
    expect(answer.status).toBe(202);
    expect((await wait(execution)).execution.status).toBe('succeeded');
  });
});

describe('on and off', () => {
  it('answers nobody when it is off, and keeps its address', async () => {
    const workflowId = await buildOrders();
    const { url } = await switchOn(workflowId);

    const off = await parley.deactivate({ claims, workflowId });
    expect((await post(url, { amount: 1 })).status).toBe(404);
    const again = await switchOn(workflowId);

    expect(off.active).toBe(false);
    expect(again.url).toBe(url);
    expect((await post(url, { amount: 1 })).status).toBe(200);
  });

  it('runs the version that was switched on until it is switched on again, and says so', async () => {
    const workflowId = await buildOrders();
    const { url } = await switchOn(workflowId);
    await edit(user, { workflowId, changes: [{ type: 'update-node', node: 'small', params: { body: 'tiny' } }] });

    const before = await post(url, { amount: 1 });
    const between = await parley.readActivation({ claims, workflowId });
    await parley.activate({ claims, workflowId });
    const after = await post(url, { amount: 1 });

    expect([await before.text(), await after.text()]).toEqual(['{"size":"small"}', 'tiny']);
    expect(between).toMatchObject({ active: true, activeVersion: 1, draftAhead: true });
    expect(between.problems[0]).toContain('Version 1 is on; version 2 is a draft.');
  });

  it('refuses what cannot run or would never start, with the reason', async () => {
    const byHand = await build([{ key: 'start', type: 'core.manual' }]);
    const unfinished = await build([
      { key: 'hook', type: 'core.webhook' },
      { key: 'get', type: 'core.http-request' },
    ]);

    expect(await parley.activate({ claims, workflowId: byHand })).toMatchObject({
      active: false,
      problems: [
        'It starts only by hand. Add a webhook, a form, a schedule or another trigger, so that it can start by itself.',
      ],
    });
    const refused = await parley.activate({ claims, workflowId: unfinished });
    expect(refused.active).toBe(false);
    expect(refused.problems.length).toBeGreaterThan(0);
  });

  it('lists what it will do to others', async () => {
    const workflowId = await build([
      { key: 'hook', type: 'core.webhook' },
      { key: 'send', type: 'core.http-request', params: { method: 'POST', url: 'https://example.com/orders' } },
    ]);

    const { effects } = await parley.activate({ claims, workflowId });

    expect(effects).toHaveLength(1);
    expect(effects[0]).toContain('example.com');
  });

  it('does not run on the check that it answers', async () => {
    const workflowId = await buildOrders();
    await switchOn(workflowId);

    expect(await user.asUser(tx => listExecutions(tx, { workflowId, limit: 5 }))).toEqual([]);
  });
});

describe('the test address', () => {
  it('runs the draft without reaching anybody, on or off', async () => {
    const workflowId = await build([
      { key: 'hook', type: 'core.webhook' },
      {
        key: 'store',
        type: 'core.data-table',
        params: { operation: 'insert', table: 'test orders', values: [{ name: 'id', value: '{{ item.body.id }}' }] },
      },
      { key: 'reply', type: 'core.respond', params: { body: 'stored {{ trigger.body.id }}' } },
    ]);
    const { addresses } = await parley.readActivation({ claims, workflowId });

    const answer = await post(addresses[0]!.testUrl, { id: 5 });
    const { execution, records } = await wait(answer.headers.get('x-parley-run')!);

    expect(await answer.text()).toBe('stored 5');
    expect(execution).toMatchObject({ mode: 'verify', startedBy: 'test-webhook' });
    expect(records.find(({ nodeKey }) => nodeKey === 'store')).toMatchObject({ simulated: true, status: 'succeeded' });
    expect((await post(addresses[0]!.url, { id: 5 })).status).toBe(404);
  });
});

it('nobody else sees the run', async () => {
  const { url } = await switchOn(await buildOrders());
  const executionId = (await post(url, { amount: 1 })).headers.get('x-parley-run')!;
  const stranger: Claims = { sub: crypto.randomUUID(), role: 'authenticated' };

  await expect(asUser(parley.db, stranger, tx => readExecution(tx, { executionId }))).rejects.toMatchObject({
    code: 'execution.not_found',
  });
});

describe('a webhook that only takes calls which prove themselves', () => {
  const secret = 's3cret-of-the-caller';
  const keyed = async (params: Record<string, string>) => {
    const credential = { integration: 'webhook-secret', name: `Caller ${params.check}`, values: { secret } };
    const masterKey = settings().encryptionKey;
    const credentialId = await saveCredential(parley.db, { claims, masterKey, credential });
    const hook = { key: 'hook', type: 'core.webhook', params, options: { credentialId } };
    const workflowId = await build([hook, { key: 'reply', type: 'core.respond', params: { body: 'taken' } }]);
    return switchOn(workflowId);
  };
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).error.code];

  it('is not switched on without its secret', async () => {
    const workflowId = await build([{ key: 'hook', type: 'core.webhook', params: { check: 'github' } }]);
    const { active, problems } = await parley.activate({ claims, workflowId });
    expect([active, problems]).toEqual([false, [expect.stringContaining('needs a key')]]);
  });

  it('knows the secret by its header, and keeps it out of the records', async () => {
    const { url, testUrl } = await keyed({ check: 'header', header: 'X-Shop-Token' });
    const right = await post(url, { a: 1 }, { 'x-shop-token': secret, 'x-shop': 'north' });
    expect([right.status, await right.text()]).toEqual([200, 'taken']);
    expect(await codeOf(await post(url, { a: 1 }))).toEqual([401, 'hook.not_signed']);
    expect(await codeOf(await post(url, { a: 1 }, { 'x-shop-token': `${secret}!` }))).toEqual([401, 'hook.not_signed']);
    expect(await codeOf(await post(testUrl, { a: 1 }))).toEqual([401, 'hook.not_signed']);
    const { execution } = await wait(right.headers.get('x-parley-run')!);
    expect(execution.triggerItems[0]!.headers).toMatchObject({ 'x-shop': 'north' });
    expect(JSON.stringify(execution)).not.toContain(secret);
  });

  it('checks the very bytes that came, and starts nothing for a call that does not fit', async () => {
    const { url } = await keyed({ check: 'github' });
    const body = '{ "amount": 12.50 }';
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    expect((await post(url, body, { 'x-hub-signature-256': signature })).status).toBe(200);
    expect((await post(url, '{"amount":12.5}', { 'x-hub-signature-256': signature })).status).toBe(401);
  });

  it('answers the question that Slack asks first', async () => {
    const { url } = await keyed({ check: 'slack' });
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const time = String(Math.floor(Date.now() / 1_000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
    const answer = await post(url, body, { 'x-slack-request-timestamp': time, 'x-slack-signature': signature });
    expect([answer.headers.get('x-parley-run'), await answer.json()]).toEqual([null, { challenge: 'abc' }]);
  });
});

it('keeps what is no text as a file beside the run, to the byte, for steps that open files', async () => {
  const workflowId = await build([
    { key: 'hook', type: 'core.webhook', params: { method: 'ANY' } },
    { key: 'reply', type: 'core.respond', params: { body: '{{ item }}' } },
  ]);
  const { url } = await switchOn(workflowId);
  const content = Buffer.from([...Array(256).keys()]);
  const sent = await fetch(url, {
    ...{ method: 'POST', body: content },
    headers: { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="logo.png"' },
  });
  const form = new FormData();
  form.set('note', 'hello');
  form.set('scan', new File([content], 'scan.pdf', { type: 'application/pdf' }));
  const parts = await fetch(url, { method: 'POST', body: form });

  for (const [answer, file] of [
    [sent, { field: 'body', name: 'logo.png', type: 'image/png', size: 256 }],
    [parts, { field: 'scan', name: 'scan.pdf', type: 'application/pdf', size: 256 }],
  ] as const) {
    const { files } = (await answer.json()) as { files: [{ file: string }] };
    expect(files).toEqual([{ ...file, file: expect.stringMatching(/^run-file:/) }]);
    const opened = await openRunFile(parley.db, { ownerId: user.id, id: files[0].file.slice('run-file:'.length) });
    expect(opened.equals(content)).toBe(true);
  }
});
