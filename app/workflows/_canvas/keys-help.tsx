'use client';
import { Dialog } from '../../_ui/dialog';
import { Keys } from '../../_ui/keys';
import { texts } from '../../_ui/texts';
import { type ActionName, keys } from './core/keys';
import { keyText } from './toolbar';
import type { BoardState } from './use-board';

/** Every action with its key. */
export function KeysHelp({ board }: { board: BoardState }) {
  const names = Object.keys(keys) as ActionName[];
  return (
    <Dialog
      open={board.panel === 'help'}
      onOpenChange={open => !open && board.setPanel(null)}
      title={texts.canvas.actions.help}
    >
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 text-[13px]">
        {names.map(name => (
          <div key={name} className="contents">
            <dt>{texts.canvas.actions[name]}</dt>
            <dd className="text-right">
              <Keys keys={keyText(name)} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
