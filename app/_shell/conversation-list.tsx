'use client';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Menu } from '../_ui/menu';
import { texts } from '../_ui/texts';
import { NavLink } from './nav-link';
import type { NamedLink } from './shell-facts';

const DeleteConversation = dynamic(() => import('./delete-conversation').then(module => module.DeleteConversation));
const RenameConversation = dynamic(() => import('./rename-conversation').then(module => module.RenameConversation));

interface Props {
  conversations: readonly NamedLink[];
  path: string;
  onGo(): void;
}

export function ConversationList({ conversations, path, onGo }: Props) {
  const [renaming, setRenaming] = useState<NamedLink | null>(null);
  const [deleting, setDeleting] = useState<NamedLink | null>(null);
  return (
    <section aria-label={texts.nav.conversations} className="mt-3 flex min-h-0 flex-1 flex-col">
      <h2 className="px-2 pb-1 text-faint text-xs">{texts.nav.conversations}</h2>
      {conversations.length === 0 && <p className="px-2 text-[13px] text-faint">{texts.nav.noConversations}</p>}
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto">
        {conversations.map(chat => (
          <li key={chat.id} className="group relative flex items-center">
            <div className="min-w-0 flex-1">
              <NavLink href={`/chat/${chat.id}`} label={chat.title} here={path === `/chat/${chat.id}`} onGo={onGo} />
            </div>
            <Menu
              trigger={
                <button
                  type="button"
                  aria-label={texts.nav.more(chat.title)}
                  className="absolute right-1 flex size-6 items-center justify-center rounded bg-hover text-muted opacity-0 hover:text-text focus-visible:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100 max-md:opacity-100"
                >
                  <Ellipsis size={14} />
                </button>
              }
              entries={[
                { label: texts.nav.rename, icon: <Pencil size={14} />, onSelect: () => setRenaming(chat) },
                { label: texts.nav.delete, icon: <Trash size={14} />, danger: true, onSelect: () => setDeleting(chat) },
              ]}
            />
          </li>
        ))}
      </ul>
      {renaming && <RenameConversation chat={renaming} onClose={() => setRenaming(null)} />}
      {deleting && <DeleteConversation chat={deleting} onClose={() => setDeleting(null)} />}
    </section>
  );
}
