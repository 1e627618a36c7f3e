import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asService, type Database } from './connection';

/** How much a form takes, whichever process asks. */
export interface FormLimits {
  /** From one address. */
  perSender: number;
  /** Whoever comes from many addresses, or lies about his own, meets this one. */
  perForm: number;
  withinSeconds: number;
}

export interface FormSender {
  formId: string;
  sender: string;
  /** Proves that the page was asked for; taken once. */
  token: string;
}

export type Taking = 'taken' | 'used' | 'too_many';

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Counts one answer to a form. `used`: this very page was sent before, as a double click does. */
export async function takeSubmission(
  db: Database,
  { formId, sender, token, limits }: FormSender & { limits: FormLimits },
): Promise<Taking> {
  const [senderHash, tokenHash] = [hash(`${formId} ${sender}`), hash(token)];
  return asService(db, async tx => {
    // Two at once would both find room for the last one.
    await sql`select pg_advisory_xact_lock(hashtextextended('form ' || ${formId}::text, 0))`.execute(tx);
    await sql`delete from form_submissions where form_id = ${formId} and created_at < now() - interval '1 day'`.execute(
      tx,
    );
    const { rows } = await sql<{ used: boolean; from_sender: number; in_all: number }>`
      select coalesce(bool_or(token_hash = ${tokenHash}), false) as used,
        count(*) filter (where recent and sender = ${senderHash})::int as from_sender,
        count(*) filter (where recent)::int as in_all
      from (select *, created_at > now() - make_interval(secs => ${limits.withinSeconds}) as recent
        from form_submissions where form_id = ${formId}) as taken`.execute(tx);
    const { used, from_sender, in_all } = rows[0]!;
    if (used) return 'used';
    if (from_sender >= limits.perSender || in_all >= limits.perForm) return 'too_many';
    await tx
      .insertInto('form_submissions')
      .values({ form_id: formId, sender: senderHash, token_hash: tokenHash })
      .execute();
    return 'taken';
  });
}

/** What could not be acted upon may be sent again. */
export async function releaseSubmission(db: Database, { formId, token }: Omit<FormSender, 'sender'>): Promise<void> {
  await asService(db, tx =>
    tx.deleteFrom('form_submissions').where('form_id', '=', formId).where('token_hash', '=', hash(token)).execute(),
  );
}
