import { AppError } from '@/engine/errors';
import { type CredentialField, credentialFields } from '@/engine/workflow/credential-fields';
import { asService, asUser, type Claims, type Database, type Transaction } from './connection';
import { json } from './json';
import { contextOf, findOwn, openSecrets, toTexts } from './open-credential';
import { keyIdOf, seal } from './seal';

/** A service that keys can be entered for, with its form. */
export interface Integration {
  name: string;
  displayName: string;
  description: string;
  category: string;
  fields: readonly CredentialField[];
}

/** A credential as its owner sees it: everything but the secret. */
export interface Credential {
  id: string;
  name: string;
  integration: string;
  integrationName: string;
  /** The fields that are not secret. */
  config: Readonly<Record<string, string>>;
  lastUsedAt: string | null;
  lastError: string | null;
  /** What came of its last use or test. */
  status: 'untested' | 'working' | 'failing';
  lastTestedAt: string | null;
  /** How often a step or a test opened it. */
  usageCount: number;
  /** When it stops working, where its owner knows; afterwards it is not opened. */
  expiresAt: string | null;
  createdAt: string;
}

/** Those that have a form, by name. */
export async function listIntegrations(tx: Transaction): Promise<Integration[]> {
  const rows = await tx
    .selectFrom('integrations')
    .select(['name', 'display_name', 'description', 'category', 'config_schema'])
    .where('is_active', '=', true)
    .orderBy('display_name')
    .execute();
  return rows
    .map(({ display_name, config_schema, ...row }) => ({
      ...row,
      displayName: display_name,
      fields: credentialFields(config_schema),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** Of the person who asks, by service and name. */
export async function listCredentials(tx: Transaction): Promise<Credential[]> {
  const rows = await tx
    .selectFrom('user_integrations as own')
    .innerJoin('integrations as service', 'service.id', 'own.integration_id')
    .select(['own.id', 'own.name', 'own.config', 'own.last_used_at', 'own.last_error', 'own.created_at'])
    .select(['own.status', 'own.last_tested_at', 'own.usage_count', 'own.expires_at'])
    .select(['service.name as integration', 'service.display_name as integrationName'])
    .orderBy('service.display_name')
    .orderBy('own.name')
    .execute();
  return rows.map(({ id, name, config, integration, integrationName, ...row }) => ({
    ...{ id, name, integration, integrationName, config: toTexts(config) },
    lastUsedAt: row.last_used_at,
    lastError: row.last_error,
    status: row.status as Credential['status'],
    lastTestedAt: row.last_tested_at,
    usageCount: row.usage_count,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  }));
}

export interface NewCredential {
  integration: string;
  name: string;
  /** By field. */
  values: Readonly<Record<string, string>>;
  /** Changes this one: what is left empty among its secrets stays as it was. */
  id?: string;
}

interface Sealing {
  claims: Claims;
  masterKey: string;
}

/** Keeps a credential; its secrets are encrypted here and can be opened for a run of its owner only. Gives its id. */
export async function saveCredential(
  db: Database,
  { claims, masterKey, credential }: Sealing & { credential: NewCredential },
): Promise<string> {
  const { integration, name, values, id } = credential;
  return asService(db, async tx => {
    const service = await tx
      .selectFrom('integrations')
      .select(['id', 'config_schema'])
      .where('name', '=', integration)
      .where(eb => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', claims.sub)]))
      .executeTakeFirst();
    if (!service) throw new AppError('credential.not_found', {});
    const fields = credentialFields(service.config_schema);
    const old = id === undefined ? null : await readStored(tx, { id, owner: claims.sub, integration, masterKey });
    const kept = valuesOf(fields, { values, secret: false });
    const secrets = { ...old?.secrets, ...valuesOf(fields, { values, secret: true }) };
    const missing = fields.find(field => field.required && !{ ...kept, ...secrets }[field.name]);
    if (missing) throw new AppError('credential.field_missing', { field: missing.label });
    const title = name.trim().slice(0, 120) || integration;
    const place = { user_id: claims.sub, integration_id: service.id, name: title };
    const rowId = old?.id ?? (await reserve(tx, place));
    const context = contextOf({ owner: claims.sub, integration, id: rowId });
    const row = {
      name: title,
      config: json(kept),
      secret_ciphertext: seal(JSON.stringify(secrets), { masterKey, context }) as never,
      secret_key_id: keyIdOf(masterKey),
      is_active: true,
      ...{ last_error: null, status: 'untested' },
    };
    const write = tx.updateTable('user_integrations').set(row).where('id', '=', rowId).execute();
    await write.catch(error => {
      throw isTaken(error) ? new AppError('credential.name_taken', { name: title }) : error;
    });
    return rowId;
  });
}

const isTaken = (error: unknown) => (error as { code?: unknown }).code === '23505';

/** The row comes first: its id is part of what the secret is bound to. */
async function reserve(
  tx: Transaction,
  place: { user_id: string; integration_id: string; name: string },
): Promise<string> {
  const saved = await tx
    .insertInto('user_integrations')
    .values(place)
    .onConflict(conflict => conflict.columns(['user_id', 'integration_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!saved) throw new AppError('credential.name_taken', { name: place.name });
  return saved.id;
}

/** What is changed. Secrets that cannot be opened any more are simply to be entered again. */
async function readStored(
  tx: Transaction,
  { integration, ...which }: { id: string; owner: string; masterKey: string; integration: string },
): Promise<{ id: string; secrets: Record<string, string> }> {
  const row = await findOwn(tx, which);
  if (row.integration !== integration) throw new AppError('credential.not_found', {});
  try {
    return { id: row.id, secrets: openSecrets(row, which) };
  } catch (error) {
    if (AppError.from(error).code !== 'credential.unreadable') throw error;
    return { id: row.id, secrets: {} };
  }
}

const valuesOf = (
  fields: readonly CredentialField[],
  { values, secret }: { values: NewCredential['values']; secret: boolean },
): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(field => field.secret === secret)
      .map(({ name, initial }) => [name, (values[name] ?? '').trim() || initial] as const)
      .filter(([, value]) => value !== ''),
  );

/** Until when its owner says it is good; null: nobody knows. */
export async function setExpiry(
  tx: Transaction,
  { credentialId, expiresAt }: { credentialId: string; expiresAt: Date | null },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('user_integrations')
    .set({ expires_at: expiresAt?.toISOString() ?? null })
    .where('id', '=', credentialId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('credential.not_found', {});
}

export interface Dependant {
  workflowId: string;
  workflow: string;
  step: string;
}

/** The steps that would be left without a key. */
export async function listDependants(
  tx: Transaction,
  { credentialId }: { credentialId: string },
): Promise<Dependant[]> {
  return tx
    .selectFrom('workflow_nodes as node')
    .innerJoin('workflows as workflow', 'workflow.id', 'node.workflow_id')
    .select(['workflow.id as workflowId', 'workflow.name as workflow', 'node.label as step'])
    .where(({ eb, ref }) => eb(ref('node.options', '->>').key('credentialId' as never), '=', credentialId as never))
    .orderBy('workflow.name')
    .orderBy('node.ordinal')
    .execute();
}

/** As the person, so that row level security decides whose it is. */
export async function deleteCredential(db: Database, { claims, id }: { claims: Claims; id: string }): Promise<void> {
  const { numDeletedRows } = await asUser(db, claims, tx =>
    tx.deleteFrom('user_integrations').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  if (numDeletedRows === 0n) throw new AppError('credential.not_found', {});
}
