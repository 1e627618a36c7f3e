import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../connection';

/** Supabase's names for what a mailed link may do, with how long it may. */
const lifetimes = {
  confirmation_token: '24 hours',
  recovery_token: '1 hour',
  email_change_token_new: '24 hours',
} as const;

export type TokenType = keyof typeof lifetimes;

export const newToken = () => randomBytes(32).toString('base64url');

export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

interface NewToken {
  userId: string;
  type: TokenType;
  /** The address it was mailed to. */
  relatesTo: string;
}

/** A token for a mailed link; an earlier one of the same kind stops working. Only its hash is kept. */
export async function createToken(tx: Transaction, { userId, type, relatesTo }: NewToken): Promise<string> {
  const token = newToken();
  await tx.deleteFrom('auth.one_time_tokens').where('user_id', '=', userId).where('token_type', '=', type).execute();
  await tx
    .insertInto('auth.one_time_tokens')
    .values({
      id: crypto.randomUUID(),
      user_id: userId,
      token_type: type,
      token_hash: hashOf(token),
      relates_to: relatesTo,
    })
    .execute();
  return token;
}

/** Uses a token up: whose it is and where it was sent, or null when it was used, is too old or never was one. */
export async function consumeToken(
  tx: Transaction,
  { token, type }: { token: string; type: TokenType },
): Promise<{ userId: string; relatesTo: string } | null> {
  const found = await tx
    .deleteFrom('auth.one_time_tokens')
    .where('token_hash', '=', hashOf(token))
    .where('token_type', '=', type)
    .returning(['user_id', 'relates_to', sql<boolean>`created_at > now() - ${lifetimes[type]}::interval`.as('fresh')])
    .executeTakeFirst();
  return found?.fresh ? { userId: found.user_id, relatesTo: found.relates_to } : null;
}
