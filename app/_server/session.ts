import { cookies, headers } from 'next/headers';
import { toClaims, verifyAccessToken } from '@/database/access-token';
import { asUser, type Claims, type Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { requireSameOrigin, toFailure } from './route-rim';
import { runtime } from './runtime';
import { createSessionClient, isSecure } from './session-client';
import { settings } from './settings';

export interface User {
  claims: Claims;
  /** Everything inside sees only this person's rows. */
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** Who is asking: by the session's cookies, or by the access token a request carries. Throws `session.required`. */
export async function requireUser(request?: Request): Promise<User> {
  const claims = await findClaims(request);
  if (!claims) throw new AppError('session.required', {});
  return { claims, asUser: work => asUser(runtime().db, claims, work) };
}

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
  if (settings().supabase) {
    const { data } = await client.auth.getClaims(bearer); // checks the signature, or asks Supabase where it cannot
    return toClaims(data?.claims);
  }
  const token = bearer ?? (await client.auth.getSession()).data.session?.access_token;
  return token ? verifyAccessToken(token, settings().jwtSecret) : null;
}

/** The session client over this request's cookies. */
export async function openSession() {
  const store = await cookies();
  const secure = isSecure(await headers());
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
    { secure },
  );
}
