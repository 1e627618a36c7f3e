'use client';
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { texts } from '../_ui/texts';
import type { NamedLink, ShellFacts } from './shell-facts';

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  facts: ShellFacts;
}

/** Finds everything by typing: conversations, workflows, tables, places and actions. */
export function Palette({ open, onOpenChange, facts }: Props) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const choose = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const go = (href: string) => choose(() => router.push(href));
  const actions = [
    { label: texts.palette.new, act: go('/') },
    { label: texts.nav.workflows, act: go('/workflows') },
    { label: texts.nav.templates, act: go('/templates') },
    { label: texts.nav.tables, act: go('/tables') },
    { label: texts.nav.runs, act: go('/runs') },
    { label: texts.palette.theme, act: choose(() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')) },
  ];

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Popup
          aria-label={texts.nav.search}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-float outline-none"
        >
          <Command label={texts.nav.search} loop>
            <Command.Input
              placeholder={texts.palette.placeholder}
              className="h-11 w-full border-line border-b bg-transparent px-4 outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1">
              <Command.Empty className="px-3 py-6 text-muted">{texts.palette.nothing}</Command.Empty>
              <Command.Group heading={texts.palette.go} className={group}>
                {actions.map(({ label, act }) => (
                  <Command.Item key={label} onSelect={act} className={item}>
                    {label}
                  </Command.Item>
                ))}
              </Command.Group>
              <Links heading={texts.nav.conversations} links={facts.conversations} path="/chat" go={go} />
              <Links heading={texts.nav.workflows} links={facts.workflows} path="/workflows" go={go} />
              <Links heading={texts.nav.tables} links={facts.tables} path="/tables" go={go} />
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const group =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint';
const item = 'flex h-8 cursor-pointer items-center truncate rounded px-2 data-[selected=true]:bg-hover';

interface LinksProps {
  heading: string;
  links: readonly NamedLink[];
  path: string;
  go(href: string): () => void;
}

function Links({ heading, links, path, go }: LinksProps) {
  if (links.length === 0) return null;
  return (
    <Command.Group heading={heading} className={group}>
      {links.map(({ id, title }) => (
        <Command.Item key={id} value={`${title} ${id}`} onSelect={go(`${path}/${id}`)} className={item}>
          <span className="truncate">{title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
