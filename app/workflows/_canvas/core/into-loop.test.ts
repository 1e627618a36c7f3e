import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import { changesBetween } from '@/engine/workflow/invert';
import type { Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { flow, idOf, step } from '@/tests/support/flow';
import { addStep } from './commands';
import { intoLoop } from './into-loop';

const typed = (key: string, type: string, params = {}) => step(key, { type, params });
const row = flow(
  'start > clean',
  'clean > mark',
  'mark > answer',
  typed('start', 'core.manual'),
  ...['clean', 'mark', 'answer'].map(key => typed(key, 'core.set', { fields: [{ name: key, value: '1' }] })),
);
const places = Object.fromEntries(row.nodes.map(({ id }, index) => [id, { x: 0, y: index * 128 }]));
const into = (keys: readonly string[], workflow: Workflow = row) =>
  intoLoop(keys.map(idOf), { workflow, places, types: nodeTypes });
const applied = (workflow: Workflow, changes: Parameters<typeof applyChanges>[1]) => {
  const { workflow: after, skipped } = applyChanges(workflow, changes, nodeTypes);
  expect(skipped).toEqual([]);
  return after;
};
const arrows = ({ nodes, connections }: Workflow) => {
  const keyOf = (id: string) => nodes.find(node => node.id === id)!.key;
  return connections.map(({ from, port, to }) => `${keyOf(from)} ${port} ${keyOf(to)}`).sort();
};

describe('putting steps into a loop', () => {
  it('leads what led to them to the loop, and the loop to what came behind', () => {
    const result = into(['start', 'mark', 'clean']);
    if ('problem' in result) throw new Error(result.problem);

    const after = applied(row, result.changes);

    expect(arrows(after)).toEqual(['clean next mark', 'loop next answer', 'start next loop']);
    expect(after.nodes.filter(({ parentId }) => parentId === result.loopId).map(({ id }) => id)).toEqual(
      ['clean', 'mark'].map(idOf),
    );
    expect(validateWorkflow(after, nodeTypes).filter(({ nodeId }) => nodeId === result.loopId)).toEqual([]);
    const back = applied(after, changesBetween(after, row));
    expect(arrows(back)).toEqual(arrows(row));
    expect(back.nodes.every(({ parentId }) => parentId === null)).toBe(true);
  });

  it('makes room: nothing stands on the loop or within its frame', () => {
    const result = into(['clean', 'mark']);
    if ('problem' in result) throw new Error(result.problem);
    const after = applied(row, result.changes);
    const y = (key: string) => after.nodes.find(node => node.key === key)!.position!.y;
    expect([y('loop'), y('clean'), y('mark'), y('answer')]).toEqual([128, 296, 424, 576]);
  });

  it('can go into each other, and a loop goes with what it owns', () => {
    const first = into(['mark']);
    if ('problem' in first) throw new Error(first.problem);
    const once = applied(row, first.changes);
    const second = intoLoop([first.loopId, idOf('clean')], { workflow: once, places, types: nodeTypes });
    if ('problem' in second) throw new Error(second.problem);
    const twice = applied(once, second.changes);
    const parentOf = (id: string) => twice.nodes.find(node => node.id === id)!.parentId;
    expect([parentOf(idOf('mark')), parentOf(first.loopId), parentOf(idOf('clean'))]).toEqual([
      first.loopId,
      second.loopId,
      second.loopId,
    ]);
    expect(arrows(twice)).toEqual(['clean next loop', 'loop_2 next answer', 'start next loop_2']);
  });

  it.each<[string, readonly string[], Workflow, string]>([
    ['nothing but a trigger', ['start'], row, 'nothing'],
    ['a step is left out in the middle', ['clean', 'answer'], row, 'between'],
    [
      'whoever asked would be answered in every round',
      ['clean', 'reply'],
      flow(
        'start > clean',
        'clean > reply',
        typed('start', 'core.webhook'),
        typed('clean', 'core.set'),
        typed('reply', 'core.respond'),
      ),
      'answer',
    ],
    [
      'one of several ways leads on',
      ['check'],
      flow(
        'start > check',
        'check yes> mark',
        'check no> answer',
        typed('start', 'core.manual'),
        typed('check', 'core.if', { conditions: [{ left: '1', operator: 'equals', right: '1' }] }),
        typed('mark', 'core.set'),
        typed('answer', 'core.set'),
      ),
      'ways',
    ],
    [
      'something else arrives in the middle',
      ['clean', 'mark'],
      flow(
        'start > clean',
        'clean > mark',
        'start > mark',
        typed('start', 'core.manual'),
        typed('clean', 'core.set'),
        typed('mark', 'core.set'),
      ),
      'entry',
    ],
  ])('is refused where %s', (_, keys, workflow, problem) => {
    expect(into(keys, workflow)).toMatchObject({ problem });
  });

  it('lets what is added after a step inside be inside, too', () => {
    const result = into(['clean', 'mark']);
    if ('problem' in result) throw new Error(result.problem);
    const looped = applied(row, result.changes);
    const add = (spot: Parameters<typeof addStep>[1]) =>
      applied(looped, addStep({ type: 'core.sort' }, spot, { workflow: looped, places }).changes);
    const inner = looped.connections.find(({ from }) => from === idOf('clean'))!;
    for (const after of [
      add({ kind: 'after', from: idOf('mark'), port: 'next' }),
      add({ kind: 'on', arrow: inner }),
      add({ kind: 'before', to: idOf('clean'), at: { x: 0, y: 0 } }),
      add({ kind: 'inside', loop: result.loopId }),
    ])
      expect(after.nodes.find(({ type }) => type === 'core.sort')).toMatchObject({ parentId: result.loopId });
  });
});
