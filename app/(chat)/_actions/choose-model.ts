'use server';
import { z } from 'zod';
import { chooseChatModel } from '@/database/models';
import { act } from '../../_server/act';

const Input = z.object({ chatId: z.uuid(), model: z.string().min(1).max(200) });

/** Remembers the model for the conversation. */
export async function chooseModel(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => chooseChatModel(tx, Input.parse(input))));
}
