import { type CryptoKey, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AuthUser } from './auth/accounts';
import type { Claims } from './connection';

export const accessTokenSeconds = 3_600;

/** A pair whose public half others may know, as newer Supabase projects use. */
export interface SigningKey {
  alg: 'ES256' | 'RS256';
  kid: string;
  issuer: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** What access tokens are signed with: a secret of this installation, or a pair. */
export type TokenSecret = string | SigningKey;

const AccessClaims = z.looseObject({
  sub: z.uuid(),
  role: z.literal('authenticated'),
  email: z.string().optional(),
  session_id: z.string().optional(),
});

interface Signed {
  user: Pick<AuthUser, 'id' | 'email' | 'app_metadata' | 'user_metadata'>;
  sessionId: string;
  secret: TokenSecret;
}

/** In the form of Supabase Auth, so that its clients and its `auth.jwt()` read it. */
export function signAccessToken({ user, sessionId, secret }: Signed): Promise<string> {
  const { header, issuer, key } = signerOf(secret);
  return new SignJWT({
    role: 'authenticated',
    email: user.email ?? '',
    phone: '',
    session_id: sessionId,
    aal: 'aal1',
    is_anonymous: false,
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
  })
    .setProtectedHeader(header)
    .setIssuer(issuer)
    .setSubject(user.id)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime(`${accessTokenSeconds}s`)
    .sign(key);
}

function signerOf(secret: TokenSecret) {
  if (typeof secret === 'string') {
    return { header: { alg: 'HS256', typ: 'JWT' }, issuer: 'parley', key: bytesOf(secret) };
  }
  const { alg, kid, issuer, privateKey } = secret;
  return { header: { alg, kid, typ: 'JWT' }, issuer, key: privateKey };
}

/** The claims of a token that we signed and that has not expired, else null. */
export async function verifyAccessToken(token: string, secret: TokenSecret): Promise<Claims | null> {
  try {
    return toClaims(await payloadOf(token, secret));
  } catch {
    return null;
  }
}

async function payloadOf(token: string, secret: TokenSecret): Promise<JWTPayload> {
  const expected = { audience: 'authenticated', requiredClaims: ['exp'] }; // an endless one is not checked for its end
  if (typeof secret === 'string') {
    return (await jwtVerify(token, bytesOf(secret), { algorithms: ['HS256'], ...expected })).payload;
  }
  const { alg, issuer, publicKey } = secret;
  return (await jwtVerify(token, publicKey, { algorithms: [alg], issuer, ...expected })).payload;
}

const bytesOf = (secret: string) => new TextEncoder().encode(secret);

/** Claims whose signature somebody has checked; null when they are no signed-in person's. */
export const toClaims = (payload: unknown): Claims | null => AccessClaims.safeParse(payload).data ?? null;
