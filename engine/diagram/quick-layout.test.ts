import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flow, idOf } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import type { Workflow } from '../workflow/schema';
import { evenOut } from './even-out';
import { layout } from './layout';
import { quickLayout } from './quick-layout';

const diamond = flow('start > check', 'check yes> tell', 'check no> log', 'tell > done', 'log > done');

function expectApart(places: Record<string, { x: number; y: number }>): void {
  const rows = Map.groupBy(Object.values(places), ({ y }) => y);
  for (const row of rows.values()) {
    const xs = row.map(({ x }) => x).sort((a, b) => a - b);
    for (const [index, x] of xs.slice(1).entries()) expect(x - xs[index]!).toBeGreaterThanOrEqual(200);
  }
  const ys = [...rows.keys()].sort((a, b) => a - b);
  for (const [index, y] of ys.slice(1).entries()) expect(y - ys[index]!).toBeGreaterThanOrEqual(72);
}

/** `arrows`: pairs of numbers of steps, from the smaller to the larger. */
function graph(count: number, arrows: readonly (readonly [number, number])[]): Workflow {
  const steps = flow(...Array.from({ length: count }, (_, index) => `s${index}`));
  const pairs = arrows.map(([a, b]) => [a % count, b % count] as const).filter(([a, b]) => a < b);
  const connections = pairs.map(([from, to], index) => ({
    ...{ id: idOf(`arrow${index}`), from: idOf(`s${from}`), port: 'next', to: idOf(`s${to}`), input: 'in' },
  }));
  return { ...steps, connections };
}

describe('quickLayout', () => {
  it('puts each step below what leads to it, and branches side by side in the order of their ways', () => {
    const at = quickLayout(diamond, testTypes);

    expect(at[idOf('check')]!.y).toBeGreaterThan(at[idOf('start')]!.y);
    expect(at[idOf('tell')]!.y).toBe(at[idOf('log')]!.y);
    expect(at[idOf('tell')]!.x).toBeLessThan(at[idOf('log')]!.x);
    expect(at[idOf('done')]!.y).toBeGreaterThan(at[idOf('log')]!.y);
    expect(at[idOf('done')]!.x).toBe((at[idOf('tell')]!.x + at[idOf('log')]!.x) / 2);
    expect(at[idOf('start')]!.x).toBe(at[idOf('check')]!.x);
    const reversed = { ...diamond, nodes: diamond.nodes.toReversed(), connections: diamond.connections.toReversed() };
    expect(quickLayout(reversed, testTypes)).toEqual(at);
  });

  it('covers no step and leads every arrow downwards, whatever the workflow', () => {
    assert(
      property(
        integer({ min: 1, max: 30 }),
        array(tuple(integer({ min: 0 }), integer({ min: 0 }))),
        (count, arrows) => {
          const workflow = graph(count, arrows);
          const at = quickLayout(workflow);
          expect(Object.keys(at)).toHaveLength(count);
          expectApart(at);
          for (const { from, to } of workflow.connections) expect(at[to]!.y).toBeGreaterThan(at[from]!.y);
        },
      ),
    );
  });

  it('draws a circle, and many loose steps as a block rather than as a line', () => {
    expect(Object.keys(quickLayout(flow('a > b', 'b > a')))).toHaveLength(2);

    const places = Object.values(quickLayout(graph(100, [])));
    const width = Math.max(...places.map(({ x }) => x));
    expect(width).toBeLessThan(8_000);
    expectApart(quickLayout(graph(100, [])));
  });

  it('is what a large workflow gets, since ELK would take too long', async () => {
    const chain = graph(
      200,
      Array.from({ length: 199 }, (_, index) => [index, index + 1]),
    );
    expect(await layout(chain)).toEqual(quickLayout(chain));
  });
});

describe('evenOut', () => {
  it('leaves what has room, and shares what has not', () => {
    expect(evenOut([0, 100, 300], [50, 50, 50])).toEqual([0, 100, 300]);
    expect(evenOut([10, 10], [20, 20])).toEqual([0, 20]);
    expect(evenOut([10, 0, 100], [20, 20, 20])).toEqual([-5, 15, 100]);
    expect(evenOut([], [])).toEqual([]);
  });
});
