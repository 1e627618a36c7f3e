'use client';
import { usePathname, useRouter } from 'next/navigation';
import { ConfirmDialog } from '../_ui/confirm-dialog';
import { texts } from '../_ui/texts';
import { useAction } from '../_ui/use-action';
import { deleteConversation } from '../(chat)/_actions/delete-conversation';
import type { NamedLink } from './shell-facts';

export function DeleteConversation({ chat, onClose }: { chat: NamedLink | null; onClose(): void }) {
  const [, act] = useAction();
  const router = useRouter();
  const path = usePathname();
  const remove = async () => {
    if (!chat) return;
    const done = await act(() => deleteConversation({ chatId: chat.id }));
    if (done && path === `/chat/${chat.id}`) router.push('/');
  };
  return (
    <ConfirmDialog
      open={chat !== null}
      onOpenChange={open => !open && onClose()}
      title={texts.chat.deleteTitle}
      description={texts.chat.deleteText}
      confirm={texts.nav.delete}
      onConfirm={remove}
    />
  );
}
