'use server';
import { z } from 'zod';
import { savePreferences } from '@/database/preferences';
import { act } from '../../../_server/act';

const Input = z.object({ model: z.string().min(1).max(200) });

/** The model that new conversations, and steps that name none, use. */
export async function setStandard(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => savePreferences(tx, Input.parse(input))));
}
