'use client';
import type { ChatMessage } from '@/agent/messages';
import { notify } from '../../_ui/toast';
import { type ChatActions, ChatActionsProvider } from '../../(chat)/_components/chat-actions';
import { LatestRunProvider } from '../../(chat)/_components/latest-run';
import { Message } from '../../(chat)/_components/message';
import { latestRunOf } from '../../(chat)/_components/what-is-shown';

const actions: ChatActions = {
  busy: false,
  send: text => notify(`Says: ${text}`),
  approve: (_, approved) => notify(approved ? 'Approves' : 'Refuses'),
  mention: key => notify(`Mentions @${key}`),
  openWorkflow: () => notify('Opens the workflow'),
};

/** Cards as the conversation draws them, each as if it were the newest. */
export function Conversation({ messages }: { messages: readonly ChatMessage[] }) {
  return (
    <ChatActionsProvider value={actions}>
      <div className="flex flex-col gap-6">
        {messages.map((message, index) => (
          <LatestRunProvider key={message.id} value={latestRunOf(messages.slice(0, index + 3))}>
            <Message message={message} newest streaming={false} />
          </LatestRunProvider>
        ))}
      </div>
    </ChatActionsProvider>
  );
}
