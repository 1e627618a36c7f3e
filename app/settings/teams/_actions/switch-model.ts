'use server';
import { z } from 'zod';
import { switchTeamModel } from '@/database/team-models';
import { act } from '../../../_server/act';

const Input = z.object({ teamId: z.uuid(), model: z.string().max(200), isEnabled: z.boolean() });

export async function switchModel(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => switchTeamModel(tx, Input.parse(input)));
    return null;
  });
}
