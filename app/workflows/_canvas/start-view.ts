import { getViewportForBounds } from '@xyflow/react';
import type { Position } from '@/engine/workflow/schema';
import { cardSize } from './card-look';
import { firstStep } from './core/navigate';
import type { BoardState } from './use-board';

const readable = 0.5;
const usual = 0.75;
const fromTop = 110;

/** Everything, where that can be read; otherwise where the workflow begins, so that one reads on from there. */
export function startView({ flow, places, root }: BoardState): void {
  const box = root.current?.getBoundingClientRect();
  const first = firstStep(new Map(Object.entries(places)));
  if (!box || first === null) return;
  const all = getViewportForBounds(boundsOf(Object.values(places)), box.width, box.height, 0.01, 1, 0.15);
  const { x, y } = places[first]!;
  const start = { x: box.width / 2 - (x + cardSize.width / 2) * usual, y: fromTop - y * usual, zoom: usual };
  void flow.setViewport(all.zoom < readable ? start : all);
}

function boundsOf(places: readonly Position[]) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places)
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  return { x: left, y: top, width: right - left + cardSize.width, height: bottom - top + cardSize.height };
}
