'use server';
import { z } from 'zod';
import { search } from '@/database/search';
import { act } from '../../_server/act';

const Input = z.object({ query: z.string().max(200) });

export async function searchEverything(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => search(tx, Input.parse(input))));
}
