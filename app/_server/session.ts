import { cookies, headers } from 'next/headers';
import { toClaims, verifyAccessToken } from '@/database/access-token';
import { isSignedIn } from '@/database/auth/sessions';
import { asUser, type Claims, type Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { requireSameOrigin, toFailure } from './route-rim';
import { runtime } from './runtime';
import { authDatabase, createSessionClient, isSecure } from './session-client';
import { settings } from './settings';
import { needsSecret, verifySupabaseToken } from './supabase-token';

export interface User {
  claims: Claims;
  /** Everything inside sees only this person's rows. */
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** As `requireUser`, for pages that have something to say to whoever is not signed in: null. */
export async function findUser(): Promise<User | null> {
  const claims = await findClaims();
  return claims && { claims, asUser: work => asUser(runtime().db, claims, work) };
}

/** Who is asking: by the session's cookies, or by the access token a request carries. Throws `session.required`. */
export async function requireUser(request?: Request): Promise<User> {
  const claims = await findClaims(request);
  if (!claims) throw new AppError('session.required', {});
  return { claims, asUser: work => asUser(runtime().db, claims, work) };
}

/** For pages that only ask whether there is somebody. */
export const isAnybodySignedIn = async (): Promise<boolean> => (await findClaims()) !== null;

/** The rim of every route: state changes only from our own pages, and a sentence instead of an exception. */
export function handle<Context = unknown>(work: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      requireSameOrigin(request);
      return await work(request, context);
    } catch (error) {
      return toFailure(error, request);
    }
  };
}

async function findClaims(request?: Request): Promise<Claims | null> {
  const bearer = /^Bearer (.+)$/i.exec(request?.headers.get('authorization') ?? '')?.[1];
  const client = await openSession();
  const token = bearer ?? (await client.auth.getSession()).data.session?.access_token;
  if (!token) return null;
  const { supabase, jwtSecret } = settings();
  if (!supabase) return findLocalClaims(token, jwtSecret);
  if (supabase.jwtSecret || !needsSecret(token)) return verifySupabaseToken(token, supabase);
  const { data } = await client.auth.getUser(token); // an older project whose secret is not set here: Supabase is asked
  return data.user ? toClaims({ sub: data.user.id, role: data.user.role, email: data.user.email }) : null;
}

/** Here we know the sessions, so whoever was signed out is out at once, not when the token has run out. */
async function findLocalClaims(token: string, secret: string): Promise<Claims | null> {
  const claims = await verifyAccessToken(token, secret);
  if (!claims?.session_id) return claims;
  return (await isSignedIn(authDatabase(), { userId: claims.sub, sessionId: claims.session_id })) ? claims : null;
}

/** The session client over this request's cookies. */
export async function openSession() {
  const store = await cookies();
  const from = await headers();
  return createSessionClient(
    {
      getAll: () => store.getAll(),
      setAll: changed => {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options);
        } catch {
          // A page is being rendered, which cannot set cookies; proxy.ts renews sessions before it comes to that.
        }
      },
    },
    { secure: isSecure(from), from },
  );
}
