'use server';
import { z } from 'zod';
import { modelIntegrations, saveModelKey } from '@/database/model-keys';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';
import { settings } from '../../../_server/settings';
import { tryKey } from '../../../_server/try-key';

const Input = z.object({
  integration: z.enum(modelIntegrations),
  name: z.string().trim().min(1).max(120),
  apiKey: z.string().trim().max(2_000),
  baseUrl: z.string().trim().max(500),
});

const mostBrought = 50;

/** Tries a key by listing its models, and keeps it when that works. Answers with how many there are. */
export async function keepKey(input: z.infer<typeof Input>) {
  return act(async ({ claims }) => {
    const { integration, name, ...given } = Input.parse(input);
    const key = { integration, apiKey: given.apiKey || null, baseUrl: given.baseUrl || null };
    const models = await tryKey(key);
    // The known providers' models are listed for everybody; an address of one's own brings its own.
    const brought = integration === 'openai-compatible' ? models.slice(0, mostBrought) : [];
    const masterKey = settings().encryptionKey;
    await saveModelKey(runtime().db, {
      ...{ claims, masterKey },
      key: { ...key, name, models: brought, listed: models.length },
    });
    return { count: models.length };
  });
}
