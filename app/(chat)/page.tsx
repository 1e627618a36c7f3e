import { readDraft } from '@/database/workflows';
import { load } from '../_server/load';
import { texts } from '../_ui/texts';
import { ChatPage } from './_components/chat';

interface Props {
  searchParams: Promise<{ draft?: string; workflow?: string }>;
}

/** A new conversation, about an existing workflow if one is named. It gets its address with the first message. */
export default async function NewChatPage({ searchParams }: Props) {
  const { draft, workflow } = await searchParams;
  const about = await load(async tx => (workflow ? readDraft(tx, { workflowId: workflow }) : null));
  const chatId = crypto.randomUUID();
  return (
    <ChatPage
      key={chatId}
      chatId={chatId}
      title={about ? texts.chat.about(about.workflow.name) : texts.chat.untitled}
      messages={[]}
      workflowId={about?.id ?? null}
      saved={false}
      draft={draft?.slice(0, 2000)}
    />
  );
}
