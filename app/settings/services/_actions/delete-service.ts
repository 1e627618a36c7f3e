'use server';
import { z } from 'zod';
import { removeIntegration } from '@/database/integrations';
import { act } from '../../../_server/act';

const Input = z.object({ name: z.string().max(100) });

export async function deleteService(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => removeIntegration(tx, Input.parse(input)));
    return null;
  });
}
