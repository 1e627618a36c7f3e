import { texts } from '../_ui/texts';
import { ChatPage } from './_components/chat';

interface Props {
  searchParams: Promise<{ draft?: string }>;
}

/** A new conversation. It gets its id here, and its address with the first message. */
export default async function NewChatPage({ searchParams }: Props) {
  const { draft } = await searchParams;
  const chatId = crypto.randomUUID();
  return (
    <ChatPage
      key={chatId}
      chatId={chatId}
      title={texts.chat.untitled}
      messages={[]}
      workflowId={null}
      saved={false}
      draft={draft?.slice(0, 2000)}
    />
  );
}
