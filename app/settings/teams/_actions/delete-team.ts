'use server';
import { z } from 'zod';
import { deleteTeam as remove } from '@/database/teams';
import { act } from '../../../_server/act';

const Input = z.object({ teamId: z.uuid() });

export async function deleteTeam(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => remove(tx, Input.parse(input)));
    return null;
  });
}
