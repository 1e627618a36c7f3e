'use server';
import { z } from 'zod';
import { listModelKeys, openModelKeys, saveModelKey } from '@/database/model-keys';
import { AppError } from '@/engine/errors';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';
import { settings } from '../../../_server/settings';
import { tryKey } from '../../../_server/try-key';

const Input = z.object({ id: z.uuid() });
const mostBrought = 50;

/** Tries a stored key once more: whether it still works, and what its address offers now. */
export async function tryAgain(input: z.infer<typeof Input>) {
  return act(async ({ claims }) => {
    const { id } = Input.parse(input);
    const { db } = runtime();
    const masterKey = settings().encryptionKey;
    const stored = (await listModelKeys(db, claims)).find(key => key.id === id);
    if (!stored) throw new AppError('credential.not_found', {});
    const apiKey = (await openModelKeys(db, { claims, masterKey })).get(id) ?? null;
    const { integration, name, baseUrl } = stored;
    const models = await tryKey({ integration, apiKey, baseUrl });
    const brought = integration === 'openai-compatible' ? models.slice(0, mostBrought) : [];
    const key = { integration, name, apiKey, baseUrl, models: brought, listed: models.length };
    await saveModelKey(db, { claims, masterKey, key });
    return { count: models.length };
  });
}
