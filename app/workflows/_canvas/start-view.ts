import { getViewportForBounds, type Viewport } from '@xyflow/react';
import type { Position } from '@/engine/workflow/schema';
import { cardSize } from './card-look';
import { firstStep } from './core/navigate';
import type { BoardState } from './use-board';

const readable = 0.5;
const usual = 0.75;
const fromTop = 110;

/** What stays free around everything, as it is shown at once: tools lie over the upper edge, on a phone over the lower as well. */
export const roomAround = { top: '64px', bottom: '56px', x: 0.1 } as const;

type Places = Readonly<Record<string, Position>>;

export function startView({ flow, places, root }: BoardState): void {
  const box = root.current?.getBoundingClientRect();
  const view = box && startViewport(places, box);
  if (view) void flow.setViewport(view);
}

/** Everything, where that can be read; otherwise where the workflow begins, so that one reads on from there. */
export function startViewport(places: Places, { width, height }: { width: number; height: number }): Viewport | null {
  const first = firstStep(new Map(Object.entries(places)));
  if (first === null) return null;
  const all = getViewportForBounds(boundsOf(Object.values(places)), width, height, 0.01, 1, roomAround);
  if (all.zoom >= readable) return all;
  const { x, y } = places[first]!;
  return { x: width / 2 - (x + cardSize.width / 2) * usual, y: fromTop - y * usual, zoom: usual };
}

function boundsOf(places: readonly Position[]) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places)
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  return { x: left, y: top, width: right - left + cardSize.width, height: bottom - top + cardSize.height };
}
