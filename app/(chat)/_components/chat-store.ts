'use client';
import { Chat } from '@ai-sdk/react';
import { DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import type { ChatMessage } from '@/agent/messages';

interface Options {
  chatId: string;
  /** What the server has of it; empty for a new one. */
  messages: readonly ChatMessage[];
  /** The workflow a new conversation is about, when it was opened from one. */
  workflowId: string | null;
}

const chats = new Map<string, Chat<ChatMessage>>();
/** Chats whose messages came from the server and not through this tab: an answer to them may be on its way. */
const unheard = new WeakSet<Chat<ChatMessage>>();

/**
 * One object per conversation and browser tab, so that a stream goes on while other pages are looked at. The server
 * renders for many people and therefore keeps none.
 */
export function openChat(options: Options): Chat<ChatMessage> {
  const known = chats.get(options.chatId);
  if (known) {
    // The command line, or another tab, may have gone on with it.
    if (known.status === 'ready' && options.messages.length > known.messages.length) {
      known.messages = [...options.messages];
      unheard.add(known);
    }
    return known;
  }
  const chat = createChat(options);
  if (options.messages.length > 0) unheard.add(chat);
  if (typeof window !== 'undefined') chats.set(options.chatId, chat);
  return chat;
}

function createChat({ chatId, messages, workflowId }: Options) {
  return new Chat<ChatMessage>({
    id: chatId,
    messages: [...messages],
    generateId: () => crypto.randomUUID(),
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    transport: new DefaultChatTransport({
      api: '/api/chat',
      prepareSendMessagesRequest: ({ id, messages: all }) => ({
        body: {
          chatId: id,
          message: all.at(-1),
          workflowId: workflowId ?? undefined,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    }),
  });
}

/** Whether to ask the server for an answer on its way; once. One that was streamed here is not asked for again. */
export const takeUnheard = (chat: Chat<ChatMessage>): boolean => unheard.delete(chat);

/** Forgets a deleted conversation. */
export const closeChat = (chatId: string) => chats.delete(chatId);
