'use client';
import History from 'lucide-react/icons/history';
import LayoutTemplate from 'lucide-react/icons/layout-template';
import PanelLeft from 'lucide-react/icons/panel-left';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import Settings from 'lucide-react/icons/settings';
import Table from 'lucide-react/icons/table-2';
import WorkflowIcon from 'lucide-react/icons/workflow';
import { usePathname } from 'next/navigation';
import { cx } from '../_ui/cx';
import { IconButton } from '../_ui/icon-button';
import { texts } from '../_ui/texts';
import { ConversationList } from './conversation-list';
import { NavLink } from './nav-link';
import type { ShellFacts } from './shell-facts';
import { ThemeSwitch } from './theme-switch';

interface Props {
  facts: ShellFacts;
  folded: boolean;
  onFold(): void;
  onSearch(): void;
  /** After a link was followed: a drawer closes. */
  onGo(): void;
}

const places = [
  { href: '/workflows', label: texts.nav.workflows, icon: <WorkflowIcon size={16} /> },
  { href: '/templates', label: texts.nav.templates, icon: <LayoutTemplate size={16} /> },
  { href: '/tables', label: texts.nav.tables, icon: <Table size={16} /> },
  { href: '/runs', label: texts.nav.runs, icon: <History size={16} /> },
  { href: '/settings', label: texts.nav.settings, icon: <Settings size={16} /> },
];

export function Sidebar({ facts, folded, onFold, onSearch, onGo }: Props) {
  const path = usePathname();
  return (
    <nav aria-label={texts.nav.label} className="flex h-full flex-col gap-1 p-2">
      <div className={cx('flex h-8 items-center', folded ? 'justify-center' : 'justify-between pl-2')}>
        {!folded && <span className="font-semibold tracking-tight">{texts.product}</span>}
        <div className="flex">
          {!folded && (
            <IconButton label={texts.nav.search} keys="mod K" onClick={onSearch}>
              <Search size={16} />
            </IconButton>
          )}
          <IconButton
            label={folded ? texts.nav.unfold : texts.nav.fold}
            keys="mod B"
            onClick={onFold}
            className="max-md:hidden"
          >
            <PanelLeft size={16} />
          </IconButton>
        </div>
      </div>
      <NavLink
        href="/"
        label={texts.nav.new}
        icon={<Plus size={16} />}
        folded={folded}
        here={path === '/'}
        onGo={onGo}
      />
      {places.map(place => (
        <NavLink key={place.href} {...place} folded={folded} here={path.startsWith(place.href)} onGo={onGo} />
      ))}
      {folded ? (
        <div className="flex-1" />
      ) : (
        <ConversationList conversations={facts.conversations} path={path} onGo={onGo} />
      )}
      <ThemeSwitch folded={folded} />
    </nav>
  );
}
