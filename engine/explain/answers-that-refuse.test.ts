import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { explainExecution } from './explain-execution';
import { answering, explained, run, small } from './testing/run-small';
import { toldOf } from './testing/told-of';

describe('a body that cannot be read', () => {
  const malformed = { status: 400, body: { message: 'Malformed JSON in request' } };

  it.each<[string, string, unknown]>([
    [
      'text made into JSON twice',
      '{{ JSON.stringify(JSON.stringify({ size: item.size })) }}',
      '{{ { size: item.size } }}',
    ],
    [
      'text put together',
      '{"size": "{{ item.size }}", "count": {{ item.count }}, "tags": ["a", "b {{ item.size }}"]}',
      { size: '{{ item.size }}', count: '{{ item.count }}', tags: ['a', 'b {{ item.size }}'] },
    ],
  ])('is %s, and becomes the object', async (_what, body, meant) => {
    const told = await toldOf({ ...malformed, params: { body }, item: { size: 'a "b"', count: 3 } });
    expect(told.cause).toMatchObject({ class: 'bad_request', confidence: 'likely' });
    expect(told.fix!.changes).toMatchObject([{ params: { body: meant } }]);
    expect(told.proof).toBe('untested');
  });

  it.each(['{{ item.size }}', '{{ JSON.stringify(item.a) + JSON.stringify(item.b) }}', 'size={{ item.size }}'])(
    'has no fix where nobody knows what was meant: %s',
    async body => {
      const told = await toldOf({ ...malformed, params: { body }, item: { a: 1, b: 2 } });
      expect(told).toMatchObject({ cause: { class: 'bad_request' }, fix: null });
    },
  );
});

describe('a no within an answer of success', () => {
  it.each([
    [{ ok: false, error: 'not_in_channel' }, 'forbidden', 'outputs.next[0].body.error'],
    [{ ok: false, error: 'token_expired' }, 'unauthorized', 'outputs.next[0].body.error'],
    [{ success: false, message: 'Rate limit reached' }, 'rate_limited', 'outputs.next[0].body.message'],
    [{ data: null, errors: [{ message: 'Field "colour" is unknown' }] }, 'bad_request', 'outputs.next[0].body.errors'],
  ])('is found where nothing failed: %j', async (body, cause, path) => {
    const told = await toldOf({ body });
    expect(told.recorded.execution.status).toBe('succeeded');
    expect(told).toMatchObject({ cause: { class: cause, node: 'call' }, fix: null });
    expect(told.evidence.map(one => one.path)).toContain(path);
  });

  it.each([
    { ok: true, error: null },
    { data: { id: 1 }, errors: [] },
    { error: '' },
    { status: 'done' },
    [{ ok: false }],
  ])('is not made up: %j', async body => {
    const told = await toldOf({ body });
    expect(told.cause.class).toBe('unknown');
  });

  it('is the reason for what a later step misses', async () => {
    const server = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"ok":false,"error":"missing_scope","needed":"users:read"}');
    });
    const workflow = small({
      start: { type: 'manual' },
      ask: { type: 'http-request', params: { url: server.url } },
      keep: { type: 'set', params: { fields: [{ name: 'id', value: '{{ item.body.user.id }}' }] } },
    });
    const told = await explained(workflow, [{}]);
    server.close();
    expect(told).toMatchObject({ cause: { class: 'forbidden', node: 'keep', origin: 'ask' }, fix: null });
    expect(told.nextStep).toContain('`users:read`');
  });

  it('takes the place of a list that is asked for, and is tried again where that helps', async () => {
    let calls = 0;
    const server = await answering((_request, response) => {
      calls += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(calls === 1 ? '{"ok":false,"error":"ratelimited"}' : '{"ok":false,"error":"channel_not_found"}');
    });
    const options = { retry: { attempts: 2, delayMs: 1 } } as never;
    const workflow = small({
      start: { type: 'manual' },
      ask: { type: 'http-request', params: { url: server.url, itemsPath: 'members' }, options },
    });
    const told = await explained(workflow, [{}]);
    server.close();
    expect(calls).toBe(2);
    expect(told.cause.class).toBe('not_found');
    expect(told.sentence).toContain('channel_not_found');
  });

  it('is a page to sign in, where data was expected', async () => {
    const told = await toldOf({ body: '<!doctype html><title>Sign in to go on</title>' });
    expect(told.cause).toMatchObject({ class: 'answer_unreadable', confidence: 'likely' });
    expect(told.nextStep).toContain('key');
  });
});

describe('a failure that an earlier step passed on', () => {
  it('is the cause, and not the field that is missing then', async () => {
    const server = await answering((_request, response) => response.writeHead(503).end('down'));
    const workflow = small({
      start: { type: 'manual' },
      ask: {
        ...{ type: 'http-request', params: { url: server.url } },
        options: { onError: 'continue', retry: { attempts: 1, delayMs: 1 } } as never,
      },
      keep: { type: 'set', params: { fields: [{ name: 'id', value: '{{ item.body.id }}' }] } },
    });
    const told = await explained(workflow, [{}]);
    server.close();
    expect(told).toMatchObject({ cause: { class: 'provider_fault', node: 'keep', origin: 'ask' }, fix: null });
  });
});

describe('a mail server', () => {
  it.each([
    [535, 'Authentication credentials invalid', 'unauthorized', /app password/],
    [534, 'Application-specific password required', 'unauthorized', /app password/],
    [554, 'Relay access denied', 'forbidden', /account/],
  ])('that answers %i %s', async (status, reason, cause, nextStep) => {
    const workflow = small({ start: { type: 'manual' }, mail: { type: 'send-email', label: 'Tell her' } });
    const recorded = await run(workflow, [{}]);
    const code = status < 550 ? 'node.unauthorized' : 'node.refused';
    const error = { code, message: reason, details: { service: 'mail.example.com', status, reason }, itemIndex: 0 };
    const records = recorded.records.map(record => (record.nodeKey === 'mail' ? { ...record, error } : record));
    const execution = { ...recorded.execution, error: { ...error, nodeKey: 'mail' } };
    const told = explainExecution({ execution, records, nodeTypes });
    expect(told).toMatchObject({ cause: { class: cause, node: 'mail' }, fix: null });
    expect(told.nextStep).toMatch(nextStep);
  });
});
