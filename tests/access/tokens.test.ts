import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { signAccessToken, verifyAccessToken } from '@/database/access-token';

const secret = 'a secret of this installation, long enough';
const bytes = (text: string) => new TextEncoder().encode(text);
const sub = crypto.randomUUID();
const good = { role: 'authenticated', email: 'ann@example.test' };

interface Forged {
  claims?: Record<string, unknown>;
  alg?: string;
  key?: Parameters<SignJWT['sign']>[0];
  audience?: string;
  expires?: string | number;
}

const token = ({
  claims = good,
  alg = 'HS256',
  key = bytes(secret),
  audience = 'authenticated',
  expires = '1h',
}: Forged = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg })
    .setSubject(sub)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const anHourAgo = Math.floor(Date.now() / 1000) - 3_600;

describe('an access token', () => {
  it('is taken when we signed it, for those who are signed in, and its time is not over', async () => {
    const user = { id: sub, email: 'ann@example.test', app_metadata: {}, user_metadata: {} };
    const ours = await signAccessToken({ user: user as never, sessionId: crypto.randomUUID(), secret });

    expect(await verifyAccessToken(ours, secret)).toMatchObject({ sub, role: 'authenticated' });
    expect(await verifyAccessToken(await token(), secret)).toMatchObject({ sub });
  });

  it.each<[string, () => Promise<string>]>([
    ['signed with another key', () => token({ key: bytes(`${secret}!`) })],
    [
      'signed by a pair of somebody else',
      async () => token({ alg: 'ES256', key: (await generateKeyPair('ES256')).privateKey }),
    ],
    ['signed with another hash of the same secret', () => token({ alg: 'HS512' })],
    ['for another audience', () => token({ audience: 'anon' })],
    ['expired', () => token({ expires: anHourAgo })],
    ['not valid yet', () => token({ claims: { ...good, nbf: Math.floor(Date.now() / 1000) + 3_600 } })],
    ['of the service role', () => token({ claims: { ...good, role: 'service_role' } })],
    ['of nobody in particular', () => token({ claims: { role: 'anon' } })],
    ['about somebody who is no id', () => token({ claims: { ...good, sub: "' or true --" } }).then(keepOddSubject)],
    [
      'not signed: alg none',
      async () => `${encode({ alg: 'none' })}.${encode({ ...good, sub, aud: 'authenticated' })}.`,
    ],
    ['with its signature cut off', async () => `${(await token()).split('.').slice(0, 2).join('.')}.`],
    ['with other claims under a signature of ours', async () => swapped(await token())],
    ['no token', async () => 'eyJ.x'],
    ['empty', async () => ''],
  ])('is refused when it is %s', async (_what, forge) => {
    expect(await verifyAccessToken(await forge(), secret)).toBeNull();
  });

  it('is refused without an end', async () => {
    const endless = new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setAudience('authenticated');

    expect(await verifyAccessToken(await endless.sign(bytes(secret)), secret)).toBeNull();
  });
});

function swapped(signed: string): string {
  const [head, body, signature] = signed.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return `${head}.${encode({ ...claims, sub: crypto.randomUUID() })}.${signature}`;
}

/** setSubject came after the claims; the odd one is signed here. */
const keepOddSubject = () =>
  new SignJWT({ ...good, sub: "' or true --" })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('authenticated')
    .setExpirationTime('1h')
    .sign(bytes(secret));
