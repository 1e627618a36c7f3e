'use client';
import { RenameDialog } from '../_ui/rename-dialog';
import { texts } from '../_ui/texts';
import { useAction } from '../_ui/use-action';
import { renameConversation } from '../(chat)/_actions/rename-conversation';
import type { NamedLink } from './shell-facts';

export function RenameConversation({ chat, onClose }: { chat: NamedLink | null; onClose(): void }) {
  const [, act] = useAction();
  return (
    <RenameDialog
      key={chat?.id}
      open={chat !== null}
      title={texts.chat.renameTitle}
      name={chat?.title ?? ''}
      onClose={onClose}
      onSave={title => chat && act(() => renameConversation({ chatId: chat.id, title }))}
    />
  );
}
