import type { Metadata } from 'next';
import type { ChatMessage } from '@/agent/messages';
import { readChat, readConversation } from '@/database/chats';
import { readChatModel } from '@/database/models';
import { load, loadUser } from '../../../_server/load';
import { closeLostAnswer } from '../../../_server/lost-answer';
import { loadPicker } from '../../../_server/picker';
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
  const { chat, messages, model, picker } = await loadUser(async ({ claims, asUser }) => {
    await closeLostAnswer({ chatId, asPerson: asUser });
    return {
      ...(await asUser(async tx => ({
        ...(await readConversation<ChatMessage>(tx, { chatId })),
        model: await readChatModel(tx, { chatId }),
      }))),
      picker: await loadPicker(claims),
    };
  });
  return (
    <ChatPage
      key={chatId}
      chatId={chatId}
      title={chat.title}
      messages={messages}
      streamId={chat.activeStreamId}
      workflowId={chat.workflowId}
      picker={picker}
      model={model}
      saved
    />
  );
}
