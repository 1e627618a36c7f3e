'use server';
import { z } from 'zod';
import { nameVersion as setName } from '@/database/version-names';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), version: z.int().min(1), name: z.string().trim().max(80) });

export async function nameVersion(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => setName(tx, Input.parse(input)));
    return null;
  });
}
