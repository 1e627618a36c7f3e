import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import { type HttpService, httpServiceOf } from '@/engine/nodes/http-service';
import { type CredentialField, credentialFields } from '@/engine/workflow/credential-fields';
import type { Transaction } from './connection';
import type { Dependant } from './credentials';
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
  const clean = toTitle(title, form);
  const { rows } = await sql<{ name: string }>`
    select parley.add_integration(${clean}, ${category}, ${description}, ${json(form)}) as name`.execute(tx);
  return rows[0]!.name;
}

/** Changes one of the person's own. Its keys stay; a field that is new is entered with the next change of a key. */
export async function changeIntegration(
  tx: Transaction,
  { name, title, category = 'api', description = '', form }: NewIntegration & { name: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('integrations')
    .set({ display_name: toTitle(title, form), category, description, config_schema: json(form) })
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('service.not_found', {});
}

/** With the keys that were kept for it. Those that come with Parley stay. */
export async function removeIntegration(tx: Transaction, { name }: { name: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('integrations').where('name', '=', name).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('service.not_found', {});
}

export interface OwnIntegration {
  name: string;
  title: string;
  category: string;
  description: string;
  fields: readonly CredentialField[];
  /** How it is called; null: its form names no address. */
  service: HttpService | null;
  keyCount: number;
}

/** The person's own services, by title. */
export async function listOwnIntegrations(tx: Transaction): Promise<OwnIntegration[]> {
  const rows = await tx
    .selectFrom('integrations as own')
    .select(['own.name', 'own.display_name', 'own.category', 'own.description', 'own.config_schema', 'own.http'])
    .select(({ selectFrom }) =>
      selectFrom('user_integrations as key')
        .whereRef('key.integration_id', '=', 'own.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('key_count'),
    )
    .where('own.owner_id', '=', sql<string>`(select auth.uid())`)
    .orderBy('own.display_name')
    .execute();
  return rows.map(({ name, display_name: title, category, description, config_schema: form, http, key_count }) => ({
    ...{ name, title, category, description, keyCount: key_count ?? 0 },
    fields: credentialFields(form),
    service: httpServiceOf({ http, form }),
  }));
}

/** What would stop working without it: the names of its keys, and the steps that call it or use one of them. */
export async function listIntegrationDependants(
  tx: Transaction,
  { name }: { name: string },
): Promise<{ keys: string[]; steps: Dependant[] }> {
  const keys = await tx
    .selectFrom('user_integrations as key')
    .innerJoin('integrations as service', 'service.id', 'key.integration_id')
    .select(['key.id', 'key.name'])
    .where('service.name', '=', name)
    .orderBy('key.name')
    .execute();
  const ids = keys.map(({ id }) => id);
  const { rows: steps } = await sql<Dependant>`
    select w.id as "workflowId", w.name as workflow, n.label as step
    from workflow_nodes n join workflows w on w.id = n.workflow_id
    where n.options ->> 'credentialId' = any (${sql.val(ids)}::text[]) or n.params ->> 'service' = ${name}
    order by w.name, n.ordinal`.execute(tx);
  return { keys: keys.map(key => key.name), steps };
}

function toTitle(title: string, form: NewIntegration['form']): string {
  const clean = title.trim();
  if (clean === '' || clean.length > 80) {
    throw new AppError('request.invalid', { field: 'title', reason: 'give 1 to 80 characters' });
  }
  if (credentialFields(form).length === 0) {
    throw new AppError('request.invalid', { field: 'form', reason: 'name at least one field' });
  }
  return clean;
}
