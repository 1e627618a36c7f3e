import { sql } from 'kysely';
import type { Transaction } from '../connection';
import { json } from '../json';

/** The person reads mail at this address, which is still theirs. False when it has been changed since. */
export async function confirmAddress(
  tx: Transaction,
  { userId, email, dropPassword }: { userId: string; email: string; dropPassword: boolean },
): Promise<boolean> {
  const person = await tx
    .selectFrom('auth.users')
    .select(['email', 'email_confirmed_at'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (person?.email !== email) return false;
  if (person.email_confirmed_at) return true;
  await tx
    .updateTable('auth.users')
    .set({ email_confirmed_at: sql`now()`, updated_at: sql`now()` })
    // Who signed up with somebody else's address chose that password, and the one who reads the mail did not.
    .$if(dropPassword, query => query.set({ encrypted_password: null }))
    .where('id', '=', userId)
    .execute();
  return true;
}

/** Notes the address that a person wants, until it is confirmed. */
export async function wantAddress(tx: Transaction, { userId, email }: { userId: string; email: string }) {
  await tx
    .updateTable('auth.users')
    .set({ email_change: email, email_change_sent_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', userId)
    .execute();
}

/** Moves the account to the address that was confirmed; the profile follows by its trigger. False when it is taken by now. */
export async function moveAddress(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
): Promise<boolean> {
  const taken = await tx.selectFrom('auth.users').select('id').where('email', '=', email).executeTakeFirst();
  if (taken) return false;
  const moved = await tx
    .updateTable('auth.users')
    .set({ email, email_change: null, email_confirmed_at: sql`now()`, updated_at: sql`now()` })
    // The owner of this computer was known by the address they were given; now by this.
    .set({
      raw_app_meta_data: sql`raw_app_meta_data || case when email = 'owner@localhost' then '{"local_owner": true}' else '{}' end::jsonb`,
    })
    .where('id', '=', userId)
    .where('email_change', '=', email)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) return false;
  await tx
    .updateTable('auth.identities')
    .set({ identity_data: sql`identity_data || ${json({ email })}`, updated_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('provider', '=', 'email')
    .execute();
  await tx.deleteFrom('auth.one_time_tokens').where('user_id', '=', userId).execute();
  return true;
}
