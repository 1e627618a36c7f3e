'use server';
import { z } from 'zod';
import { saveCredential, setExpiry } from '@/database/credentials';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';
import { settings } from '../../../_server/settings';
import { tryCredential } from '../../../_server/try-credential';
import { texts } from '../../../_ui/texts';

const Input = z.object({
  id: z.uuid().optional(),
  integration: z.string().max(100),
  name: z.string().max(120),
  /** When it stops working; null: nobody knows. */
  expiresAt: z.iso.datetime().nullable(),
  values: z.record(z.string().max(100), z.string().max(20_000)),
});

/** Keeps it and tries it; one that does not work is kept all the same, with what is wrong. */
export async function keepCredential(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { expiresAt, ...credential } = Input.parse(input);
    const id = await saveCredential(runtime().db, { claims, masterKey: settings().encryptionKey, credential });
    const until = expiresAt === null ? null : new Date(expiresAt);
    await asUser(tx => setExpiry(tx, { credentialId: id, expiresAt: until }));
    if (until && until <= new Date()) return { id, problem: texts.credential.isOver };
    return { id, problem: await tryCredential({ claims, id }) };
  });
}
