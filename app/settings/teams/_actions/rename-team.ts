'use server';
import { z } from 'zod';
import { renameTeam as rename } from '@/database/teams';
import { act } from '../../../_server/act';

const Input = z.object({ teamId: z.uuid(), name: z.string().max(200) });

export async function renameTeam(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => rename(tx, Input.parse(input)));
    return null;
  });
}
