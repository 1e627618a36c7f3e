import { sql } from 'kysely';
import { z } from 'zod';
import type { Transaction } from './connection';
import { json } from './json';

/** What a person chose for themselves. What is not known here is left as it is. */
const Preferences = z.object({
  /** The model that new conversations begin with. */
  model: z.string().nullable().catch(null).default(null),
});
export type Preferences = z.infer<typeof Preferences>;

/** Of the person who asks. */
export async function readPreferences(tx: Transaction): Promise<Preferences> {
  const row = await tx
    .selectFrom('users')
    .select('preferences')
    .where('id', '=', sql<string>`auth.uid()`)
    .executeTakeFirst();
  return Preferences.parse(row?.preferences ?? {});
}

export async function savePreferences(tx: Transaction, changed: Partial<Preferences>): Promise<void> {
  await tx
    .updateTable('users')
    .set({ preferences: sql`preferences || ${json(changed)}::jsonb` })
    .where('id', '=', sql<string>`auth.uid()`)
    .execute();
}
