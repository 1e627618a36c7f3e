'use server';
import { z } from 'zod';
import { renameChat } from '@/database/chats';
import { act } from '../../_server/act';

const Input = z.object({ chatId: z.uuid(), title: z.string().trim().min(1).max(200) });

export async function renameConversation(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => renameChat(tx, Input.parse(input))));
}
