import { describe, expect, it } from 'vitest';
import { flow, idOf, step } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import type { Change } from './change';
import { mergeChanges } from './merge-changes';

const base = flow(
  'start > note',
  'note > tell',
  'start > other',
  step('note', { params: { limit: 100, text: 'Hello' } }),
);
const merge = (theirs: Change[], changes: Change[]) => {
  const { workflow: current } = applyChanges(base, theirs, testTypes);
  const result = mergeChanges({ base, current, changes, nodeTypes: testTypes });
  return { ...result, workflow: applyChanges(current, result.mergeable, testTypes).workflow };
};
const update = (params: Record<string, number | string>): Change => ({ type: 'update-node', node: 'note', params });
const paramsOfNote = ({ nodes }: { nodes: typeof base.nodes }) => nodes.find(({ key }) => key === 'note')!.params;

describe('mergeChanges', () => {
  it('joins edits of different settings of one step', () => {
    const { workflow, conflicts } = merge([update({ limit: 250 })], [update({ text: 'Good day' })]);

    expect(conflicts).toEqual([]);
    expect(paramsOfNote(workflow)).toEqual({ limit: 250, text: 'Good day' });
  });

  it('keeps both values of a setting that both changed, and writes neither over the other', () => {
    const { workflow, conflicts } = merge([update({ limit: 250 })], [update({ limit: 500, text: 'Good day' })]);

    expect(conflicts).toMatchObject([
      { nodeId: idOf('note'), field: 'params.limit', base: 100, theirs: 250, yours: 500 },
    ]);
    expect(paramsOfNote(workflow)).toEqual({ limit: 250, text: 'Good day' });
  });

  it('knows a step by the name that only others gave it', () => {
    const theirs: Change[] = [update({ limit: 250 }), { type: 'rename-node', node: 'note', key: 'letter' }];

    const { workflow, conflicts } = merge(theirs, [{ type: 'update-node', node: 'letter', params: { limit: 500 } }]);

    expect(conflicts).toMatchObject([{ nodeId: idOf('note'), field: 'params.limit', theirs: 250, yours: 500 }]);
    expect(workflow.nodes.find(({ key }) => key === 'letter')!.params).toMatchObject({ limit: 250 });
  });

  it('follows two steps that swapped their names', () => {
    const theirs: Change[] = [
      { type: 'rename-node', node: 'note', key: 'third' },
      { type: 'rename-node', node: 'other', key: 'note' },
      { type: 'rename-node', node: 'third', key: 'other' },
    ];

    const { workflow, conflicts } = merge(theirs, [
      { type: 'update-node', node: 'tell', params: { text: '{{ nodes.note.item.x }} {{ nodes.other.item.x }}' } },
    ]);

    expect(conflicts).toEqual([]);
    const tell = workflow.nodes.find(({ key }) => key === 'tell')!;
    expect(tell.params.text).toBe('{{ nodes.other.item.x }} {{ nodes.note.item.x }}');
  });

  it.each<[string, Change]>([
    ['took a step out and put it back', { type: 'remove-node', node: 'note' }],
    ['renamed a step', { type: 'rename-node', node: 'note', key: 'letter' }],
  ])('is silent when both %s and then wrote its old key', (_, first) => {
    const params = { text: 'to {{ nodes.note.item.amount + 1 }}' };
    const changes: Change[] = [
      first,
      first.type === 'remove-node'
        ? { type: 'add-node', node: { type: 'test.note', id: idOf('note'), key: 'letter', params } }
        : { type: 'update-node', node: idOf('note'), params },
    ];

    const { mergeable, conflicts } = merge(changes, changes);

    expect([mergeable, conflicts]).toEqual([[], []]);
  });

  it('is a conflict to edit, connect or rename a step that someone removed', () => {
    const removed: Change[] = [{ type: 'remove-node', node: 'note' }];

    const { conflicts, mergeable } = merge(removed, [
      update({ limit: 5 }),
      { type: 'rename-node', node: 'note', label: 'Other' },
      { type: 'connect', from: 'note', to: 'other' },
    ]);

    expect(mergeable).toEqual([]);
    expect(conflicts.map(({ nodeId, theirs }) => [nodeId, theirs])).toEqual([
      [idOf('note'), null],
      [idOf('note'), null],
    ]);
  });

  it('is a conflict to remove a step that someone edited', () => {
    const { conflicts } = merge([update({ limit: 250 })], [{ type: 'remove-node', node: 'note' }]);

    expect(conflicts).toMatchObject([{ nodeId: idOf('note'), field: 'node', yours: null }]);
  });

  it('gives a new step another key when someone took it meanwhile, and follows with the references', () => {
    const { workflow, conflicts } = merge(
      [{ type: 'add-node', node: { type: 'test.note', key: 'extra' } }],
      [
        { type: 'add-node', node: { type: 'test.note', key: 'extra' } },
        { type: 'update-node', node: 'tell', params: { text: '{{ nodes.extra.item.x }}' } },
      ],
    );

    expect(conflicts).toEqual([]);
    expect(workflow.nodes.map(({ key }) => key)).toEqual(['start', 'note', 'tell', 'other', 'extra', 'extra_2']);
    expect(workflow.nodes[2]!.params).toEqual({ text: '{{ nodes.extra_2.item.x }}' });
  });

  it('follows a step that someone renamed, in the setting that is edited too', () => {
    const reading = applyChanges(
      base,
      [{ type: 'update-node', node: 'tell', params: { text: 'Hi {{ nodes.note.item.x }}' } }],
      testTypes,
    );
    const { workflow: current } = applyChanges(
      reading.workflow,
      [{ type: 'rename-node', node: 'note', key: 'memo' }],
      testTypes,
    );
    const changes: Change[] = [{ type: 'update-node', node: 'tell', params: { text: 'Dear {{ nodes.note.item.x }}' } }];

    const { mergeable, conflicts } = mergeChanges({ base: reading.workflow, current, changes, nodeTypes: testTypes });

    expect(conflicts).toEqual([]);
    expect(mergeable).toMatchObject([{ params: { text: 'Dear {{ nodes.memo.item.x }}' } }]);
  });

  it('joins edits of different parts of one list', () => {
    const cases = (first: string, second: string) => [
      { name: 'big', when: first },
      { name: 'small', when: second },
    ];
    const start = flow('start > route', step('route', { params: { cases: cases('a', 'b') } }));
    const edit = (value: ReturnType<typeof cases>): Change => ({
      type: 'update-node',
      node: 'route',
      params: { cases: value },
    });
    const { workflow: current } = applyChanges(start, [edit(cases('A', 'b'))], testTypes);

    const { mergeable, conflicts } = mergeChanges({
      base: start,
      current,
      changes: [edit(cases('a', 'B'))],
      nodeTypes: testTypes,
    });

    expect(conflicts).toEqual([]);
    expect(mergeable).toMatchObject([{ params: { cases: cases('A', 'B') } }]);
  });
});
