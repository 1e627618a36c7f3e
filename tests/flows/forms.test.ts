import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { load } from 'cheerio';
import { afterAll, describe, expect, it } from 'vitest';
import { formLimits, formToken } from '@/app/_server/form-guard';
import { GET as showLive, POST as takeLive } from '@/app/forms/[formId]/route';
import { GET as showTest, POST as takeTest } from '@/app/forms/[formId]/test/route';
import * as talkLive from '@/app/talk/[pageId]/route';
import * as talkTest from '@/app/talk/[pageId]/test/route';
import { asUser, type Database, openDatabase } from '@/database/connection';
import { listExecutions } from '@/database/executions';
import { releaseSubmission, takeSubmission } from '@/database/form-submissions';
import { openRunFile, readRunFile } from '@/database/run-files';
import type { NewNode } from '@/engine/workflow/change';
import { startRunning } from '@/tests/support/running';

const { parley, hooks, user, build, wait } = await startRunning();
const { claims } = user;
const forms = await serveForms();

/** The form routes behind a plain HTTP server, as Next.js would call them. */
async function serveForms() {
  const server = createServer((message, reply) => {
    const [, page, formId = '', isTest] = /^\/(forms|talk)\/([^/?]+)(\/test)?$/.exec(message.url ?? '') ?? [];
    const hasBody = message.method === 'POST';
    const body = hasBody ? { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' } : {};
    const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = new Request(`http://127.0.0.1${message.url}`, {
      method: message.method,
      headers,
      ...body,
    } as RequestInit);
    const answer = hasBody ? (isTest ? takeTest : takeLive) : isTest ? showTest : showLive;
    const talk = (isTest ? talkTest : talkLive)[hasBody ? 'POST' : 'GET'];
    const answered =
      page === 'talk'
        ? talk(request, { params: Promise.resolve({ pageId: formId }) })
        : answer(request, { params: Promise.resolve({ formId }) });
    void answered.then(async response => {
      // What was refused unread is still on its way: no second request follows it on that connection.
      const headers = { ...Object.fromEntries(response.headers), connection: 'close' };
      reply.writeHead(response.status, headers).end(await response.text());
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    return new Promise<void>(resolve => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { at: (url: string) => url.replace(`:${hooks.port}/`, `:${port}/`) };
}

const contact = (params: Record<string, unknown> = {}): NewNode[] => [
  {
    key: 'form',
    type: 'core.form',
    params: {
      title: 'Contact <us> & co',
      description: 'We answer "soon".',
      fields: [
        { name: 'name', required: true },
        { name: 'email', label: 'E-mail', type: 'email', required: true, help: 'We never give it away.' },
        { name: 'topic', type: 'choice', choices: ['Sales', 'Help'] },
        { name: 'days', type: 'choices', choices: ['Mon', 'Tue', 'Wed'] },
        { name: 'guests', type: 'number' },
        { name: 'news', label: 'Send me news', type: 'yes-no' },
        { name: 'message', type: 'paragraph' },
      ],
      ...params,
    } as NewNode['params'] & object,
  },
  { key: 'keep', type: 'core.data-table', params: { operation: 'insert', table: 'contacts', values: [] } },
];

async function open(nodes: readonly NewNode[] = contact()) {
  const workflowId = await build(nodes);
  const { addresses, problems } = await parley.activate({ claims, workflowId });
  expect(problems).toEqual([]);
  const { url, testUrl } = addresses[0]!;
  expect(url).toMatch(/\/forms\/[0-9a-f-]{36}$/);
  return { workflowId, url: forms.at(url), testUrl: forms.at(testUrl), id: url.split('/').at(-1)! };
}

const good = { name: 'Ada', email: 'ada@example.com', topic: 'Help', guests: '2', news: 'yes', message: 'Hi\r\nthere' };

/** What a browser sends; `token` as of a page that was opened some seconds ago. */
function send(
  url: string,
  formId: string,
  values: Record<string, string | string[]>,
  headers: Record<string, string> = {},
) {
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map(entry => [name, entry]));
  const body = new URLSearchParams([['_form', formToken(formId, Date.now() - 5_000)], ...pairs]);
  return fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
}

const runsOf = (workflowId: string) => user.asUser(tx => listExecutions(tx, { workflowId, limit: 50 }));

describe('a form', () => {
  it('is a page that needs no script and lets nobody write into it', async () => {
    const { url } = await open();
    const answer = await fetch(url);
    const page = await answer.text();
    const $ = load(page);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect($('h1').text()).toBe('Contact <us> & co');
    expect(page).not.toMatch(/<script|<us>/);
    for (const name of ['name', 'email', 'topic', 'guests', 'message']) expect($(`label[for=${name}]`).length).toBe(1);
    expect($('[name=email]').attr('aria-describedby')).toBe('email-help');
    expect($('[name=email]').attr('required')).toBeDefined();
    expect(
      $('select[name=topic] option')
        .map((_, option) => $(option).text())
        .get(),
    ).toEqual(['Please choose', 'Sales', 'Help']);
    expect($('input[name=days]').length).toBe(3);
  });

  it('starts the workflow with what was filled in, once, and says thank you', async () => {
    const { url, id, workflowId } = await open();
    const body = new URLSearchParams({ _form: formToken(id, Date.now() - 5_000), ...good, days: 'Mon' });
    body.append('days', 'Wed');
    const press = () => fetch(url, { method: 'POST', body });
    const answers = await Promise.all([press(), press()]);

    expect(await answers[0]!.text()).toContain('Thank you. Your answer has arrived.');
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const runs = await runsOf(workflowId);
    expect(runs).toHaveLength(1);
    const { execution, records } = await wait(runs[0]!.id);
    expect(execution).toMatchObject({ status: 'succeeded', mode: 'live', startedBy: 'webhook' });
    expect(execution.triggerItems).toEqual([
      {
        submitted_at: expect.stringMatching(/^\d{4}-.*Z$/),
        ...{ name: 'Ada', email: 'ada@example.com', topic: 'Help', days: ['Mon', 'Wed'] },
        ...{ guests: 2, news: true, message: 'Hi\nthere' },
      },
    ]);
    expect(records.at(-1)!.outputs.next).toMatchObject([{ name: 'Ada' }]);
  });

  it('is shown again with what is wrong, and keeps what was right', async () => {
    const { url, id, workflowId } = await open();
    const wrong = {
      name: ' ',
      email: 'ada@',
      topic: 'Spam',
      days: ['Mon', 'Nope'],
      guests: 'many',
      message: '<b>"kept"</b>',
    };
    const answer = await send(url, id, wrong);
    const $ = load(await answer.text());

    expect(answer.status).toBe(422);
    expect($('[role=alert]').text()).toBe('5 answers need another look.');
    expect($('#name-problem').text()).toBe('Please fill this in.');
    expect($('#email-problem').text()).toMatch(/no e-mail address/);
    expect($('[name=email]').attr('aria-invalid')).toBe('true');
    expect($('[name=email]').val()).toBe('ada@');
    expect($('[name=message]').text()).toContain('<b>"kept"</b>');
    expect($('[name=days][value=Mon]').attr('checked')).toBeDefined();
    expect(await runsOf(workflowId)).toEqual([]);
  });

  it('goes on to another page where it is told to', async () => {
    const { url, id } = await open(contact({ redirect: 'https://example.com/thanks' }));
    const answer = await send(url, id, good);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://example.com/thanks']);
  });

  it('is open only while the workflow is on, and only at its own address', async () => {
    const { url, testUrl, id, workflowId } = await open();
    await parley.deactivate({ claims, workflowId });
    for (const answer of [
      await fetch(url),
      await send(url, id, good),
      await fetch(url.replace(id, crypto.randomUUID())),
      await fetch(url.replace(id, 'x')),
    ])
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('This form is not open.')]);
    expect((await fetch(testUrl)).status).toBe(200);
    const other = await build([{ key: 'hook', type: 'core.webhook', params: {} }]);
    const { addresses } = await parley.activate({ claims, workflowId: other });
    expect((await fetch(forms.at(addresses[0]!.url.replace('/api/hooks/', '/forms/')))).status).toBe(404);
    expect((await fetch(addresses[0]!.url.replace(/[^/]+$/, id), { method: 'POST' })).status).toBe(404);
  });

  it('has a test version for its owner that runs the draft and reaches nobody', async () => {
    const { testUrl, workflowId } = await open(contact({ title: 'Draft' }));
    const testId = testUrl.split('/').at(-2)!;
    expect(await (await fetch(testUrl)).text()).toContain('This is a test of the form.');
    expect((await send(testUrl, testId, good)).status).toBe(200);
    const [run] = await runsOf(workflowId);
    const { execution, records } = await wait(run!.id);
    expect(execution).toMatchObject({ mode: 'verify', status: 'succeeded' });
    expect(records.find(({ nodeKey }) => nodeKey === 'keep')).toMatchObject({ simulated: true });
  });
});

describe('a form that asks for a file', () => {
  const asks = (): NewNode[] => [
    {
      key: 'form',
      type: 'core.form',
      params: {
        title: 'Orders',
        fields: [
          { name: 'shop', required: true },
          { name: 'list', label: 'List of orders', type: 'file', required: true },
          { name: 'photo', type: 'file' },
        ],
      },
    },
    { key: 'read', type: 'core.read-csv', params: { text: '{{ item.list }}' } },
    { key: 'keep', type: 'core.data-table', params: { operation: 'insert', table: 'sent in', values: [] } },
  ];
  const csv = new Blob(['sku,count\nA1,2\nB2,5\n'], { type: 'text/csv' });

  function post(url: string, formId: string, files: Record<string, [Blob, string]>) {
    const body = new FormData();
    body.set('_form', formToken(formId, Date.now() - 5_000));
    body.set('shop', 'Bonn');
    for (const [field, [file, name]] of Object.entries(files)) body.set(field, file, name);
    return fetch(url, { method: 'POST', body, redirect: 'manual' });
  }

  it('keeps it by reference, opens it for the steps, and gives it to its owner alone', async () => {
    const { url, id, workflowId } = await open(asks());
    const $ = load(await (await fetch(url)).text());
    expect([$('form').attr('enctype'), $('input[name=list]').attr('type')]).toEqual(['multipart/form-data', 'file']);

    expect((await post(url, id, { list: [csv, 'C:\\orders.csv'] })).status).toBe(200);
    const [run] = await runsOf(workflowId);
    const { execution, records } = await wait(run!.id);
    const list = { name: 'orders.csv', type: 'text/csv', size: 20, file: expect.stringMatching(/^run-file:/) };
    expect(execution.triggerItems).toEqual([{ submitted_at: expect.any(String), shop: 'Bonn', list, photo: null }]);
    expect(records.at(-1)!.outputs.next).toMatchObject([{ sku: 'A1' }, { sku: 'B2', count: expect.anything() }]);
    expect(JSON.stringify(records)).not.toContain(Buffer.from('sku,count').toString('base64').slice(0, 10));

    const fileId = (execution.triggerItems[0]!.list as { file: string }).file.slice('run-file:'.length);
    expect((await user.asUser(tx => readRunFile(tx, { id: fileId }))).content.toString()).toContain('B2,5');
    const stranger = crypto.randomUUID();
    await expect(
      asUser(parley.db, { ...claims, sub: stranger }, tx => readRunFile(tx, { id: fileId })),
    ).rejects.toMatchObject({ code: 'attachment.not_found' });
    await expect(openRunFile(parley.db, { ownerId: stranger, id: fileId })).rejects.toMatchObject({
      code: 'attachment.not_found',
    });
  });

  it('says what is wrong with it, and starts nothing', async () => {
    const { url, id, workflowId } = await open(asks());
    const none = await post(url, id, {});
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Please choose a file.')]);
    const large = new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]);
    const tooLarge = await post(url, id, { list: [large, 'large.csv'] });
    expect([tooLarge.status, await tooLarge.text()]).toEqual([422, expect.stringContaining('At most 10 MB')]);
    const huge = new Blob([new Uint8Array(26 * 1024 * 1024)]);
    expect((await post(url, id, { list: [huge, 'huge.csv'] })).status).toBe(413);
    expect(await runsOf(workflowId)).toEqual([]);
  });
});

describe('programs that fill in forms', () => {
  it('start nothing: no page asked for, too quick, the trap filled, or a token of another form', async () => {
    const { url, id, workflowId } = await open();
    const post = (extra: Record<string, string>) =>
      fetch(url, { method: 'POST', body: new URLSearchParams({ ...good, ...extra }) });
    const odd = [
      {},
      { _form: 'x' },
      { _form: formToken(id) },
      { _form: formToken(id, Date.now() - 90_000_000) },
      { _form: formToken(crypto.randomUUID(), Date.now() - 5_000) },
    ];
    for (const extra of odd as Record<string, string>[]) expect((await post(extra)).status).toBe(422);
    const trapped = await send(url, id, { ...good, _website: 'https://spam.example' });
    expect([trapped.status, await trapped.text()]).toEqual([200, expect.stringContaining('Thank you')]);
    expect(await runsOf(workflowId)).toEqual([]);
  });

  it('are held back when there are too many, and large bodies are refused', async () => {
    const { url, id, workflowId } = await open();
    const from = { 'x-forwarded-for': '203.0.113.7' };
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const body = new URLSearchParams({ ...good, _form: formToken(id, Date.now() - 5_000 - count) });
      statuses.push((await fetch(url, { method: 'POST', body, headers: from })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    expect(await runsOf(workflowId)).toHaveLength(10);
    expect((await send(url, id, { ...good, message: 'x'.repeat(400_000) })).status).toBe(413);
    const long = await send(url, id, { ...good, message: 'x'.repeat(10_001) });
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('At most 10000 characters')]);
  });

  it('meet one limit for all processes together, and each page is taken once', async () => {
    const { id } = await open();
    const other = openDatabase({
      serviceUrl: process.env.PARLEY_DATABASE_SERVICE_URL!,
      appUrl: process.env.PARLEY_DATABASE_APP_URL!,
    });
    const take = (db: Database, token: string) =>
      takeSubmission(db, { formId: id, sender: '203.0.113.9', token, limits: formLimits });
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => take(index % 2 === 0 ? parley.db : other, `page ${index >> 1}`)),
    );
    await other.close();
    expect(answers.filter(answer => answer === 'taken')).toHaveLength(10);
    expect(await take(parley.db, 'one more')).toBe('too_many');
    await releaseSubmission(parley.db, { formId: id, token: 'page 0' });
    await releaseSubmission(parley.db, { formId: id, token: 'page 1' });
    expect(['taken', 'too_many']).toContain(await take(parley.db, 'page 0'));
  });
});

