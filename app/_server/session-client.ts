import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import { type Database, openDatabase } from '@/database/connection';
import type { Database as Schema } from '@/database/types.generated';
import type { AuthDeps } from './local-auth/deps';
import { createMailer, type Mail } from './local-auth/mails';
import { answerAuth } from './local-auth-api';
import { settings } from './settings';

interface Options {
  secure?: boolean;
  /** Of the request that is answered: from where somebody signs in. */
  from?: Headers;
}

/** Supabase's own client over the request's cookies: against Supabase, or against our local part of its Auth API. */
export function createSessionClient(cookies: CookieMethodsServer, { secure = false, from }: Options = {}) {
  const { supabase, port } = settings();
  const cookieOptions = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  if (supabase) return createServerClient<Schema>(supabase.url, supabase.anonKey, { cookies, cookieOptions });
  return createServerClient<Schema>(`http://127.0.0.1:${port}`, 'local', {
    cookies,
    cookieOptions,
    global: { fetch: (input, init) => answerLocally(onBehalf(new Request(input, init), from)) },
  });
}

/** Whether the person came by https, here or at the proxy in front of us. */
export const isSecure = (headers: Headers) => headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

function onBehalf(request: Request, from: Headers | undefined): Request {
  for (const name of ['user-agent', 'x-parley-address']) {
    const value = from?.get(name);
    if (value) request.headers.set(name, value);
  }
  return request;
}

/** In this process: signing in needs no way over the network to ourselves. Throws where Supabase signs people in. */
export async function answerLocally(request: Request): Promise<Response> {
  if (settings().supabase) throw new Error('there is no local sign-in beside Supabase');
  const deps: AuthDeps = { ...settings().signIn, db: authDatabase(), secret: settings().jwtSecret, send: mailer() };
  return answerAuth(request, deps);
}

interface Kept {
  database?: Database;
  send?: (mail: Mail) => void;
}

const key = Symbol.for('parley.signIn');

function kept(): Kept {
  const all = globalThis as { [key]?: Kept };
  all[key] ??= {};
  return all[key];
}

/** Small and of its own: refreshing a session must not wait behind work, and needs nothing else of the program. */
export function authDatabase(): Database {
  kept().database ??= openDatabase({ ...settings(), max: 2 });
  return kept().database!;
}

function mailer(): (mail: Mail) => void {
  kept().send ??= createMailer(settings().signIn.mail);
  return kept().send!;
}
