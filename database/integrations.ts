import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import { credentialFields } from '@/engine/workflow/credential-fields';
import type { Transaction } from './connection';
import { json } from './json';

export interface NewIntegration {
  title: string;
  category?: string;
  description?: string;
  /** What its credentials hold, as `config_schema`: `{"api_key": "string", "base_url": "string"}`. */
  form: Readonly<Record<string, unknown>>;
}

/** A service of the person's own, which nobody else sees. Answers with the name that its credentials go by. */
export async function addIntegration(
  tx: Transaction,
  { title, category = 'api', description = '', form }: NewIntegration,
): Promise<string> {
  const clean = title.trim();
  if (clean === '' || clean.length > 80) {
    throw new AppError('request.invalid', { field: 'title', reason: 'give 1 to 80 characters' });
  }
  if (credentialFields(form).length === 0) {
    throw new AppError('request.invalid', { field: 'form', reason: 'name at least one field' });
  }
  const { rows } = await sql<{ name: string }>`
    select parley.add_integration(${clean}, ${category}, ${description}, ${json(form)}) as name`.execute(tx);
  return rows[0]!.name;
}

/** With the keys that were kept for it. Those that come with Parley stay. */
export async function removeIntegration(tx: Transaction, { name }: { name: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('integrations').where('name', '=', name).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('credential.not_found', {});
}
