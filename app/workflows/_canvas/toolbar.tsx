'use client';
import Copy from 'lucide-react/icons/copy-plus';
import Keyboard from 'lucide-react/icons/keyboard';
import Lock from 'lucide-react/icons/lock';
import Map_ from 'lucide-react/icons/map';
import Maximize from 'lucide-react/icons/maximize';
import MessageSquare from 'lucide-react/icons/message-square';
import Network from 'lucide-react/icons/network';
import Plus from 'lucide-react/icons/plus';
import Power from 'lucide-react/icons/power';
import Redo from 'lucide-react/icons/redo-2';
import Repeat from 'lucide-react/icons/repeat';
import Search from 'lucide-react/icons/search';
import Trash from 'lucide-react/icons/trash-2';
import Undo from 'lucide-react/icons/undo-2';
import Unlink from 'lucide-react/icons/unlink';
import type { ComponentType } from 'react';
import { cx } from '../../_ui/cx';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';
import { type ActionName, keys } from './core/keys';
import type { BoardState } from './use-board';

const words = texts.canvas;

type Tool = readonly [ActionName, ComponentType<{ size: number }>];

const always: readonly Tool[] = [
  ['add', Plus],
  ['undo', Undo],
  ['redo', Redo],
  ['find', Search],
  ['arrange', Network],
  ['fit', Maximize],
  ['map', Map_],
  ['help', Keyboard],
];
const forChosen: readonly Tool[] = [
  ['duplicate', Copy],
  ['loop', Repeat],
  ['disable', Power],
  ['lock', Lock],
  ['disconnect', Unlink],
  ['remove', Trash],
  ['ask', MessageSquare],
];
const forArrow: readonly Tool[] = [['disconnect', Unlink]];

interface Props {
  board: BoardState;
  actions: Record<ActionName, () => void>;
}

/** What can be done, with its key; what was chosen adds its own. Says as well what is saved and what was refused. */
export function Toolbar({ board, actions }: Props) {
  const { view, chosen, connecting, arrow } = board;
  const off: Off = { undo: !view.canUndo, redo: !view.canRedo };
  const label = connecting && board.byId.get(connecting.from)?.label;
  const notice = label ? words.connecting(label) : (view.failure ?? view.hint);
  const further = chosen.size > 0 ? forChosen : arrow ? forArrow : null;
  return (
    <div className="pointer-events-none absolute inset-2 z-10 flex flex-col items-start gap-1.5">
      <div className="flex flex-wrap items-center gap-1.5 max-sm:contents">
        <Bar tools={always} off={off} actions={actions} />
        {further && <Bar tools={further} off={off} actions={actions} className="max-sm:order-last max-sm:mt-auto" />}
        <span
          className="rounded bg-surface px-1 text-muted text-xs max-sm:absolute max-sm:top-2.5 max-sm:right-0"
          aria-live="polite"
        >
          {chosen.size > 1 && `${words.chosen(chosen.size)} · `}
          {stateOf(board)}
        </span>
      </div>
      {notice && (
        <p
          role="status"
          className="pointer-events-auto max-w-lg rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-[13px]"
        >
          {notice}
        </p>
      )}
    </div>
  );
}

type Off = Partial<Record<ActionName, boolean>>;
type BarProps = Pick<Props, 'actions'> & { tools: readonly Tool[]; off: Off; className?: string };

/** On a phone that of the chosen lies at the lower edge, where it does not cover how the workflow begins. */
function Bar({ tools, off, actions, className }: BarProps) {
  return (
    <div
      className={cx('pointer-events-auto flex items-center rounded-md border border-line bg-surface p-0.5', className)}
    >
      {tools.map(([name, Icon]) => (
        <IconButton
          key={name}
          label={words.actions[name]}
          keys={keyText(name)}
          className="size-7!"
          disabled={off[name]}
          onClick={actions[name]}
        >
          <Icon size={15} />
        </IconButton>
      ))}
    </div>
  );
}

function stateOf({ view }: BoardState): string {
  if (view.failure) return words.unsent;
  if (view.sent || view.waiting.length > 0) return words.saving;
  return words.savedAs(view.saved.version);
}

const names: Record<string, string> = {
  Delete: 'Del',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** `mod+shift+z` as it is printed beside an action. */
export const keyText = (name: ActionName): string =>
  keys[name]
    .split('+')
    .map(part => names[part] ?? (part === 'shift' ? 'Shift' : part.length === 1 ? part.toUpperCase() : part))
    .join('+') || '+';
