import { createHmac, timingSafeEqual } from 'node:crypto';

/** Ways in which a caller proves that it knows the secret. */
export const signatureForms = ['none', 'header', 'github', 'stripe', 'slack', 'standard'] as const;
export type SignatureForm = (typeof signatureForms)[number];

/** Why a call is not taken; null when it is right. */
export type SignatureProblem = 'missing' | 'wrong' | 'old' | null;

export interface SignedCall {
  form: Exclude<SignatureForm, 'none'>;
  secret: string;
  headers: { get(name: string): string | null };
  /** As they came over the wire: a parsed and written JSON is another text. */
  bytes: Buffer;
  /** Of `header`: which. */
  header?: string;
  now: Date;
}

/** Older or newer than this and a recorded call could be sent again; what Stripe, Slack and Standard Webhooks use. */
const toleranceSeconds = 300;

/** Rules as the services publish them; every comparison takes the same time whatever was sent. */
export function checkSignature(call: SignedCall): SignatureProblem {
  switch (call.form) {
    case 'header':
      return checkHeader(call);
    case 'github':
      return checkGithub(call);
    case 'stripe':
      return checkStripe(call);
    case 'slack':
      return checkSlack(call);
    case 'standard':
      return checkStandard(call);
  }
}

/** Hashed first, so that not even the length of the secret shows. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHmac('sha256', 'same').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

const hmac = (key: string | Buffer, ...parts: readonly (string | Buffer)[]) => {
  const sum = createHmac('sha256', key);
  for (const part of parts) sum.update(part);
  return sum;
};

const isOld = (seconds: string, now: Date) =>
  !/^\d{1,12}$/.test(seconds) || Math.abs(now.getTime() / 1_000 - Number(seconds)) > toleranceSeconds;

function checkHeader({ headers, header = 'x-webhook-secret', secret }: SignedCall): SignatureProblem {
  const given = headers.get(header.toLowerCase());
  if (given === null) return 'missing';
  return isSame(given.replace(/^Bearer /i, ''), secret) ? null : 'wrong';
}

/** docs.github.com/webhooks: `X-Hub-Signature-256: sha256=` and the body's HMAC in hex. It carries no time. */
function checkGithub({ headers, secret, bytes }: SignedCall): SignatureProblem {
  const given = headers.get('x-hub-signature-256');
  if (given === null) return 'missing';
  return isSame(given, `sha256=${hmac(secret, bytes).digest('hex')}`) ? null : 'wrong';
}

/** docs.stripe.com/webhooks: `Stripe-Signature: t=…,v1=…`, over `t.body`; several v1 while a secret is being changed. */
function checkStripe({ headers, secret, bytes, now }: SignedCall): SignatureProblem {
  const given = headers.get('stripe-signature');
  if (given === null) return 'missing';
  const pairs = given.split(',').map(pair => pair.trim().split('=', 2) as [string, string?]);
  const time = pairs.find(([name]) => name === 't')?.[1] ?? '';
  const wanted = hmac(secret, `${time}.`, bytes).digest('hex');
  const isRight = pairs.filter(([name, value = '']) => name === 'v1' && isSame(value, wanted)).length > 0;
  if (!isRight) return 'wrong';
  return isOld(time, now) ? 'old' : null;
}

/** docs.slack.dev, verifying requests: `X-Slack-Signature: v0=…`, over `v0:time:body`. */
function checkSlack({ headers, secret, bytes, now }: SignedCall): SignatureProblem {
  const [given, time] = [headers.get('x-slack-signature'), headers.get('x-slack-request-timestamp')];
  if (given === null || time === null) return 'missing';
  if (!isSame(given, `v0=${hmac(secret, `v0:${time}:`, bytes).digest('hex')}`)) return 'wrong';
  return isOld(time, now) ? 'old' : null;
}

/** standardwebhooks.com: `webhook-signature: v1,…` in base64, over `id.time.body`; the secret is base64 after `whsec_`. */
function checkStandard({ headers, secret, bytes, now }: SignedCall): SignatureProblem {
  const of = (name: string) => headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`);
  const [id, time, given] = [of('id'), of('timestamp'), of('signature')];
  if (id === null || time === null || given === null) return 'missing';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = `v1,${hmac(key, `${id}.${time}.`, bytes).digest('base64')}`;
  if (given.split(' ').filter(each => isSame(each, wanted)).length === 0) return 'wrong';
  return isOld(time, now) ? 'old' : null;
}
