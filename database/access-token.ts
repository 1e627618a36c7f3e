import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Claims } from './connection';

export const accessTokenSeconds = 3_600;

const AccessClaims = z.looseObject({
  sub: z.uuid(),
  role: z.literal('authenticated'),
  email: z.string().optional(),
  session_id: z.string().optional(),
});

interface Signed {
  userId: string;
  email: string | null;
  sessionId: string;
  secret: string;
}

/** In the form of Supabase Auth, so that its clients and its `auth.jwt()` read it. */
export function signAccessToken({ userId, email, sessionId, secret }: Signed): Promise<string> {
  return new SignJWT({
    role: 'authenticated',
    email: email ?? '',
    phone: '',
    session_id: sessionId,
    aal: 'aal1',
    is_anonymous: false,
    app_metadata: { provider: 'link', providers: ['link'] },
    user_metadata: {},
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('parley')
    .setSubject(userId)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime(`${accessTokenSeconds}s`)
    .sign(new TextEncoder().encode(secret));
}

/** The claims of a token that we signed and that has not expired, else null. */
export async function verifyAccessToken(token: string, secret: string): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: 'authenticated',
    });
    return toClaims(payload);
  } catch {
    return null;
  }
}

/** Claims whose signature somebody has checked; null when they are no signed-in person's. */
export const toClaims = (payload: unknown): Claims | null => AccessClaims.safeParse(payload).data ?? null;
