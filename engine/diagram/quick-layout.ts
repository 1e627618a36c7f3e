import type { NodeTypes } from '../workflow/node-types';
import { portsOf } from '../workflow/ports';
import type { Position, Workflow } from '../workflow/schema';
import { withRoundArrows } from './body-ends';
import { evenOut } from './even-out';
import { inStableOrder } from './stable-order';

/** A step, or a bend of an arrow that passes a row. */
interface Spot {
  id: string | null;
  row: number;
  x: number;
  /** Where it stands in its row. */
  index: number;
  above: Pull[];
  below: Pull[];
}
/** A neighbour, and how far to its side the arrow wants to lead: ways out stand beside each other. */
interface Pull {
  spot: Spot;
  side: number;
}

const step = { x: 240, y: 128 };
const bendWidth = 60;
/** An arrow over more rows than this passes behind the steps: bends for it would cost more than they help. */
const longest = 30;
const sweeps = 8;

/**
 * Places for all nodes, from top to bottom, in time that grows with their number: 1,000 take some 20 ms, where ELK needs
 * 1.5 s and 1.6 MB of code. Rows by the longest way from a start; order and place in a row by the mean of the
 * neighbours (the method of Sugiyama, Tagawa and Toda), kept apart by an isotonic regression.
 */
export function quickLayout(workflow: Workflow, nodeTypes?: NodeTypes): Record<string, Position> {
  const parts = partsOf(spotsOf(withRoundArrows(workflow), nodeTypes)).map(rows => {
    for (let round = 0; round < sweeps; round += 1) order(rows, round % 2 === 0);
    for (let round = 0; round < sweeps; round += 1) align(rows, round % 2 === 0);
    align(rows, 'both');
    return rows;
  });
  return onShelves(parts);
}

/** Parts beside each other, and below when a line of them would be much wider than the whole is high. */
function onShelves(parts: readonly Spot[][][]): Record<string, Position> {
  const sized = parts.map(rows => {
    const steps = rows.flat().filter(({ id }) => id !== null);
    const xs = steps.map(({ x }) => x);
    const start = xs.reduce((least, x) => Math.min(least, x), Infinity);
    const width = xs.reduce((most, x) => Math.max(most, x), -Infinity) - start + step.x + bendWidth;
    return { steps, start, width, height: rows.length * step.y };
  });
  const widest = 2 * Math.sqrt(sized.reduce((sum, { width, height }) => sum + width * height, 0));
  const positions: Record<string, Position> = {};
  let [left, top, height] = [0, 0, 0];
  for (const part of sized) {
    if (left > 0 && left + part.width > widest) [left, top, height] = [0, top + height, 0];
    for (const { id, x, row } of part.steps)
      positions[id!] = { x: Math.round(left + x - part.start), y: top + row * step.y };
    left += part.width;
    height = Math.max(height, part.height);
  }
  return positions;
}

function spotsOf(workflow: Workflow, nodeTypes: NodeTypes | undefined): Spot[] {
  const { nodes, connections } = inStableOrder(workflow, nodeTypes);
  const rank = new Map(nodes.map(({ id }, index) => [id, index]));
  // What leads back is no reason to stand lower.
  const arrows = connections.filter(({ from, to }) => (rank.get(from) ?? Infinity) < (rank.get(to) ?? -1));
  const into = Map.groupBy(arrows, ({ to }) => to);
  const spots = new Map<string, Spot>();
  const bends: Spot[] = [];
  for (const { id } of nodes) {
    const rows = (into.get(id) ?? []).map(({ from }) => spots.get(from)!.row + 1);
    spots.set(id, newSpot(id, Math.max(0, ...rows)));
  }
  const ports = new Map(nodes.map(node => [node.id, (nodeTypes && portsOf(node, nodeTypes)) ?? []]));
  for (const { from, port, to } of arrows) {
    const names = ports.get(from) ?? [];
    const side = names.length > 1 ? (names.indexOf(port) + 1) / (names.length + 1) - 0.5 : 0;
    bends.push(...join(spots.get(from)!, spots.get(to)!, side));
  }
  return [...spots.values(), ...bends];
}

const newSpot = (id: string | null, row: number): Spot => ({ id, row, x: 0, index: 0, above: [], below: [] });

/** An arrow, with a bend in each row that it passes. */
function join(from: Spot, to: Spot, side: number): Spot[] {
  const passed = to.row - from.row - 1;
  const bends = passed > longest ? [] : Array.from({ length: passed }, (_, at) => newSpot(null, from.row + 1 + at));
  const way = [from, ...bends, to];
  for (const [index, spot] of way.slice(1).entries()) {
    const before = way[index]!;
    before.below.push({ spot, side: 0 });
    spot.above.push({ spot: before, side: index === 0 ? side : 0 });
  }
  return bends;
}

/** What hangs together, row by row; a part that nothing leads to stands beside the others. */
function partsOf(spots: readonly Spot[]): Spot[][][] {
  const seen = new Set<Spot>();
  return spots.flatMap(first => {
    if (seen.has(first)) return [];
    const part: Spot[] = [];
    const waiting = [first];
    seen.add(first);
    for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
      part.push(spot);
      for (const { spot: next } of [...spot.above, ...spot.below].reverse())
        if (!seen.has(next)) {
          seen.add(next);
          waiting.push(next);
        }
    }
    return [rowsOf(part)];
  });
}

function rowsOf(part: readonly Spot[]): Spot[][] {
  const rows: Spot[][] = [];
  for (const spot of part) {
    rows[spot.row] ??= [];
    spot.index = rows[spot.row]!.push(spot) - 1;
  }
  return rows.map((row = []) => row);
}

/** Each row in the order of the mean of what stands above it, then of what stands below. */
function order(rows: readonly Spot[][], downwards: boolean): void {
  for (const row of downwards ? rows : rows.toReversed()) {
    const wanted = new Map(row.map(spot => [spot, meanIndex(spot, downwards)]));
    row.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a.index - b.index);
    for (const [index, spot] of row.entries()) spot.index = index;
  }
}

function meanIndex(spot: Spot, downwards: boolean): number {
  const pulls = downwards ? spot.above : spot.below;
  if (pulls.length === 0) return spot.index;
  return pulls.reduce((sum, pull) => sum + pull.spot.index + pull.side, 0) / pulls.length;
}

/** Each row as near to its neighbours as it can stand without covering itself. */
function align(rows: readonly Spot[][], towards: boolean | 'both'): void {
  for (const row of towards === false ? rows.toReversed() : rows) {
    const wanted = row.map(spot => {
      const pulls = towards === 'both' ? [...spot.above, ...spot.below] : towards ? spot.above : spot.below;
      if (pulls.length === 0) return spot.x;
      return pulls.reduce((sum, pull) => sum + pull.spot.x, 0) / pulls.length;
    });
    const widths = row.map(({ id }) => (id === null ? bendWidth : step.x));
    for (const [index, x] of evenOut(wanted, widths).entries()) row[index]!.x = x;
  }
}