describe('a chat page', () => {
  const chatting = (more: NewNode[] = []): NewNode[] => [
    { key: 'chat', type: 'core.chat', params: { title: 'Ask <us>', greeting: 'Good morning.' } },
    ...more,
  ];
  const reply = (body: string): NewNode => ({ key: 'reply', type: 'core.respond', params: { body } });

  async function openTalk(nodes: readonly NewNode[]) {
    const workflowId = await build(nodes);
    const { addresses, problems } = await parley.activate({ claims, workflowId });
    expect(problems).toEqual([]);
    const { url, testUrl } = addresses[0]!;
    expect(url).toMatch(/\/talk\/[0-9a-f-]{36}$/);
    return { workflowId, url: forms.at(url), testUrl: forms.at(testUrl), id: url.split('/').at(-1)! };
  }

  /** What a browser sends from the page that it has; each with a proof of its own that it asked for the page. */
  let asked = 0;
  async function write(url: string, message: string, talk = '') {
    const id = url.replace('/test', '').split('/').at(-1)!;
    const body = new URLSearchParams({ _form: formToken(id, Date.now() - 5_000 - ++asked), _talk: talk, message });
    const answer = await fetch(url, { method: 'POST', body });
    const $ = load(await answer.text());
    const said = $('.talk li p')
      .map((_, line) => $(line).text())
      .get();
    return { status: answer.status, said, talk: String($('[name=_talk]').val() ?? ''), $ };
  }

  it('shows what the workflow answers, and remembers what was said before', async () => {
    const { url, workflowId } = await openTalk(
      chatting([reply('{{ item.history.length }}: {{ item.message }}, {{ item.conversation.length }}')]),
    );
    const page = load(await (await fetch(url)).text());
    expect(page('h1').text()).toBe('Ask <us>');
    expect(page('label[for=message]').text()).toBe('Your message');

    const first = await write(url, 'Hello <b>you</b>');
    const second = await write(url, 'And again', first.talk);

    expect(first).toMatchObject({
      status: 200,
      said: ['Good morning.', 'Hello <b>you</b>', '0: Hello <b>you</b>, 36'],
    });
    expect(second.said.slice(3)).toEqual(['And again', '2: And again, 36']);
    const runs = await runsOf(workflowId);
    expect(runs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect((await wait(runs[0]!.id)).execution.startedBy).toBe('chat');
  });

  it('says what the last step came to where none answers, and a sentence where it failed', async () => {
    const set = (value: string): NewNode => ({
      ...{ key: 'say', type: 'core.set' },
      params: { fields: [{ name: 'answer', value }] },
    });
    const { url, testUrl } = await openTalk(chatting([set('You wrote {{ item.message }}')]));
    expect((await write(url, 'hi')).said.at(-1)).toBe('You wrote hi');
    expect((await write(testUrl, 'hi')).$('.test').text()).toContain('This is a test of the chat');
    const broken = await openTalk(chatting([set('{{ JSON.parse(item.message).name }}')]));
    expect((await write(broken.url, 'hi')).said.at(-1)).toContain('No answer could be made');
  });

  it('takes nothing that is empty or too long, and keeps what was written', async () => {
    const { url, id } = await openTalk(chatting([reply('ok')]));
    expect(await write(url, '   ')).toMatchObject({ status: 422 });
    const long = await write(url, 'x'.repeat(4_001));
    expect(long.$('[role=alert]').text()).toContain('at most 4,000 characters');
    expect(long.$('textarea').text()).toContain('xxx');
    const forged = await write(url, 'hi', `${Buffer.from('{"id":"x","said":[]}').toString('base64url')}.nonsense`);
    expect(forged.said).toEqual(['Good morning.', 'hi', 'ok']);
    const stale = await fetch(url, { method: 'POST', body: new URLSearchParams({ _form: 'none', message: 'hi' }) });
    expect(stale.status).toBe(422);
    expect((await fetch(url.replace(id, crypto.randomUUID()))).status).toBe(404);
  });

  it('is closed while the workflow is off', async () => {
    const { url, workflowId } = await openTalk(chatting([reply('ok')]));
    await parley.deactivate({ claims, workflowId });
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('This chat is not open')]);
  });
});
