import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { node as merge } from '../nodes/core/merge.node';
import { node as set } from '../nodes/core/set.node';
import type { NodeDefinition } from '../nodes/define-node';
import { derivedFrom } from '../nodes/derived';
import { joinByField, joinByPosition } from '../nodes/merge-items';
import { applyChanges } from '../workflow/apply-changes';
import type { Item, Workflow } from '../workflow/schema';
import { flow, having, runFlow, smallNode, testNodeTypes } from './testing/flow';

const nodeTypes = {
  ...testNodeTypes(),
  'core.merge': merge as unknown as NodeDefinition,
  'core.set': set as unknown as NodeDefinition,
};
const setting = (workflow: Workflow, key: string, value: unknown) =>
  having(workflow, key, {
    type: 'core.set',
    params: { keep: 'only', fields: [{ name: 'v', value: value as string }] },
  });

/** `start > a > m` and `start > b > m`; by default the first arrow is the first way in. */
function both(params: Record<string, string>, inputs?: readonly [string, string]) {
  const plain = flow('start > a', 'start > b', 'a > m', 'b > m');
  const workflow = having(setting(setting(plain, 'a', 'a{{ item.n }}'), 'b', 'b{{ item.n }}'), 'm', {
    type: 'core.merge',
    params,
  });
  if (!inputs) return workflow;
  const into = workflow.connections.slice(2).map((arrow, index) => ({ ...arrow, input: inputs[index]! }));
  return { ...workflow, connections: [...workflow.connections.slice(0, 2), ...into] };
}

const merged = async (workflow: Workflow, items: Item[] = [{ n: 1 }, { n: 2 }]) => {
  const { execution, records } = await runFlow(workflow, { nodeTypes, items });
  expect(execution.error).toBeNull();
  return records.find(({ nodeKey }) => nodeKey === 'm')!.outputs.next;
};

describe('a step with two ways in', () => {
  it('is given the items of each by the name of its arrow, or in the order of the arrows', async () => {
    expect(await merged(both({ mode: 'append' }))).toEqual([{ v: 'a1' }, { v: 'a2' }, { v: 'b1' }, { v: 'b2' }]);
    expect(await merged(both({ mode: 'append' }, ['second', 'first']))).toEqual([
      { v: 'b1' },
      { v: 'b2' },
      { v: 'a1' },
      { v: 'a2' },
    ]);
    expect(await merged(both({ mode: 'append' }, ['second', 'in']))).toEqual([
      { v: 'b1' },
      { v: 'b2' },
      { v: 'a1' },
      { v: 'a2' },
    ]);
    expect(await merged(both({ mode: 'choose' }))).toEqual([{ v: 'a1' }, { v: 'a2' }]);
    expect(await merged(both({ mode: 'choose', prefer: 'second' }))).toEqual([{ v: 'b1' }, { v: 'b2' }]);
    const none = having(both({ mode: 'choose' }), 'a', { type: 'core.limit', params: {} });
    const types = { ...nodeTypes, 'core.limit': smallNode({ params: z.object({}), runs: 'all', execute: () => ({}) }) };
    const { records } = await runFlow(none, { nodeTypes: types, items: [{ n: 1 }] });
    expect(records.find(({ nodeKey }) => nodeKey === 'm')!.outputs.next).toEqual([{ v: 'b1' }]);
    expect(await merged(both({ mode: 'position', conflicts: 'both' }))).toEqual([
      { v: 'a1', v_2: 'b1' },
      { v: 'a2', v_2: 'b2' },
    ]);
  });

  it('keeps the lineage of the first, so that later steps find what belongs to an item', async () => {
    const arrows = flow('start > a', 'start > b', 'a > m', 'b > m', 'm > end');
    const params = { mode: 'position', conflicts: 'first' };
    const workflow = having(
      having(setting(setting(arrows, 'a', '{{ item.n }}'), 'b', 'x'), 'm', { type: 'core.merge', params }),
      'end',
      { type: 'core.set', params: { keep: 'only', fields: [{ name: 'n', value: '{{ nodes.start.item.n }}' }] } },
    );
    const { records } = await runFlow(workflow, { nodeTypes, items: [{ n: 5 }, { n: 6 }] });
    expect(records.find(({ nodeKey }) => nodeKey === 'end')!.outputs.next).toEqual([{ n: 5 }, { n: 6 }]);
  });

  it('goes on with one side when the other went another way', async () => {
    const arrows = flow('start > a', 'start > check', 'check no> b', 'a > m', 'b > m');
    const workflow = having(
      having(setting(arrows, 'a', 'a'), 'check', { type: 'test.if', params: { when: true } }),
      'm',
      {
        type: 'core.merge',
        params: { mode: 'join', firstField: 'v', kind: 'outer' },
      },
    );
    expect(await merged(workflow, [{ n: 1 }])).toEqual([{ v: 'a' }]);
  });

  it('is drawn into by the first way that is free, or by the one that is named', () => {
    const workflow = having(flow('start > a', 'start > b', 'a > m'), 'm', { type: 'core.merge', params: {} });
    const cut = { ...workflow, connections: workflow.connections.slice(0, 2) };
    const connect = (from: string, input?: string) => ({
      type: 'connect' as const,
      from,
      to: 'm',
      ...(input ? { input } : {}),
    });
    const inputsAfter = (...changes: ReturnType<typeof connect>[]) =>
      applyChanges(cut, changes, nodeTypes)
        .workflow.connections.slice(2)
        .map(({ input }) => input);

    expect(inputsAfter(connect('a'), connect('b'))).toEqual(['first', 'second']);
    expect(inputsAfter(connect('a', 'second'), connect('b', 'in'))).toEqual(['second', 'first']);
    const { skipped } = applyChanges(cut, [connect('a', 'secnd')], nodeTypes);
    expect(skipped[0]?.hint).toContain('Did you mean second?');
  });
});

