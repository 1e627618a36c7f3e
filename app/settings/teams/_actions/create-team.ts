'use server';
import { z } from 'zod';
import { createTeam as create } from '@/database/teams';
import { act } from '../../../_server/act';

const Input = z.object({ name: z.string().max(200) });

export async function createTeam(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => create(tx, Input.parse(input))));
}
