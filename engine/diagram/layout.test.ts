import { describe, expect, it } from 'vitest';
import { flow, idOf } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from '../workflow/apply-changes';
import type { Position, Workflow } from '../workflow/schema';
import { layout } from './layout';
import { toCanvas } from './to-canvas';

const diamond = flow('start > check', 'check yes> tell', 'check no> log', 'tell > done', 'log > done');
const placed = (workflow: Workflow, positions: Record<string, Position>) =>
  applyChanges(workflow, [{ type: 'move-nodes', positions }], testTypes).workflow;
const expectApart = (positions: readonly Position[]) => {
  for (const [index, a] of positions.entries())
    for (const b of positions.slice(index + 1))
      expect(Math.abs(a.x - b.x) >= 200 || Math.abs(a.y - b.y) >= 72).toBe(true);
};

describe('layout', () => {
  it('puts each step below what leads to it, and branches side by side', async () => {
    const at = await layout(diamond, { nodeTypes: testTypes });

    expect(at[idOf('check')]!.y).toBeGreaterThan(at[idOf('start')]!.y);
    expect(at[idOf('tell')]!.y).toBe(at[idOf('log')]!.y);
    expect(at[idOf('tell')]!.x).toBeLessThan(at[idOf('log')]!.x);
    expect(at[idOf('done')]!.y).toBeGreaterThan(at[idOf('log')]!.y);
    expectApart(Object.values(at));
    const reversed = { ...diamond, nodes: diamond.nodes.toReversed(), connections: diamond.connections.toReversed() };
    expect(await layout(reversed, { nodeTypes: testTypes })).toEqual(at);
  });

  it('runs from left to right when asked', async () => {
    const at = await layout(diamond, { direction: 'right' });

    expect(at[idOf('check')]!.x).toBeGreaterThan(at[idOf('start')]!.x);
  });

  it('moves only what has no place yet, and covers nothing with it', async () => {
    const before = placed(diamond, await layout(diamond));
    const { workflow } = applyChanges(
      before,
      [
        {
          type: 'insert-between',
          from: 'check',
          to: 'tell',
          port: 'yes',
          node: { id: idOf('new'), type: 'test.note' },
        },
        { type: 'add-node', node: { id: idOf('other'), type: 'test.note' } },
      ],
      testTypes,
    );

    const at = await layout(workflow);

    expect(Object.keys(at).sort()).toEqual([idOf('new'), idOf('other')].sort());
    expectApart([...before.nodes.map(({ position }) => position!), ...Object.values(at)]);
    expect(await layout(placed(workflow, at))).toEqual({});
  });

  it('has nothing to do for an empty workflow', async () => {
    expect(await layout(flow())).toEqual({});
  });
});

describe('toCanvas', () => {
  it('is plain data: a card for each step and an arrow for each connection', async () => {
    const run = { nodes: { check: { status: 'succeeded' as const, outputs: { yes: [{}], no: [] } } } };

    const canvas = toCanvas(diamond, { nodeTypes: testTypes, positions: await layout(diamond), run });

    expect(canvas.nodes.find(({ id }) => id === idOf('check'))!.data).toMatchObject({
      label: 'Check',
      kind: 'logic',
      ports: ['yes', 'no'],
      hasInput: true,
      status: 'succeeded',
    });
    expect(canvas.edges.map(({ label, data }) => [label, data.taken])).toEqual([
      [null, false],
      ['yes', true],
      ['no', false],
      [null, false],
      [null, false],
    ]);
    expect(structuredClone(canvas)).toEqual(canvas);
  });
});
