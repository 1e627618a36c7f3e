import { describe, expect, it } from 'vitest';
import { emptyWorkflow } from '@/engine/workflow/schema';
import { toChanges } from './flat-change';

const ids = { start: '00000000-0000-4000-8000-000000000001', last: '00000000-0000-4000-8000-000000000002' };
const node = (key: 'start' | 'last', type: string) => ({
  id: ids[key],
  key,
  type,
  label: key,
  params: {},
  options: {},
  position: null,
  parentId: null,
});
const workflow = {
  ...emptyWorkflow('w'),
  nodes: [node('start', 'core.manual'), node('last', 'core.set')],
  connections: [
    { id: '00000000-0000-4000-8000-000000000003', from: ids.start, port: 'next', to: ids.last, input: 'in' },
  ],
};

describe('flat changes', () => {
  it('connects an added step to the one it comes after', () => {
    const [add, connect] = toChanges(
      [{ type: 'add-node', nodeType: 'core.sort', key: 'newest', after: 'start', port: 'next' }],
      workflow,
    );

    expect(add?.change).toMatchObject({ type: 'add-node', node: { type: 'core.sort', key: 'newest' } });
    expect(connect?.change).toMatchObject({ type: 'connect', from: 'start', port: 'next' });
    expect(connect?.index).toBe(0);
  });

  it('puts a step in front of another on every arrow that leads into it', () => {
    const kinds = toChanges([{ type: 'add-node', nodeType: 'core.sort', before: 'last' }], workflow).map(
      ({ change }) => change.type,
    );

    expect(kinds).toEqual(['add-node', 'disconnect', 'connect', 'connect']);
  });

  it('splits a new label and new settings of one step into two changes of the same index', () => {
    const changes = toChanges(
      [{ type: 'update-node', node: 'last', label: 'Mark', params: { keep: 'all' } }],
      workflow,
    );

    expect(changes.map(({ change, index }) => [change.type, index])).toEqual([
      ['rename-node', 0],
      ['update-node', 0],
    ]);
  });

  it('keeps the other settings of the workflow when the zone changes', () => {
    const [change] = toChanges([{ type: 'update-workflow', timeZone: 'Europe/Berlin' }], workflow);

    expect(change?.change).toMatchObject({ settings: { timeZone: 'Europe/Berlin' } });
  });
});