describe('joining', () => {
  const first: Item[] = [{ id: 1, k: 7 }, { id: 2, k: '7' }, { id: 3, k: '007' }, { id: 4 }, { id: 5, k: null }];
  const second: Item[] = [{ c: 7, n: 'Ada' }, { c: '7', n: 'Bob' }, { c: 'X', n: 'Eve' }, { n: 'nobody' }];
  const join = (kind: 'inner' | 'left' | 'outer' | 'without', more: object = {}) =>
    joinByField(
      { first, second },
      { kind, firstField: 'k', secondField: 'c', conflicts: 'second', ignoreCase: false, ...more },
    );

  it('pairs all that have the same value, and never nothing with nothing', () => {
    expect(join('inner').map(({ id, n }) => `${id}${n}`)).toEqual(['1Ada', '1Bob', '2Ada', '2Bob']);
    expect(join('left').map(({ id, n }) => `${id}${n ?? '-'}`)).toEqual([
      '1Ada',
      '1Bob',
      '2Ada',
      '2Bob',
      '3-',
      '4-',
      '5-',
    ]);
    expect(join('outer').slice(-2)).toEqual([{ c: 'X', n: 'Eve' }, { n: 'nobody' }]);
    const rest = join('without');
    expect(rest).toEqual(first.slice(2));
    expect(rest[0]).toBe(first[2]);
  });

  it('stops before a join by a field that tells nothing apart fills the memory', () => {
    const many = Array.from({ length: 1_000 }, () => ({ k: 'same', c: 'same' }));
    const settings = {
      kind: 'inner',
      firstField: 'k',
      secondField: 'c',
      conflicts: 'first',
      ignoreCase: false,
    } as const;
    expect(() => joinByField({ first: many, second: many }, settings)).toThrow(/200000/);
  });

  it('names a field that one side does not have', () => {
    expect(() => join('inner', { firstField: 'kk' })).toThrow(/path_missing/);
  });

  it('pairs by position as far as it is told to', () => {
    const sides = { first: [{ a: 1 }, { a: 2 }], second: [{ b: 1 }, { b: 2 }, { b: 3 }] };
    const count = (kind: 'inner' | 'left' | 'outer' | 'without') =>
      joinByPosition(sides, { kind, conflicts: 'first' }).length;
    expect([count('inner'), count('left'), count('outer'), count('without')]).toEqual([2, 2, 3, 0]);
    const item = { a: 1 };
    expect(derivedFrom(sides.first[0]!, item)).toBe(item);
  });
});
