'use client';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { findTemplates } from '@/engine/templates/find-templates';
import { listTemplates } from '../../templates/_actions/list-templates';
import { useStart } from '../../templates/_components/use-start';

type Listed = Extract<Awaited<ReturnType<typeof listTemplates>>, { value: unknown }>['value'][number];

interface Options {
  chatId: string;
  draft: string;
  setDraft(text: string): void;
}

export interface Slash {
  /** The list is open. */
  open: boolean;
  loading: boolean;
  working: boolean;
  entries: readonly Listed[];
  /** The one that Enter takes. */
  active: number;
  point(index: number): void;
  choose(entry: Listed): void;
  /** What the composer is told of it. `onKey` is true when the key was for the list and not for the text. */
  list: { id: string; activeId: string | undefined; onKey(event: KeyboardEvent): boolean };
}

export const slashListId = 'slash-templates';
export const slashOptionId = (index: number) => `${slashListId}-${index}`;

/** `/` at the start of a message opens the templates; what follows it narrows them down. */
export function useSlash({ chatId, draft, setDraft }: Options): Slash {
  const [templates, setTemplates] = useState<readonly Listed[] | null>(null);
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(0);
  const [working, start] = useStart(chatId);
  const asked = /^\/([^/\n]*)$/.exec(draft)?.[1];
  const open = asked !== undefined && !closed;
  const entries = open ? narrowed(templates ?? [], asked) : [];
  const current = Math.min(active, Math.max(0, entries.length - 1));

  useEffect(() => {
    if (asked === undefined) setClosed(false);
    setActive(0);
  }, [asked]);
  useEffect(() => {
    if (!open || templates) return;
    void listTemplates()
      .then(result => setTemplates('value' in result ? result.value : []))
      .catch(() => setTemplates([]));
  }, [open, templates]);

  const choose = (entry: Listed) => {
    if (working) return;
    void start(entry.id).then(made => made && setDraft(''));
  };
  const move = (by: number) => setActive((current + by + entries.length) % Math.max(1, entries.length));
  const onKey = (event: KeyboardEvent) => {
    if (!open || event.nativeEvent.isComposing) return false;
    const entry = entries[current];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') setClosed(true);
    else if (event.key === 'Enter' && !event.shiftKey && entry) choose(entry);
    else return false;
    event.preventDefault();
    return true;
  };
  const activeId = entries.length > 0 ? slashOptionId(current) : undefined;
  return {
    ...{ open, working, entries, choose, active: current, point: setActive, loading: templates === null },
    list: { id: slashListId, activeId, onKey },
  };
}

const most = 8;

function narrowed(templates: readonly Listed[], words: string): readonly Listed[] {
  const letters = words.trim().toLowerCase();
  if (!letters) return templates;
  const holding = templates.filter(({ name }) => name.toLowerCase().includes(letters));
  const found = findTemplates(templates, words).filter(
    ({ id, fit }) => fit > 0.3 && !holding.some(each => each.id === id),
  );
  return [...holding, ...found].slice(0, most);
}
