import type { Metadata } from 'next';
import type { ChatMessage } from '@/agent/messages';
import { readChat, readMessages } from '@/database/chats';
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
  const [chat, messages] = await load(async tx => [
    await readChat(tx, { chatId }),
    await readMessages<ChatMessage>(tx, { chatId }),
  ]);
  return (
    <ChatPage key={chatId} chatId={chatId} title={chat.title} messages={messages} workflowId={chat.workflowId} saved />
  );
}
