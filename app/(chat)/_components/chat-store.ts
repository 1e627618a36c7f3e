'use client';
import { Chat } from '@ai-sdk/react';
import { DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import { pickedModel } from './use-model';

interface Options {
  chatId: string;
  /** What the server has of it; empty for a new one. */
  messages: readonly ChatMessage[];
  /** The workflow a new conversation is about, when it was opened from one. */
  workflowId: string | null;
  /** The answer that was on its way when the messages were read. */
  streamId: string | null;
}

const chats = new Map<string, Chat<ChatMessage>>();
/** Answers on their way to messages that came from the server and not through this tab. */
const unheard = new WeakMap<Chat<ChatMessage>, string>();
/** The answer each conversation of this tab goes on with. */
const resumed = new Map<string, string>();

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
      if (options.streamId !== null) unheard.set(known, options.streamId);
    }
    return known;
  }
  const chat = createChat(options);
  if (options.streamId !== null) unheard.set(chat, options.streamId);
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
      // It holds what comes after the messages; those are kept.
      resumeStreamIsReplay: false,
      prepareReconnectToStreamRequest: ({ id }) => ({ api: `/api/chat/${id}/stream?id=${resumed.get(id)}` }),
      prepareSendMessagesRequest: ({ id, messages: all }) => ({
        body: {
          chatId: id,
          message: all.at(-1),
          workflowId: workflowId ?? undefined,
          model: pickedModel(id),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    }),
  });
}

/** Whether to ask the server for an answer on its way; once. One that was streamed here is not asked for again. */
export function takeUnheard(chat: Chat<ChatMessage>): boolean {
  const streamId = unheard.get(chat);
  if (streamId !== undefined) resumed.set(chat.id, streamId);
  return unheard.delete(chat);
}

/** Forgets a deleted conversation. */
export const closeChat = (chatId: string) => chats.delete(chatId);
