'use client';
import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { toFrames } from '@/engine/diagram/canvas-frames';
import type { Position, Workflow } from '@/engine/workflow/schema';
import { texts } from '../../_ui/texts';
import { cardSize } from './card-look';

interface Props {
  workflow: Workflow;
  places: Readonly<Record<string, Position>>;
}

/** Behind the cards: a frame around what each loop carries out in rounds, and a line from the loop to where a round begins. */
export const LoopFrames = memo(function LoopFrames({ workflow, places }: Props) {
  const { frames, rounds } = useMemo(() => {
    const cards = Object.entries(places).map(([id, position]) => ({ id, position }));
    return toFrames(workflow, cards);
  }, [workflow, places]);
  if (frames.length === 0) return null;
  const begins = rounds.filter(({ source }) => frames.some(({ id }) => id === source));
  return (
    <ViewportPortal>
      {frames.map(({ id, label, position, width, height }) => (
        <div
          key={id}
          className="canvas-frame"
          style={{ transform: `translate(${position.x}px, ${position.y}px)`, width, height }}
        >
          {texts.canvas.eachRound(label)}
        </div>
      ))}
      <svg className="canvas-rounds" aria-hidden="true">
        {begins.map(({ id, source, target }) => {
          const [from, to] = [places[source], places[target]];
          return from && to && <path key={id} d={lineBetween(from, to)} />;
        })}
      </svg>
    </ViewportPortal>
  );
});

/** From below the loop to above the first step of a round. */
function lineBetween(from: Position, to: Position): string {
  const [x, y] = [from.x + cardSize.width / 2, from.y + cardSize.height];
  const [endX, endY] = [to.x + cardSize.width / 2, to.y];
  const middle = (y + endY) / 2;
  return `M${x},${y} C${x},${middle} ${endX},${middle} ${endX},${endY}`;
}
