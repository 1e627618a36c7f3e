'use client';
import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import { NodeIcon } from '../../_ui/node-icon';
import { texts } from '../../_ui/texts';
import type { CatalogueEntry } from './core/snapshot';
import type { BoardState } from './use-board';
import type { Suggestion, Suggestions } from './use-suggestions';

interface Props {
  board: BoardState;
  catalogue: readonly CatalogueEntry[];
  suggestions: Suggestions;
}

const words = texts.canvas;
const kinds = ['trigger', 'logic', 'data', 'action', 'ai'] as const;

/** Every step there is, found by what it is called or does; what fits the place comes first. */
export function StepPalette(props: Props) {
  const { board } = props;
  return (
    <Dialog.Root open={board.spot !== null} onOpenChange={open => !open && board.setSpot(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/20" />
        <Dialog.Popup
          aria-label={words.palette}
          finalFocus={board.root}
          className="fixed top-[10vh] left-1/2 z-50 w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-float outline-none"
        >
          <Choices {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ board, catalogue, suggestions }: Props) {
  const { spot } = board;
  const [query, setQuery] = useState('');
  const entryOf = (type: string) => catalogue.find(entry => entry.type === type);
  const fitting = (spot && spot.kind !== 'loose' ? suggestions.forSpot : []).filter(({ type }) => entryOf(type));
  const best = fitting[0] && choiceName(entryOf(fitting[0].type)!, true);
  const [marked, setMarked] = useMarked(query === '' ? best : undefined);
  const choose = (
    type: string,
    { params, label }: Pick<CatalogueEntry, 'label'> & Partial<Pick<Suggestion, 'params'>>,
  ) => {
    if (!spot) return;
    board.add({ type, ...(params && { params }), ...(label && { label }) } as Parameters<BoardState['add']>[0], spot);
  };
  return (
    <Command label={words.palette} loop value={marked} onValueChange={setMarked}>
      <Command.Input
        autoFocus
        value={query}
        onValueChange={setQuery}
        placeholder={words.search}
        className="h-11 w-full border-line border-b bg-transparent px-4 outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[60vh] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-muted">{words.nothing}</Command.Empty>
        {fitting.length > 0 && (
          <Command.Group heading={words.fits} className={group}>
            {fitting.map(step => (
              <Choice key={step.type} entry={entryOf(step.type)!} first onSelect={() => choose(step.type, step)} />
            ))}
          </Command.Group>
        )}
        {groupsFor(spot, catalogue).map(({ kind, entries }) => (
          <Command.Group key={kind} heading={words.kinds[kind]} className={group}>
            {entries.map(entry => (
              <Choice key={`${entry.type} ${entry.title}`} entry={entry} onSelect={() => choose(entry.type, entry)} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** What fits comes a moment after the rest and stands above it: then it is the one that Enter takes. */
function useMarked(best: string | undefined) {
  const [marked, setMarked] = useState('');
  useEffect(() => {
    if (best) setMarked(best);
  }, [best]);
  return [marked, setMarked] as const;
}

/** Nothing leads to a trigger, so none is offered behind a step; a kind without steps has no heading. */
function groupsFor(spot: BoardState['spot'], catalogue: readonly CatalogueEntry[]) {
  const after = spot !== null && spot.kind !== 'loose' && spot.kind !== 'before';
  return kinds
    .filter(kind => !(after && kind === 'trigger'))
    .map(kind => ({ kind, entries: catalogue.filter(entry => entry.kind === kind) }))
    .filter(({ entries }) => entries.length > 0);
}

const choiceName = ({ title, type }: CatalogueEntry, first = false) => `${first ? 'fits ' : ''}${title} ${type}`;

function Choice({ entry, first, onSelect }: { entry: CatalogueEntry; first?: boolean; onSelect(): void }) {
  const { title, summary, synonyms, icon } = entry;
  return (
    <Command.Item
      value={choiceName(entry, first)}
      keywords={[...synonyms]}
      onSelect={onSelect}
      title={summary}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded px-2 py-1 data-[selected=true]:bg-hover"
    >
      <NodeIcon name={icon} size={15} />
      <span className="shrink-0">{title}</span>
      <span className="min-w-0 flex-1 truncate text-muted text-xs">{summary}</span>
    </Command.Item>
  );
}

const group =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint';
