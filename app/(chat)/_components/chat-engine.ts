import { AbstractChat, DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import type { ConversationState } from './conversation-state';
import { pickedModel } from './use-model';

interface Options {
  chatId: string;
  /** The workflow a new conversation is about, when it was opened from one. */
  workflowId: string | null;
  state: ConversationState;
  /** The answer on its way that a reload goes on with. */
  streamId(): string | undefined;
}

/** Sends and receives. A hundred kilobytes that a page does without until something is said: loaded by `chat-store`. */
export class ChatEngine extends AbstractChat<ChatMessage> {
  constructor({ chatId, workflowId, state, streamId }: Options) {
    super({
      ...{ id: chatId, state, generateId: () => crypto.randomUUID() },
      sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
      transport: new DefaultChatTransport({
        api: '/api/chat',
        // It holds what comes after the messages; those are kept.
        resumeStreamIsReplay: false,
        prepareReconnectToStreamRequest: ({ id }) => ({ api: `/api/chat/${id}/stream?id=${streamId()}` }),
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
}
