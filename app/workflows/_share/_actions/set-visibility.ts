'use server';
import { z } from 'zod';
import { setVisibility as set } from '@/database/shares';
import { act } from '../../../_server/act';

const Input = z.object({
  workflowId: z.uuid(),
  visibility: z.enum(['private', 'team', 'public']),
  teamId: z.uuid().nullable(),
});

export async function setVisibility(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => set(tx, Input.parse(input)));
    return null;
  });
}
