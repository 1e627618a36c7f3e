'use server';
import { z } from 'zod';
import { saveCredential } from '@/database/credentials';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';
import { settings } from '../../../_server/settings';
import { tryCredential } from '../../../_server/try-credential';

const Input = z.object({
  id: z.uuid().optional(),
  integration: z.string().max(100),
  name: z.string().max(120),
  values: z.record(z.string().max(100), z.string().max(20_000)),
});

/** Keeps it and tries it; one that does not work is kept all the same, with what is wrong. */
export async function keepCredential(input: z.infer<typeof Input>) {
  return act(async ({ claims }) => {
    const credential = Input.parse(input);
    const id = await saveCredential(runtime().db, { claims, masterKey: settings().encryptionKey, credential });
    return { id, problem: await tryCredential({ claims, id }) };
  });
}
