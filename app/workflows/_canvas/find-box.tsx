'use client';
import { Command } from 'cmdk';
import { useState } from 'react';
import { texts } from '../../_ui/texts';
import { findSteps } from './core/find-steps';
import type { BoardState } from './use-board';

/** Steps by what they are called and set to; Enter goes there. */
export function FindBox({ board }: { board: BoardState }) {
  const [query, setQuery] = useState('');
  const found = findSteps(query, board.view.screen).slice(0, 12);
  const close = () => {
    board.setPanel(null);
    board.root.current?.focus();
  };
  const go = (id: string) => {
    close();
    board.point(id);
  };
  return (
    <Command
      label={texts.canvas.find}
      shouldFilter={false}
      loop
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
      className="absolute top-12 left-2 z-20 w-72 overflow-hidden rounded-md border border-line bg-raised shadow-float"
    >
      <Command.Input
        autoFocus
        value={query}
        onValueChange={setQuery}
        placeholder={texts.canvas.find}
        className="h-9 w-full border-line border-b bg-transparent px-3 outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        {query !== '' && <Command.Empty className="px-2 py-3 text-muted">{texts.canvas.findNothing}</Command.Empty>}
        {found.map(id => (
          <Command.Item
            key={id}
            value={id}
            onSelect={() => go(id)}
            className="flex h-8 cursor-pointer items-center truncate rounded px-2 data-[selected=true]:bg-hover"
          >
            {board.byId.get(id)?.label}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
