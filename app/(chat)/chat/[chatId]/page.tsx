import type { Metadata } from 'next';
import type { ChatMessage } from '@/agent/messages';
import { readChat, readConversation } from '@/database/chats';
import { load } from '../../../_server/load';
import { ChatPage } from '../../_components/chat';

interface Props {
  params: Promise<{ chatId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { chatId } = await params;
  const { title } = await load(tx => readChat(tx, { chatId }));
  return { title };
}

export default async function SavedChatPage({ params }: Props) {
  const { chatId } = await params;
  const { chat, messages } = await load(tx => readConversation<ChatMessage>(tx, { chatId }));
  return (
    <ChatPage
      key={chatId}
      chatId={chatId}
      title={chat.title}
      messages={messages}
      streamId={chat.activeStreamId}
      workflowId={chat.workflowId}
      saved
    />
  );
}
