import { isWebAddress, type ModelKey } from '@/agent/models/access';
import type { AiModel } from '@/agent/models/catalogue';
import type { Claims } from '@/database/connection';
import { listModelKeys, openModelKeys, type StoredKey } from '@/database/model-keys';
import { AppError } from '@/engine/errors';
import { log } from './log';
import { runtime } from './runtime';
import { settings } from './settings';

export interface PersonsKeys {
  keys: readonly ModelKey[];
  /** Models that a key brought along, beside the listed ones. */
  models: readonly AiModel[];
}

/** The person's keys to model providers, opened for use. */
export async function readModelKeys(claims: Claims): Promise<PersonsKeys> {
  const stored = await listModelKeys(runtime().db, claims);
  if (stored.length === 0) return { keys: [], models: [] };
  const secrets = await openSecrets(claims);
  const usable = stored.filter(
    ({ id, hasSecret, baseUrl }) => (!hasSecret || secrets.has(id)) && (baseUrl === null || isWebAddress(baseUrl)),
  );
  return {
    keys: usable.map(({ id, integration, baseUrl }) => ({
      ...{ credentialId: id, integration, baseUrl },
      key: secrets.get(id) ?? null,
    })),
    models: usable.flatMap(key => key.models.map(name => broughtBy(key, name))),
  };
}

/** Sealed with another installation's key: as if there were none, so that the rest still works. */
async function openSecrets(claims: Claims): Promise<ReadonlyMap<string, string>> {
  try {
    return await openModelKeys(runtime().db, { claims, masterKey: settings().encryptionKey });
  } catch (error) {
    if (!AppError.is(error)) throw error;
    log.warn({ error }, 'a key of a model provider could not be opened');
    return new Map();
  }
}

const broughtBy = ({ id, integration, name: place }: StoredKey, name: string): AiModel => ({
  ...{ name: `${place}: ${name}`, displayName: name, modelId: name, provider: integration, credentialId: id },
  ...{ baseUrl: null, price: null, vision: false, maxOutputTokens: null },
});
