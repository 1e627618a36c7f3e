'use server';
import { z } from 'zod';
import { deleteChat } from '@/database/chats';
import { act } from '../../_server/act';

const Input = z.object({ chatId: z.uuid() });

export async function deleteConversation(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => deleteChat(tx, Input.parse(input))));
}
