import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { checkSignature, type SignedCall } from './webhook-signatures';

const bytes = Buffer.from('{"amount": 12.50, "name": "Zoë"}');
const now = new Date('2026-03-02T08:00:00Z');
const time = String(now.getTime() / 1_000);
const secret = "It's a Secret to Everybody";
const hex = (key: string, text: string | Buffer) => createHmac('sha256', key).update(text).digest('hex');
const whsec = `whsec_${Buffer.from('a key of twenty-four byt').toString('base64')}`;
const standard = (at = now) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': new Webhook(whsec).sign('msg_1', at, bytes.toString()),
});

const signed: Record<SignedCall['form'], { secret: string; headers(seconds: string): Record<string, string> }> = {
  header: { secret, headers: () => ({ 'x-webhook-secret': secret }) },
  github: { secret, headers: () => ({ 'x-hub-signature-256': `sha256=${hex(secret, bytes)}` }) },
  stripe: {
    secret: 'whsec_test',
    headers: at => ({
      'stripe-signature': `t=${at},v0=x,v1=${'0'.repeat(64)},v1=${hex('whsec_test', `${at}.${bytes}`)}`,
    }),
  },
  slack: {
    secret,
    headers: at => ({ 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hex(secret, `v0:${at}:${bytes}`)}` }),
  },
  standard: { secret: whsec, headers: at => standard(new Date(Number(at) * 1_000)) },
};

const check = (form: SignedCall['form'], headers: Record<string, string>, more: Partial<SignedCall> = {}) =>
  checkSignature({ form, secret: signed[form].secret, headers: new Headers(headers), bytes, now, ...more });

describe.each(Object.keys(signed) as SignedCall['form'][])('a call signed in the form of %s', form => {
  const { headers } = signed[form];
  const isTimed = !['header', 'github'].includes(form);

  it('is taken, and with one byte or the secret changed it is not', () => {
    expect(check(form, headers(time))).toBeNull();
    expect(check(form, {})).toBe('missing');
    expect(check(form, headers(time), { secret: `${signed[form].secret.slice(0, -4)}AAAA` })).toBe('wrong');
    if (form !== 'header') expect(check(form, headers(time), { bytes: Buffer.from(`${bytes} `) })).toBe('wrong');
    const broken = Object.fromEntries(Object.entries(headers(time)).map(([name, value]) => [name, value.slice(0, -1)]));
    expect(check(form, broken)).toBe('wrong');
  });

  it.runIf(isTimed)('is too old, or from too far ahead, after five minutes', () => {
    const at = (seconds: number) => headers(String(Number(time) + seconds));
    expect([-299, 299, -301, 301].map(seconds => check(form, at(seconds)))).toEqual([null, null, 'old', 'old']);
  });
});

it('is what GitHub gives as its own example', () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const headers = { 'x-hub-signature-256': signature };
  expect(check('github', headers, { bytes: Buffer.from('Hello, World!') })).toBeNull();
});

it('is what Slack gives as its own example', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const headers = {
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  };
  const example = { bytes: Buffer.from(body), secret: '8f742231b10e8888abcd99yyyzzz85a5' };
  expect(check('slack', headers, { ...example, now: new Date(1_531_420_618_000) })).toBeNull();
  expect(check('slack', headers, example)).toBe('old');
});

it('takes a header of any name, and a token as a bearer', () => {
  const more = { header: 'Authorization' };
  expect(check('header', { authorization: `Bearer ${secret}` }, more)).toBeNull();
  expect(check('header', { 'x-webhook-secret': secret }, more)).toBe('missing');
});
