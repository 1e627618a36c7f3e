import { readDraft } from '@/database/workflows';
import { loadUser } from '../_server/load';
import { loadPicker } from '../_server/picker';
import { texts } from '../_ui/texts';
import { NewChat } from './_components/new-chat';

interface Props {
  searchParams: Promise<{ draft?: string; workflow?: string }>;
}

/** A new conversation, about an existing workflow if one is named. It gets its address with the first message. */
export default async function NewChatPage({ searchParams }: Props) {
  const { draft, workflow } = await searchParams;
  const { about, picker } = await loadUser(async ({ claims, asUser }) => ({
    about: workflow ? await asUser(tx => readDraft(tx, { workflowId: workflow })) : null,
    picker: await loadPicker(claims),
  }));
  return (
    <NewChat
      title={about ? texts.chat.about(about.workflow.name) : texts.chat.untitled}
      workflowId={about?.id ?? null}
      draft={draft?.slice(0, 2000)}
      picker={picker}
    />
  );
}
