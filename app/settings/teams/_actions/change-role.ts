'use server';
import { z } from 'zod';
import { changeRole as change, GivenRole } from '@/database/teams';
import { act } from '../../../_server/act';

const Input = z.object({ teamId: z.uuid(), userId: z.uuid(), role: GivenRole });

export async function changeRole(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => change(tx, Input.parse(input)));
    return null;
  });
}
