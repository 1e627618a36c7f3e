import { z } from 'zod';
import { verifyAccessToken } from '@/database/access-token';
import type { Database } from '@/database/connection';
import { consumeLink, endSession, findSessionUser, refreshSession } from '@/database/local-auth';

interface Deps {
  db: Database;
  secret: string;
}

const Refresh = z.object({ refresh_token: z.string().min(1).max(500) });
const Verify = z.object({ token_hash: z.string().min(1).max(500) });

/** The part of Supabase's Auth API that local sign-in needs, so that unmodified Supabase clients work against it. */
export async function answerAuth(request: Request, deps: Deps): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const asked = `${request.method} ${pathname.replace(/^.*\/auth\/v1\//, '')}`;
  if (asked === 'POST token' && searchParams.get('grant_type') === 'refresh_token') return refresh(request, deps);
  if (asked === 'POST verify') return verify(request, deps);
  if (asked === 'GET user') return user(request, deps);
  if (asked === 'POST logout') return logout(request, deps);
  if (asked === 'GET health') return Response.json({ name: 'parley', description: 'local sign-in' });
  return refuse(404, 'not_found', 'This installation signs in by link only');
}

async function refresh(request: Request, { db, secret }: Deps): Promise<Response> {
  const body = Refresh.safeParse(await readJson(request));
  const session = body.success ? await refreshSession(db, { token: body.data.refresh_token, secret }) : null;
  return session ? Response.json(session) : refuse(400, 'refresh_token_not_found', 'Invalid Refresh Token');
}

async function verify(request: Request, { db, secret }: Deps): Promise<Response> {
  const body = Verify.safeParse(await readJson(request));
  const session = body.success ? await consumeLink(db, { token: body.data.token_hash, secret }) : null;
  return session ? Response.json(session) : refuse(403, 'otp_expired', 'The link was used or is too old');
}

async function user(request: Request, { db, secret }: Deps): Promise<Response> {
  const claims = await verifyAccessToken(bearerOf(request), secret);
  if (!claims?.session_id) return refuse(403, 'bad_jwt', 'The token is not valid');
  const found = await findSessionUser(db, { userId: claims.sub, sessionId: claims.session_id });
  return found ? Response.json(found) : refuse(403, 'session_not_found', 'The session has ended');
}

async function logout(request: Request, { db, secret }: Deps): Promise<Response> {
  const claims = await verifyAccessToken(bearerOf(request), secret);
  if (!claims?.session_id) return refuse(401, 'bad_jwt', 'The token is not valid');
  await endSession(db, { sessionId: claims.session_id });
  return new Response(null, { status: 204 });
}

const bearerOf = (request: Request) => request.headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? '';

const readJson = (request: Request): Promise<unknown> => request.json().catch(() => null);

const refuse = (status: number, code: string, msg: string) =>
  Response.json({ code, error_code: code, msg }, { status, headers: { 'x-supabase-api-version': '2024-01-01' } });
