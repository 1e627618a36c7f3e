import type { Connection, Position } from '@/engine/workflow/schema';

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Places {
  places: ReadonlyMap<string, Position>;
  connections: readonly Pick<Connection, 'from' | 'to'>[];
}

/** Where an arrow key leads: down and up along the arrows first, otherwise to what lies nearest that way. */
export function neighbour(from: string, direction: Direction, { places, connections }: Places): string | null {
  const at = places.get(from);
  if (!at) return null;
  if (direction === 'down' || direction === 'up') {
    const linked = connections.flatMap(each =>
      direction === 'down' ? (each.from === from ? [each.to] : []) : each.to === from ? [each.from] : [],
    );
    const next = nearest(
      linked.filter(id => id !== from && places.has(id)),
      at,
      places,
    );
    if (next) return next;
  }
  const others = [...places.keys()].filter(id => id !== from && lies(direction, at, places.get(id)!));
  return nearest(others, at, places, direction);
}

function lies(direction: Direction, at: Position, other: Position): boolean {
  const [x, y] = [other.x - at.x, other.y - at.y];
  if (direction === 'left') return x < -20;
  if (direction === 'right') return x > 20;
  return direction === 'up' ? y < -20 : y > 20;
}

/** What is off to the side counts as three times as far: a row is walked along before another is entered. */
function nearest(
  ids: readonly string[],
  at: Position,
  places: ReadonlyMap<string, Position>,
  direction?: Direction,
): string | null {
  const across = direction === 'left' || direction === 'right';
  const distance = (id: string) => {
    const { x, y } = places.get(id)!;
    const [dx, dy] = [Math.abs(x - at.x), Math.abs(y - at.y)];
    if (!direction) return dx + dy;
    return across ? dx + dy * 3 : dy + dx * 3;
  };
  let best: string | null = null;
  for (const id of ids) if (best === null || distance(id) < distance(best)) best = id;
  return best;
}

/** The first step, for when nothing is chosen yet: the topmost, then the leftmost. */
export function firstStep(places: ReadonlyMap<string, Position>): string | null {
  let best: [string, Position] | null = null;
  for (const entry of places) {
    const [, { x, y }] = entry;
    if (!best || y < best[1].y || (y === best[1].y && x < best[1].x)) best = entry;
  }
  return best?.[0] ?? null;
}
