import { describe, expect, it } from 'vitest';
import { type Case, toldOf, withKey } from './testing/told-of';

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
