import { sql } from 'kysely';
import type { TokenSecret } from './access-token';
import { hashOf, newToken } from './auth/one-time-tokens';
import { type Origin, type Session, startSession } from './auth/sessions';
import { asService, type Database, openDatabase } from './connection';
import { json } from './json';

const ownerEmail = 'owner@localhost';
const linkType = 'sign_in_link';

/** The person this installation belongs to, whatever address they have by now; made by whichever process is first. */
export async function ensureLocalOwner(db: Database): Promise<{ id: string; email: string }> {
  const found = await findOwner(db);
  if (found) return found;
  await db.service
    .insertInto('auth.users')
    .values({
      id: crypto.randomUUID(),
      email: ownerEmail,
      aud: 'authenticated',
      role: 'authenticated',
      raw_app_meta_data: json(ownerMark),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return (await findOwner(db))!;
}

const ownerMark = { local_owner: true };

async function findOwner(db: Database): Promise<{ id: string; email: string } | null> {
  const found = await db.service
    .selectFrom('auth.users')
    .select(['id', 'email'])
    .where(({ eb, or }) => or([sql<boolean>`raw_app_meta_data @> ${json(ownerMark)}`, eb('email', '=', ownerEmail)]))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return found ? { id: found.id, email: found.email ?? ownerEmail } : null;
}

/** A token that signs the local owner in once, within 15 minutes. Only its hash is kept. */
export async function createLink({ serviceUrl }: { serviceUrl: string }): Promise<string> {
  const db = openDatabase({ serviceUrl, appUrl: serviceUrl, max: 1 });
  try {
    const token = newToken();
    const { id } = await ensureLocalOwner(db);
    await db.service
      .deleteFrom('auth.one_time_tokens')
      .where('token_type', '=', linkType)
      .where('expires_at', '<', sql<string>`now()`)
      .execute();
    await db.service
      .insertInto('auth.one_time_tokens')
      .values({ user_id: id, token_hash: hashOf(token), token_type: linkType })
      .execute();
    return token;
  } finally {
    await db.close();
  }
}

interface Use {
  token: string;
  secret: TokenSecret;
  origin?: Origin;
}

/** Null when the link was used, is too old or never was one. */
export function consumeLink(db: Database, { token, secret, origin }: Use): Promise<Session | null> {
  return asService(db, async tx => {
    const link = await tx
      .deleteFrom('auth.one_time_tokens')
      .where('token_hash', '=', hashOf(token))
      .where('token_type', '=', linkType)
      .where('expires_at', '>', sql<string>`now()`)
      .returning('user_id')
      .executeTakeFirst();
    return link ? startSession(tx, { userId: link.user_id, secret, origin }) : null;
  });
}
