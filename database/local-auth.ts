import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { accessTokenSeconds, signAccessToken } from './access-token';
import { asService, type Database, openDatabase, type Transaction } from './connection';

const ownerEmail = 'owner@localhost';

export interface LocalUser {
  id: string;
  email: string | null;
  created_at: string;
  updated_at: string;
  last_sign_in_at: string | null;
}

/** A session as Supabase Auth answers it. */
export interface Session {
  access_token: string;
  refresh_token: string;
  token_type: 'bearer';
  expires_in: number;
  expires_at: number;
  user: AuthUser;
}

/** The person this installation belongs to; made on first need, by whichever process is first. */
export async function ensureLocalOwner(db: Database): Promise<{ id: string; email: string }> {
  const find = () =>
    db.service.selectFrom('auth.users').select('id').where('email', '=', ownerEmail).executeTakeFirst();
  const found = await find();
  if (found) return { id: found.id, email: ownerEmail };
  await db.service
    .insertInto('auth.users')
    .values({ id: crypto.randomUUID(), email: ownerEmail, aud: 'authenticated', role: 'authenticated' })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return { id: (await find())!.id, email: ownerEmail };
}

/** A token that signs the local owner in once, within 15 minutes. Only its hash is kept. */
export async function createLink({ serviceUrl }: { serviceUrl: string }): Promise<string> {
  const db = openDatabase({ serviceUrl, appUrl: serviceUrl, max: 1 });
  try {
    const token = newToken();
    const { id } = await ensureLocalOwner(db);
    await db.service.deleteFrom('auth.one_time_tokens').where('expires_at', '<', sql<string>`now()`).execute();
    await db.service
      .insertInto('auth.one_time_tokens')
      .values({ user_id: id, token_hash: hashOf(token) })
      .execute();
    return token;
  } finally {
    await db.close();
  }
}

interface Use {
  token: string;
  secret: string;
}

/** Null when the link was used, is too old or never was one. */
export function consumeLink(db: Database, { token, secret }: Use): Promise<Session | null> {
  return asService(db, async tx => {
    const link = await tx
      .deleteFrom('auth.one_time_tokens')
      .where('token_hash', '=', hashOf(token))
      .where('expires_at', '>', sql<string>`now()`)
      .returning('user_id')
      .executeTakeFirst();
    if (!link) return null;
    const { id } = await tx
      .insertInto('auth.sessions')
      .values({ user_id: link.user_id })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.updateTable('auth.users').set({ last_sign_in_at: sql`now()` }).where('id', '=', link.user_id).execute();
    return issue(tx, { userId: link.user_id, sessionId: id, parent: null, secret });
  });
}

/**
 * A refresh token is good once. Two tabs may use it at the same moment, and an answer may get lost, so it is taken again
 * for 30 seconds, and as long as nobody used what it was exchanged for. After that it is a copy in wrong hands, and the
 * whole session ends.
 */
export function refreshSession(db: Database, { token, secret }: Use): Promise<Session | null> {
  const hash = hashOf(token);
  return asService(db, async tx => {
    const known = await tx
      .selectFrom('auth.refresh_tokens')
      .select([
        'user_id',
        'session_id',
        'revoked',
        sql<boolean>`updated_at > now() - interval '30 seconds'`.as('recent'),
      ])
      .where('token', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    if (!known) return null;
    if (known.revoked && !known.recent && (await wasFollowed(tx, hash))) {
      await tx.deleteFrom('auth.sessions').where('id', '=', known.session_id).execute();
      return null;
    }
    if (!known.revoked) await revoke(tx, hash);
    return issue(tx, { userId: known.user_id, sessionId: known.session_id, parent: hash, secret });
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

/** Ends the session; its access token stays good until it expires, as everywhere with Supabase. */
export async function endSession(db: Database, { sessionId }: { sessionId: string }): Promise<void> {
  await db.service.deleteFrom('auth.sessions').where('id', '=', sessionId).execute();
}

/** The person, while the session lasts. */
export async function findSessionUser(
  db: Database,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<AuthUser | null> {
  const session = await db.service
    .selectFrom('auth.sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return session ? asService(db, tx => readUser(tx, userId)) : null;
}

interface Issue {
  userId: string;
  sessionId: string;
  parent: string | null;
  secret: string;
}

async function issue(tx: Transaction, { userId, sessionId, parent, secret }: Issue): Promise<Session> {
  const refreshToken = newToken();
  await tx
    .insertInto('auth.refresh_tokens')
    .values({ token: hashOf(refreshToken), parent, session_id: sessionId, user_id: userId })
    .execute();
  const user = await readUser(tx, userId);
  return {
    access_token: await signAccessToken({ userId, email: user.email, sessionId, secret }),
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    expires_at: Math.floor(Date.now() / 1000) + accessTokenSeconds,
    user,
  };
}

export type AuthUser = Awaited<ReturnType<typeof readUser>>;

async function readUser(tx: Transaction, userId: string) {
  const user: LocalUser = await tx
    .selectFrom('auth.users')
    .select(['id', 'email', 'created_at', 'updated_at', 'last_sign_in_at'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return {
    ...user,
    aud: 'authenticated',
    role: 'authenticated',
    phone: '',
    app_metadata: { provider: 'link', providers: ['link'] },
    user_metadata: {},
    identities: [],
    is_anonymous: false,
  };
}

const newToken = () => randomBytes(32).toString('base64url');

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
