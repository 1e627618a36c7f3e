import { readDraft } from '@/database/workflows';
import { load } from '../_server/load';
import { texts } from '../_ui/texts';
import { NewChat } from './_components/new-chat';

interface Props {
  searchParams: Promise<{ draft?: string; workflow?: string }>;
}

/** A new conversation, about an existing workflow if one is named. It gets its address with the first message. */
export default async function NewChatPage({ searchParams }: Props) {
  const { draft, workflow } = await searchParams;
  const about = await load(async tx => (workflow ? readDraft(tx, { workflowId: workflow }) : null));
  return (
    <NewChat
      title={about ? texts.chat.about(about.workflow.name) : texts.chat.untitled}
      workflowId={about?.id ?? null}
      draft={draft?.slice(0, 2000)}
    />
  );
}
