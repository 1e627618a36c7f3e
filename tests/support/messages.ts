import type { ChatMessage } from '@/agent/messages';
import { readMessages } from '@/database/chats';
import type { TestUser } from './test-database';

/** A conversation as it is stored. */
export const listMessages = (user: TestUser, chatId: string) =>
  user.asUser(tx => readMessages<ChatMessage>(tx, { chatId }));
