import { sql } from 'kysely';
import { accessTokenSeconds, signAccessToken, type TokenSecret } from '../access-token';
import { asService, type Database, type Transaction } from '../connection';
import { type AuthUser, isBanned, readAuthUser } from './accounts';
import { hashOf, newToken } from './one-time-tokens';

/** A session as Supabase Auth answers it. */
export interface Session {
  access_token: string;
  refresh_token: string;
  token_type: 'bearer';
  expires_in: number;
  expires_at: number;
  user: AuthUser;
}

/** From where somebody signs in, as far as it is known. */
export interface Origin {
  userAgent: string | null;
  address: string | null;
}

interface Start {
  userId: string;
  secret: TokenSecret;
  origin?: Origin;
}

export async function startSession(tx: Transaction, { userId, secret, origin }: Start): Promise<Session> {
  const sessionId = crypto.randomUUID();
  const now = new Date().toISOString();
  await tx
    .insertInto('auth.sessions')
    .values({
      id: sessionId,
      user_id: userId,
      user_agent: origin?.userAgent?.slice(0, 400) ?? null,
      ip: origin?.address ?? null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await tx.updateTable('auth.users').set({ last_sign_in_at: now }).where('id', '=', userId).execute();
  return issue(tx, { userId, sessionId, parent: null, secret });
}

export type Refreshed = { session: Session } | { refused: 'refresh_token_not_found' | 'refresh_token_already_used' };

/**
 * A refresh token is good once. Two tabs may use it at the same moment, and an answer may get lost, so it is taken again
 * for 30 seconds, and as long as nobody used what it was exchanged for. After that it is a copy in wrong hands, and the
 * whole session ends.
 */
export function refreshSession(
  db: Database,
  { token, secret }: { token: string; secret: TokenSecret },
): Promise<Refreshed> {
  const hash = hashOf(token);
  return asService(db, async tx => {
    const known = await tx
      .selectFrom('auth.refresh_tokens')
      .select(['user_id', 'session_id', 'revoked'])
      .select(sql<boolean>`updated_at > now() - interval '30 seconds'`.as('recent'))
      .where('token', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    if (!known?.session_id) return { refused: 'refresh_token_not_found' };
    const isBarred = await isBanned(tx, known.user_id);
    if (isBarred || (known.revoked && !known.recent && (await wasFollowed(tx, hash)))) {
      await tx.deleteFrom('auth.sessions').where('id', '=', known.session_id).execute();
      return { refused: isBarred ? 'refresh_token_not_found' : 'refresh_token_already_used' };
    }
    if (!known.revoked) await revoke(tx, hash);
    await tx
      .updateTable('auth.sessions')
      .set({ refreshed_at: sql`now()` })
      .where('id', '=', known.session_id)
      .execute();
    return {
      session: await issue(tx, { userId: known.user_id, sessionId: known.session_id, parent: hash, secret }),
    };
  });
}

const revoke = (tx: Transaction, hash: string) =>
  tx
    .updateTable('auth.refresh_tokens')
    .set({ revoked: true, updated_at: sql`now()` })
    .where('token', '=', hash)
    .execute();

/** Whether somebody has used a token that this one was exchanged for. */
async function wasFollowed(tx: Transaction, hash: string): Promise<boolean> {
  const child = await tx
    .selectFrom('auth.refresh_tokens')
    .select('id')
    .where('parent', '=', hash)
    .where('revoked', '=', true)
    .executeTakeFirst();
  return child !== undefined;
}

interface Issue {
  userId: string;
  sessionId: string;
  parent: string | null;
  secret: TokenSecret;
}

async function issue(tx: Transaction, { userId, sessionId, parent, secret }: Issue): Promise<Session> {
  const refreshToken = newToken();
  const now = new Date().toISOString();
  await tx
    .insertInto('auth.refresh_tokens')
    .values({
      token: hashOf(refreshToken),
      parent,
      session_id: sessionId,
      user_id: userId,
      revoked: false,
      created_at: now,
      updated_at: now,
    })
    .execute();
  const user = await readAuthUser(tx, userId);
  return {
    access_token: await signAccessToken({ user, sessionId, secret }),
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    expires_at: Math.floor(Date.now() / 1000) + accessTokenSeconds,
    user,
  };
}

interface Which {
  userId: string;
  sessionId: string;
}

/** Which of a person's sessions end: this one, all others, or all. */
export type SignOutScope = 'local' | 'others' | 'global';

export async function endSessions(
  db: Database | Transaction,
  { userId, sessionId, scope }: Which & { scope: SignOutScope },
): Promise<void> {
  const from = 'service' in db ? db.service : db;
  let gone = from.deleteFrom('auth.sessions').where('user_id', '=', userId);
  if (scope !== 'global') gone = gone.where('id', scope === 'local' ? '=' : '<>', sessionId);
  await gone.execute();
}

/** The person, while the session lasts. */
export async function findSessionUser(db: Database, which: Which): Promise<AuthUser | null> {
  return (await isSignedIn(db, which)) ? asService(db, tx => readAuthUser(tx, which.userId)) : null;
}

export async function isSignedIn(db: Database, { userId, sessionId }: Which): Promise<boolean> {
  const session = await db.service
    .selectFrom('auth.sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return session !== undefined;
}

export interface OpenSession {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: string;
  lastUsedAt: string;
}

/** Where a person is signed in, the latest first. Works on Supabase's table as on ours. */
export async function listSessions(db: Database, { userId }: { userId: string }): Promise<OpenSession[]> {
  return db.service
    .selectFrom('auth.sessions')
    .select(['id', 'user_agent as userAgent', 'created_at as createdAt'])
    .select(sql<string | null>`host(ip)`.as('address'))
    .select(sql<string>`coalesce(refreshed_at::timestamptz, created_at)`.as('lastUsedAt'))
    .where('user_id', '=', userId)
    .orderBy('lastUsedAt', 'desc')
    .limit(50)
    .execute();
}
