import { graphOf, inRunningOrder, reachableFrom, type WorkflowGraph } from '../workflow/graph';
import type { Position, Workflow } from '../workflow/schema';
import { withRoundArrows } from './body-ends';

const card = { width: 200, height: 72 };
const gap = { across: 40, down: 56 };
const step = card.height + gap.down;

export interface Placed {
  /** Of the nodes that had none. */
  places: Record<string, Position>;
  /** Of nodes that had to make room, so that an arrow still leads downwards. */
  moved: Record<string, Position>;
}

/** Where new nodes go, below what leads to them; only what stands in their way moves. Nothing else is drawn anew. */
export function placeNew(
  drawn: Pick<Workflow, 'nodes' | 'connections'>,
  places: Record<string, Position> = {},
): Placed {
  const workflow = withRoundArrows(drawn);
  const graph = graphOf(workflow);
  const taken = new Map<string, Position>();
  for (const { id, position } of workflow.nodes) {
    const place = position ?? places[id];
    if (place) taken.set(id, place);
  }
  const result: Placed = { places: {}, moved: {} };
  for (const { id } of inRunningOrder(workflow)) {
    if (taken.has(id)) continue;
    const below = reachableFrom(graph, [id]); // makes room, so it is in nobody's way
    const others = new Map([...taken].filter(([other]) => !below.has(other)));
    const place = firstFree(wantedPlace(id, graph, taken), others);
    taken.set(id, place);
    result.places[id] = place;
    Object.assign(result.moved, makeRoom(id, graph, taken));
  }
  for (const id of Object.keys(result.places)) {
    result.places[id] = taken.get(id)!;
    delete result.moved[id];
  }
  return result;
}

function wantedPlace(id: string, graph: WorkflowGraph, taken: ReadonlyMap<string, Position>): Position {
  const before = graph.incoming(id).flatMap(({ from }) => taken.get(from) ?? []);
  if (before.length > 0) return { x: before[0]!.x, y: Math.max(...before.map(({ y }) => y)) + step };
  const after = graph.outgoing(id).flatMap(({ to }) => taken.get(to) ?? []);
  if (after.length > 0) return { x: after[0]!.x, y: Math.min(...after.map(({ y }) => y)) - step };
  const all = [...taken.values()];
  if (all.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) + step };
}

/** What comes after a new node stands at least a row below it; what hangs on that moves along as far as it must. */
function makeRoom(id: string, graph: WorkflowGraph, taken: Map<string, Position>): Record<string, Position> {
  const place = taken.get(id)!;
  const next = graph.outgoing(id).filter(({ to }) => taken.has(to));
  const missing = Math.max(0, ...next.map(({ to }) => place.y + step - taken.get(to)!.y));
  const moved: Record<string, Position> = {};
  if (missing === 0) return moved;
  for (const below of reachableFrom(
    graph,
    next.map(({ to }) => to),
  )) {
    const at = taken.get(below);
    if (!at || below === id) continue;
    moved[below] = { x: at.x, y: at.y + missing };
    taken.set(below, moved[below]);
  }
  return moved;
}

/** To the right until the card covers no other: it lies behind a card, never on one. */
function firstFree(wanted: Position, taken: ReadonlyMap<string, Position>): Position {
  const row = [...taken.values()].filter(({ y }) => Math.abs(y - wanted.y) < card.height + 8);
  let place = wanted;
  const covered = () => row.find(({ x }) => Math.abs(x - place.x) < card.width + gap.across / 2);
  for (let other = covered(); other; other = covered()) place = { x: other.x + card.width + gap.across, y: place.y };
  return place;
}
