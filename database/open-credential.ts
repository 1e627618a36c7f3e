import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { CredentialValues } from '@/engine/nodes/credentials';
import { httpServiceOf } from '@/engine/nodes/http-service';
import { secretsOf } from '@/engine/run/scrub';
import { asService, type Database, type Transaction } from './connection';
import { noteOpened } from './opened-secrets';
import { unseal } from './seal';

/** What a secret is bound to: it opens in its own row only. */
export const contextOf = ({ owner, integration, id }: { owner: string; integration: string; id: string }) => [
  owner,
  integration,
  id,
];

/** The person's own, as it is stored; `expired`: past the day it was good for. */
export async function findOwn(tx: Transaction, { id, owner }: { id: string; owner: string }) {
  const row = await tx
    .selectFrom('user_integrations as own')
    .innerJoin('integrations as service', 'service.id', 'own.integration_id')
    .select(['own.id', 'own.name', 'own.config', 'own.secret_ciphertext', 'service.name as integration'])
    .select(['service.http', 'service.config_schema as form'])
    .where('own.id', '=', id)
    .where('own.user_id', '=', owner)
    .where('own.is_active', '=', true)
    .select(sql<boolean>`coalesce(own.expires_at <= now(), false)`.as('expired'))
    .executeTakeFirst();
  if (!row) throw new AppError('credential.not_found', {});
  return row;
}

export type OwnRow = Awaited<ReturnType<typeof findOwn>>;

/** Throws `credential.unreadable` where it was sealed with another master key. */
export function openSecrets(
  { id, secret_ciphertext: sealed, name, integration }: OwnRow,
  { owner, masterKey }: { owner: string; masterKey: string },
): Record<string, string> {
  if (sealed === null) return {};
  try {
    const context = contextOf({ owner, integration, id });
    return toTexts(JSON.parse(unseal(sealed as unknown as Buffer, { masterKey, context })));
  } catch (error) {
    throw new AppError('credential.unreadable', { name }, { cause: error });
  }
}

/**
 * Opens a key for a step of a person's run, and notes that it was used. Where the step names the key of somebody else,
 * whose workflow was shared, the person's own for the same service is opened instead. For the worker only.
 */
export async function openCredential(
  db: Database,
  { owner, credentialId, masterKey }: { owner: string; credentialId: string; masterKey: string },
): Promise<CredentialValues> {
  return asService(db, async tx => {
    const own = await readKeyFor(tx, { owner, credentialId });
    const row = await findOwn(tx, { id: own.id, owner });
    if (row.expired) throw new AppError('credential.expired', { name: row.name });
    const secrets = openSecrets(row, { owner, masterKey });
    await noteUse(tx, { credentialId: own.id, error: null });
    const { id, name, integration, config } = row;
    const service = integration === 'openai-compatible' ? null : httpServiceOf(row);
    const fields = { ...toTexts(config), ...secrets };
    const opened = { id, name, integration, fields, secret: Object.keys(secrets), ...(service && { service }) };
    noteOpened(id, secretsOf(opened));
    return opened;
  });
}

/** The key that a step which names another (or the same) is run with for one person. */
export interface KeyFor {
  id: string;
  name: string;
  /** ISO time after which it is not opened. */
  expiresAt: string | null;
}

interface Asked {
  owner: string;
  credentialIds: readonly string[];
}

/**
 * Of each key that steps name, the one of the person who runs them: it is theirs, or it is somebody else's and they have
 * one of the same name for the same service, or only one at all. What has none is not in the answer.
 */
export async function readKeysFor(tx: Transaction, { owner, credentialIds }: Asked): Promise<Map<string, KeyFor>> {
  const { rows } = await sql<KeyFor & { asked: string }>`
    select asked.id as asked, mine.id, mine.name, mine.expires_at as "expiresAt"
    from user_integrations asked
    cross join lateral (
      select own.id, own.name, own.expires_at, own.id = asked.id as same, own.name = asked.name as called,
        count(*) over () as choice
      from user_integrations own
      where own.user_id = ${owner}::uuid and own.integration_id = asked.integration_id and own.is_active
    ) mine
    where asked.id = any (${sql.val(credentialIds)}::uuid[])
      and (mine.same or (asked.user_id <> ${owner}::uuid and (mine.called or mine.choice = 1)))
    order by mine.same desc, mine.called desc`.execute(tx);
  const found = new Map<string, KeyFor>();
  for (const { asked, ...key } of rows) if (!found.has(asked)) found.set(asked, key);
  return found;
}

async function readKeyFor(
  tx: Transaction,
  { owner, credentialId }: { owner: string; credentialId: string },
): Promise<KeyFor> {
  const key = (await readKeysFor(tx, { owner, credentialIds: [credentialId] })).get(credentialId);
  if (key) return key;
  throw new AppError('credential.not_found', {});
}

/**
 * What came of the last use, in a sentence without the secret; null: nothing is wrong with it. A test says whether it
 * works; that it was opened does not.
 */
export async function noteUse(
  tx: Transaction,
  { credentialId, error, tested = false }: { credentialId: string; error: string | null; tested?: boolean },
): Promise<void> {
  const opened = error === null && !tested;
  await tx
    .updateTable('user_integrations')
    .set({
      ...(tested ? { last_tested_at: sql`now()` } : { last_used_at: sql`now()` }),
      ...(opened ? { usage_count: sql`usage_count + 1` } : { status: error === null ? 'working' : 'failing' }),
      last_error: error,
    })
    .where('id', '=', credentialId)
    .execute();
}

/** Only texts: what another version kept in other forms is not for a form. */
export const toTexts = (config: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof config === 'object' && config !== null ? config : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
