import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import { type Database, openDatabase } from '@/database/connection';
import { answerAuth } from './local-auth-api';
import { settings } from './settings';

/** Supabase's own client over the request's cookies: against Supabase, or against our local part of its Auth API. */
export function createSessionClient(cookies: CookieMethodsServer, { secure = false }: { secure?: boolean } = {}) {
  const { supabase, port } = settings();
  const cookieOptions = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  if (supabase) return createServerClient(supabase.url, supabase.anonKey, { cookies, cookieOptions });
  return createServerClient(`http://127.0.0.1:${port}`, 'local', {
    cookies,
    cookieOptions,
    global: { fetch: (input, init) => answerLocally(new Request(input, init)) },
  });
}

/** Whether the person came by https, here or at the proxy in front of us. */
export const isSecure = (headers: Headers) => headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

/** In this process: signing in needs no way over the network to ourselves. */
export const answerLocally = (request: Request) =>
  answerAuth(request, { db: authDatabase(), secret: settings().jwtSecret });

const key = Symbol.for('parley.authDatabase');

/** Small and of its own: refreshing a session must not wait behind work, and needs nothing else of the program. */
function authDatabase(): Database {
  const kept = globalThis as { [key]?: Database };
  kept[key] ??= openDatabase({ ...settings(), max: 2 });
  return kept[key];
}
