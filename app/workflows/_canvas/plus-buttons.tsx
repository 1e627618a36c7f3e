'use client';
import { ViewportPortal } from '@xyflow/react';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Keys } from '../../_ui/keys';
import { texts } from '../../_ui/texts';
import { cardSize } from './card-look';
import type { Hovering } from './hovering';
import { keyText } from './toolbar';
import type { BoardState } from './use-board';
import type { Suggestions } from './use-suggestions';

interface Props {
  board: BoardState;
  hovering: Hovering;
  suggestions: Suggestions;
}

const words = texts.canvas;

/** `+` under the step and on the arrow that the hand or the cursor is at, with what would fit there. */
export function PlusButtons({ board, hovering, suggestions }: Props) {
  const hovered = useSyncExternalStore(hovering.follow, hovering.read, hovering.read);
  const nodes = [...new Set([board.cursor, hovered.node])].filter(id => id != null);
  const arrows = [...new Set([board.arrow, hovered.arrow])].filter(id => id != null);
  return (
    <ViewportPortal>
      {nodes.map(id => (
        <AfterStep key={id} id={id} board={board} suggestions={suggestions} />
      ))}
      {arrows.map(id => (
        <OnArrow key={id} id={id} board={board} />
      ))}
    </ViewportPortal>
  );
}

function AfterStep({ id, board, suggestions }: { id: string; board: BoardState; suggestions: Suggestions }) {
  const [node, place] = [board.byId.get(id), board.places[id]];
  if (!node || !place) return null;
  const ports = board.portsAt(id);
  const way = board.wayOut(id);
  const isCursor = id === board.cursor;
  const isLoop = board.editor.types[node.type]?.isContainer;
  const y = place.y + cardSize.height + 10;
  return (
    <>
      {ports.map((port, index) => (
        <At key={port} x={place.x + (cardSize.width * (index + 1)) / (ports.length + 1)} y={y}>
          <Round
            label={words.addAfter(node.label, port)}
            marked={isCursor && ports.length > 1 && port === way}
            onClick={() => board.setSpot({ kind: 'after', from: id, port })}
          />
        </At>
      ))}
      {isCursor && (isLoop || suggestions.list.length > 0) && (
        <div
          className="nodrag nopan absolute flex flex-col gap-1"
          style={{ left: place.x + cardSize.width + 14, top: place.y, pointerEvents: 'all', zIndex: 5 }}
        >
          {isLoop && (
            <Offer
              title={words.actions.inside}
              keys={keyText('inside')}
              onClick={() => board.setSpot({ kind: 'inside', loop: id })}
            />
          )}
          {suggestions.list.map(({ type, title }, index) => (
            <Offer key={type} title={title} keys={String(index + 1)} onClick={() => suggestions.take(index)} />
          ))}
        </div>
      )}
    </>
  );
}

function Offer({ title, keys, onClick }: { title: string; keys: string; onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-6 w-max items-center gap-1.5 rounded border border-line-strong border-dashed bg-surface px-1.5 text-muted text-xs hover:bg-hover hover:text-text"
    >
      <Plus size={11} aria-hidden />
      {title}
      <Keys keys={keys} />
    </button>
  );
}

function OnArrow({ id, board }: { id: string; board: BoardState }) {
  const arrow = board.view.screen.connections.find(each => each.id === id);
  const [from, to] = [arrow && board.places[arrow.from], arrow && board.places[arrow.to]];
  if (!arrow || !from || !to) return null;
  const ports = board.portsAt(arrow.from);
  const start = from.x + (cardSize.width * (ports.indexOf(arrow.port) + 1)) / (ports.length + 1);
  const target = board.byId.get(arrow.to)?.label ?? '';
  const selected = id === board.arrow;
  return (
    <At x={(start + to.x + cardSize.width / 2) / 2} y={(from.y + cardSize.height + to.y) / 2 - 10}>
      <span className="flex gap-1">
        <Round label={words.addOn(target)} onClick={() => board.setSpot({ kind: 'on', arrow })} />
        {selected && (
          <Round
            label={words.removeArrow}
            onClick={() => {
              const { from, port, to } = arrow;
              board.edit([{ type: 'disconnect', from, port, to }]);
              board.setArrow(null);
            }}
            icon={<X size={12} />}
          />
        )}
      </span>
    </At>
  );
}

function At({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <div
      className="nodrag nopan -translate-x-1/2 absolute flex flex-col items-center"
      style={{ left: x, top: y, pointerEvents: 'all', zIndex: 5 }}
    >
      {children}
    </div>
  );
}

function Round({
  label,
  onClick,
  marked,
  icon,
}: {
  label: string;
  onClick(): void;
  marked?: boolean;
  icon?: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={`flex size-5 items-center justify-center rounded-full border bg-surface text-muted hover:bg-accent-soft hover:text-accent ${marked ? 'border-accent text-accent' : 'border-line-strong'}`}
    >
      {icon ?? <Plus size={12} />}
    </button>
  );
}
