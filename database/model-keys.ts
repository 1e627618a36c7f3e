import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { asService, asUser, type Claims, type Database } from './connection';
import { json } from './json';
import { contextOf } from './open-credential';
import { noteOpened } from './opened-secrets';
import { keyIdOf, seal, unseal } from './seal';

/** The services whose keys are for language models. */
export const modelIntegrations = ['openai', 'anthropic', 'google', 'openrouter', 'openai-compatible'] as const;
export type ModelIntegration = (typeof modelIntegrations)[number];

const Config = z.object({
  base_url: z.string().nullable().catch(null).default(null),
  /** Models of it that are offered beside the listed ones. */
  models: z.array(z.string()).catch([]).default([]),
  /** How many it listed when it was last tried. */
  listed: z.number().nullable().catch(null).default(null),
  tested_at: z.string().nullable().catch(null).default(null),
  /** The end of the key, by which its owner knows it. */
  hint: z.string().catch('').default(''),
});

/** A key as its owner sees it: everything but the secret. */
export interface StoredKey {
  id: string;
  integration: ModelIntegration;
  name: string;
  baseUrl: string | null;
  models: readonly string[];
  listed: number | null;
  testedAt: string | null;
  hint: string;
  hasSecret: boolean;
}

const Secret = z.object({ api_key: z.string() });

/** Of the person who asks. The secret is not among the columns that a person may read. */
export async function listModelKeys(db: Database, claims: Claims): Promise<StoredKey[]> {
  const rows = await asUser(db, claims, tx =>
    tx
      .selectFrom('user_integrations as u')
      .innerJoin('integrations as i', 'i.id', 'u.integration_id')
      .select(['u.id', 'u.name', 'u.config', 'i.name as integration'])
      .where('i.name', 'in', [...modelIntegrations])
      .where('u.is_active', '=', true)
      .orderBy('u.created_at')
      .execute(),
  );
  return rows.map(({ id, name, config, integration }) => {
    const { base_url, tested_at, ...known } = Config.parse(config);
    const hasSecret = known.hint !== '';
    return {
      id,
      name,
      integration: integration as ModelIntegration,
      baseUrl: base_url,
      testedAt: tested_at,
      hasSecret,
      ...known,
    };
  });
}

/** The secrets of one person, opened; by the service role, for the person named by verified claims alone. */
export async function openModelKeys(
  db: Database,
  { claims, masterKey }: { claims: Claims; masterKey: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await asService(db, tx =>
    tx
      .selectFrom('user_integrations as u')
      .innerJoin('integrations as i', 'i.id', 'u.integration_id')
      .select(['u.id', 'u.secret_ciphertext', 'u.user_id', 'i.name'])
      .where('u.user_id', '=', claims.sub)
      .where('i.name', 'in', [...modelIntegrations])
      .where('u.is_active', '=', true)
      .where('u.secret_ciphertext', 'is not', null)
      .execute(),
  );
  return new Map(
    rows.map(({ id, secret_ciphertext, user_id, name }) => {
      const context = contextOf({ owner: user_id, integration: name, id });
      const opened = unseal(secret_ciphertext as unknown as Buffer, { masterKey, context });
      const apiKey = Secret.parse(JSON.parse(opened)).api_key;
      noteOpened(id, [apiKey]);
      return [id, apiKey];
    }),
  );
}

export interface NewKey {
  integration: ModelIntegration;
  name: string;
  apiKey: string | null;
  baseUrl: string | null;
  models: readonly string[];
  listed: number;
}

/** Keeps a key; one of the same service and name is replaced. */
export async function saveModelKey(
  db: Database,
  { claims, masterKey, key }: { claims: Claims; masterKey: string; key: NewKey },
): Promise<void> {
  const { integration, name, apiKey, baseUrl, models, listed } = key;
  const config = {
    ...{ base_url: baseUrl, models, listed, tested_at: new Date().toISOString() },
    hint: apiKey === null ? '' : apiKey.slice(-4),
  };
  await asService(db, async tx => {
    const service = await tx.selectFrom('integrations').select('id').where('name', '=', integration).executeTakeFirst();
    if (!service) throw new AppError('credential.not_found', {});
    // The row comes first, new or as it was: its id is part of what the secret is bound to.
    const { id } = await tx
      .insertInto('user_integrations')
      .values({ user_id: claims.sub, integration_id: service.id, name })
      .onConflict(conflict => conflict.columns(['user_id', 'integration_id', 'name']).doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow();
    const context = contextOf({ owner: claims.sub, integration, id });
    const secret = apiKey === null ? null : seal(JSON.stringify({ api_key: apiKey }), { masterKey, context });
    const values = {
      config: json(config),
      secret_ciphertext: secret as never,
      secret_key_id: secret === null ? null : keyIdOf(masterKey),
      is_active: true,
    };
    await tx.updateTable('user_integrations').set(values).where('id', '=', id).execute();
  });
}

/** Takes a key out for good; as the person, so that row level security decides whose it is. */
export async function deleteModelKey(db: Database, { claims, id }: { claims: Claims; id: string }): Promise<void> {
  const { numDeletedRows } = await asUser(db, claims, tx =>
    tx.deleteFrom('user_integrations').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  if (numDeletedRows === 0n) throw new AppError('credential.not_found', {});
}
