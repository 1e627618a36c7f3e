'use server';
import { z } from 'zod';
import type { ChatMessage } from '@/agent/messages';
import { readConversation } from '@/database/chats';
import { act } from '../../../_server/act';

const Input = z.object({ chatId: z.uuid() });

/** What was said so far, for going on with it beside the workflow. */
export async function readMessages(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { messages } = await asUser(tx => readConversation<ChatMessage>(tx, Input.parse(input)));
    return messages;
  });
}
