'use client';
import '@xyflow/react/dist/style.css';
import './canvas.css';
import { ReactFlowProvider } from '@xyflow/react';
import dynamic from 'next/dynamic';
import { useTheme } from 'next-themes';
import { useMemo, useState } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { useChosen } from '../_panel/selection';
import { boardActions } from './board-actions';
import { BoardFlow } from './board-flow';
import { ConflictCards } from './conflict-cards';
import type { ActionName } from './core/keys';
import { actionFor } from './core/keys';
import { IconSheet } from './icon-sheet';
import { Toolbar } from './toolbar';
import { useArrange } from './use-arrange';
import { useBoard } from './use-board';
import { useClipboard } from './use-clipboard';
import type { Opened } from './use-editor';
import { useSuggestions } from './use-suggestions';

/** What is opened now and then is loaded when it is. */
const FindBox = dynamic(() => import('./find-box').then(module => module.FindBox), { ssr: false });
const KeysHelp = dynamic(() => import('./keys-help').then(module => module.KeysHelp), { ssr: false });
const loadPalette = () => import('./step-palette').then(module => module.StepPalette);
const StepPalette = dynamic(loadPalette, { ssr: false });
const StepPanel = dynamic(() => import('../_panel/step-panel').then(module => module.StepPanel), { ssr: false });

interface Props extends Opened {
  workflowId: string;
  statuses: Readonly<Record<string, NodeStatus>>;
  /** A step was run from its panel. */
  onRan(): void;
}

export function Board(props: Props) {
  return (
    <ReactFlowProvider>
      <OpenBoard {...props} />
    </ReactFlowProvider>
  );
}

function OpenBoard({ workflowId, editor, catalogue, statuses, onRan }: Props) {
  const board = useBoard(editor);
  const { resolvedTheme } = useTheme();
  const icons = useMemo(() => ['box', ...catalogue.map(({ icon }) => icon)], [catalogue]);
  const [opened, setOpened] = useState<string | null>(null);
  const onOpen = (id: string) => setOpened(id);
  const node = opened ? board.byId.get(opened) : undefined;
  const keys = [...board.chosen].flatMap(id => board.byId.get(id)?.key ?? []);
  useChosen(keys);
  const arrange = useArrange(workflowId, board);
  const suggestions = useSuggestions(workflowId, board);
  const clipboard = useClipboard(board);
  const actions: Record<ActionName, () => void> = {
    ...boardActions(board, { onOpen }),
    ...{ arrange, ...clipboard.actions },
    suggest1: () => suggestions.take(0),
    suggest2: () => suggestions.take(1),
    suggest3: () => suggestions.take(2),
  };
  const withPalette = useOnceTrue(board.spot !== null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (board.spot) return; // meant for the palette, which may still be on its way
    if (
      (event.target as HTMLElement).closest('input, textarea, select, [contenteditable], [role=dialog], [data-panel]')
    )
      return;
    const pressed = actionFor(event);
    const onButton = (event.target as HTMLElement).closest('button, a') !== null;
    if (!pressed || (onButton && pressed === 'open')) return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes one thing at a time
    actions[pressed]();
  };
  const label = board.cursor ? board.byId.get(board.cursor)?.label : undefined;
  const { cards, screen } = board.view;
  const conflicts = <ConflictCards {...{ cards }} workflow={screen} onKeep={(id, whose) => editor.keep(id, whose)} />;
  return (
    <div
      ref={board.root}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the board is one control that is worked by keys
      tabIndex={0}
      aria-label={texts.canvas.label}
      onKeyDown={onKeyDown}
      onPointerEnter={loadPalette}
      {...clipboard.handlers}
      className="canvas relative h-full min-h-[320px] w-full outline-none focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2"
    >
      <IconSheet names={icons} theme={resolvedTheme} />
      <BoardFlow board={board} statuses={statuses} onOpen={onOpen} suggestions={suggestions} />
      {board.view.screen.nodes.length === 0 && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center">
          <Button kind="main" keys="A" className="pointer-events-auto" onClick={actions.add}>
            {texts.canvas.addFirst}
          </Button>
        </div>
      )}
      <Toolbar board={board} actions={actions} />
      <p className="sr-only" aria-live="polite">
        {label}
      </p>
      {!node && cards.length > 0 && (
        <div className="absolute right-2 bottom-2 z-10 max-h-[60%] w-[min(22rem,calc(100%-1rem))] overflow-y-auto">
          {conflicts}
        </div>
      )}
      {board.panel === 'find' && <FindBox board={board} />}
      {board.panel === 'help' && <KeysHelp board={board} />}
      {node && (
        <div data-panel="step">
          <StepPanel
            key={node.id}
            {...{ workflowId, node, workflow: board.view.screen }}
            {...{ conflicts, onRan }}
            onChange={(changes, seen) => {
              if (seen) editor.editFrom(seen, changes);
              else editor.edit(changes);
              return editor.flush();
            }}
            onClose={() => {
              setOpened(null);
              board.root.current?.focus();
            }}
          />
        </div>
      )}
      {withPalette && <StepPalette board={board} catalogue={catalogue} suggestions={suggestions} />}
    </div>
  );
}

/** Stays true: what was opened once is kept, so that closing it can be seen. */
function useOnceTrue(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
