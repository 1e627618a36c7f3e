import { expect, it } from 'vitest';
import { flow, idOf } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import type { Change } from './change';
import { changesBetween } from './invert';

const before = flow('start > note', 'note > tell');

it('gives the order back when a step left and came back at the end', () => {
  const changes: Change[] = [
    { type: 'remove-node', node: 'start' },
    { type: 'add-node', node: { id: idOf('start'), key: 'start', type: 'test.trigger' } },
  ];
  const { workflow: after } = applyChanges(before, changes, testTypes);
  expect(after.nodes.map(({ key }) => key)).toEqual(['note', 'tell', 'start']);

  const { workflow: undone, skipped } = applyChanges(after, changesBetween(after, before), testTypes);

  expect(skipped).toEqual([]);
  expect(undone).toEqual(before);
});
