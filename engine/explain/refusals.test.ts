import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import type { Item } from '../workflow/schema';
import { explainExecution } from './explain-execution';
import { answering, explained, run, small } from './testing/run-small';

/** What a service answers, and what is to be made of it; the words are those that services use, for other things. */
interface Case {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
  params?: Record<string, unknown>;
  item?: Record<string, unknown>;
}

const withKey = { headers: [{ name: 'Authorization', value: 'Bearer abc' }] };

async function toldOf({ status = 200, headers = {}, body, params = {}, item = {} }: Case) {
  const server = await answering((_request, response) => {
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  const workflow = small({
    start: { type: 'manual', label: 'Start' },
    call: {
      ...{ type: 'http-request', label: 'Post it', options: { retry: { attempts: 1, delayMs: 1 } } as never },
      params: { method: 'POST', url: `${server.url}/v2/things`, body: { size: '{{ item.size }}' }, ...params },
    },
  });
  try {
    return await explained(workflow, [{ size: 'XL', ...item } as Item]);
  } finally {
    server.close();
  }
}

const refused: [string, Case, string, RegExp, RegExp][] = [
  [
    'an allowance that the plan does not hold',
    {
      status: 429,
      body: {
        error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded for metric calls_free, limit: 0' },
      },
    },
    'billing',
    /limit of 0/,
    /billing/,
  ],
  [
    'credit that is used up',
    {
      status: 400,
      body: { error: { type: 'bad_request', message: 'Balance is too low. Purchase credits to go on.' } },
    },
    'billing',
    /nothing left to spend/,
    /add credit/,
  ],
  ['a status for payment', { status: 402, body: { message: 'Not today' } }, 'billing', /402/, /billing/],
  [
    'a limit that a 403 speaks of',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, body: { message: 'Blocked' } },
    'rate_limited',
    /slow down \(403\)/,
    /after 90 s/,
  ],
  [
    'a limit with its time in the answer',
    {
      status: 429,
      body: { ok: false, description: 'Too Many Requests: retry later', parameters: { retry_after: 31 } },
    },
    'rate_limited',
    /The workflow itself is right/,
    /after 31 s/,
  ],
  [
    'an allowance of the day',
    { status: 429, body: { error: 'Daily limit reached' } },
    'rate_limited',
    /Daily limit/,
    /begins anew/,
  ],
  [
    'a key that nobody sent',
    { status: 401, body: { message: 'Who is there?' } },
    'unauthorized',
    /sent no key/,
    /Choose a key/,
  ],
  [
    'a key behind a 400',
    { status: 400, body: { error: { message: 'API key is not valid for this project' } }, params: withKey },
    'unauthorized',
    /did not accept the key/,
    /Check the key/,
  ],
  [
    'a key that has run out',
    {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The refresh token was revoked' },
      params: withKey,
    },
    'unauthorized',
    /run out or was withdrawn/,
    /Make a new key/,
  ],
  [
    'somebody who is not in the room',
    { status: 403, body: { description: 'Forbidden: the bot is not a participant of this room' }, params: withKey },
    'forbidden',
    /does not belong/,
    /Add it there/,
  ],
  [
    'a right behind a 400',
    { status: 400, body: { message: 'Not enough rights to pin a note' }, params: withKey },
    'forbidden',
    /The workflow itself can stay/,
    /give them to the key/,
  ],
  [
    'a scope, by its name',
    { status: 403, body: { error: 'missing_scope', needed: 'notes:write' }, params: withKey },
    'forbidden',
    /without the right/,
    /`notes:write`/,
  ],
  [
    'something that was not shared',
    { status: 404, body: { code: 'object_not_found', message: 'No page 7. Is it shared with your integration?' } },
    'forbidden',
    /never shared/,
    /Share it/,
  ],
  [
    'a part of the service that is off',
    {
      status: 403,
      body: { error: { message: 'The Calendar API has not been used in project 7 before' } },
      params: withKey,
    },
    'forbidden',
    /not switched on/,
    /Switch it on/,
  ],
  [
    'a value, though it speaks of permissions',
    {
      status: 422,
      body: { error: { type: 'INVALID_SELECT_OPTION', message: 'Insufficient permissions to add select option "XL"' } },
    },
    'wrong_value',
    /`size` was "XL".*it is the value that is refused/,
    /spelled exactly/,
  ],
  [
    'a value that was written as in an address',
    { status: 400, body: { message: 'No such sheet: Two%20Words' }, item: { size: 'Two%20Words' } },
    'not_found',
    /`size` was "Two%20Words"/,
    /Check whether that value/,
  ],
  [
    'a range whose sheet stands without quotes',
    { status: 400, body: { error: { message: 'Cannot use range: Open orders!B7' } } },
    'bad_request',
    /does not prove it/,
    /single quotes/,
  ],
  [
    'a field by the place of its message',
    { status: 422, body: { detail: [{ loc: ['body', 'size'], msg: 'must be a number' }] } },
    'bad_request',
    /"size: must be a number".*`size` was "XL"/,
    /Correct `size`/,
  ],
  [
    'what is there already',
    { status: 409, body: { errors: { size: ['has already been taken'] } } },
    'wrong_value',
    /has that already/,
    /Look it up first/,
  ],
  ['too much', { status: 413, body: { message: 'Too big' } }, 'wrong_value', /more than/, /Send less/],
  [
    'an address without https',
    { status: 400, body: { message: 'callback_url: an HTTPS address must be given' } },
    'configuration',
    /https only/,
    /PARLEY_PUBLIC_URL/,
  ],
  ['another method', { status: 405, body: {} }, 'configuration', /does not take POST/, /another method/],
];

describe('a service that refuses', () => {
  it.each(refused)('means %s', async (_what, answer, cause, sentence, nextStep) => {
    const told = await toldOf(answer);
    expect(told.cause).toMatchObject({ class: cause, node: 'call' });
    expect(told.sentence).toMatch(sentence);
    expect(told.nextStep).toMatch(nextStep);
    expect(told.fix).toBeNull();
    expect(told.evidence.map(({ path }) => path)).toContain('error.details.reason');
  });

  it.each([500, 502, 503, 504, 522, 529])('is at fault itself with %i, whatever it says', async status => {
    const told = await toldOf({ status, body: { message: 'Quota exceeded: permission denied for invalid api key' } });
    expect(told).toMatchObject({ cause: { class: 'provider_fault', confidence: 'certain' }, fix: null });
    expect(told.sentence).toContain('nothing in the workflow needs to change');
  });
});

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
