import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change } from '@/engine/workflow/change';
import { changesBetween } from '@/engine/workflow/invert';
import { loopAround } from '@/engine/workflow/loop-around';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';
import { toChanges } from './flat-change';

const add = (key: string, type: string, params = {}): Change => ({ type: 'add-node', node: { key, type, params } });
const connect = (from: string, to: string): Change => ({ type: 'connect', from, to });
const build = (...changes: Change[]) => applyChanges(emptyWorkflow('Loops'), changes, nodeTypes);

describe('putting a loop around steps', () => {
  const chain = build(
    add('start', 'core.manual'),
    add('one', 'core.limit', { count: 5 }),
    add('two', 'core.limit', { count: 4 }),
    add('end', 'core.limit', { count: 3 }),
    ...[connect('start', 'one'), connect('one', 'two'), connect('two', 'end')],
  ).workflow;
  const arrows = ({ nodes, connections }: Workflow) => {
    const key = (id: string) => nodes.find(node => node.id === id)!.key;
    return connections.map(({ from, to }) => `${key(from)} > ${key(to)}`).sort();
  };

  it('keeps the way through the workflow, as changes that can be undone', () => {
    const flat = toChanges([{ type: 'add-node', nodeType: 'core.loop', key: 'again', around: ['one', 'two'] }], chain);
    const { workflow, skipped } = applyChanges(
      chain,
      flat.map(each => each.change),
      nodeTypes,
    );
    expect(skipped).toEqual([]);
    expect(arrows(workflow)).toEqual(['again > end', 'one > two', 'start > again']);
    const owner = workflow.nodes.find(({ key }) => key === 'again')!.id;
    expect(
      workflow.nodes
        .filter(({ parentId }) => parentId === owner)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['one', 'two']);
    const undone = applyChanges(workflow, changesBetween(workflow, chain), nodeTypes).workflow;
    expect(undone).toEqual(chain);
  });

  it('moves a step into a loop that is there, with the arrows that a model draws to and from it', () => {
    const loop = { id: crypto.randomUUID(), key: 'again', type: 'core.loop', label: 'Again', params: {}, options: {} };
    const drawn = applyChanges(
      chain,
      [
        { type: 'add-node', node: loop },
        { type: 'disconnect', from: 'start', to: 'one' },
        connect('start', 'again'),
        connect('again', 'one'),
      ],
      nodeTypes,
    ).workflow;
    const node = drawn.nodes.find(({ key }) => key === 'again')!;
    const ids = drawn.nodes.flatMap(({ id, key }) => (key === 'one' || key === 'two' ? [id] : []));
    expect(arrows(loopAround(drawn, { loop: node, nodeIds: ids }))).toEqual([
      'again > end',
      'one > two',
      'start > again',
    ]);
    const flat = toChanges([{ type: 'update-node', node: 'one', inside: 'again' }], drawn);
    const { workflow, skipped } = applyChanges(
      drawn,
      flat.map(each => each.change),
      nodeTypes,
    );
    expect(skipped).toEqual([]);
    expect(workflow.nodes.find(({ key }) => key === 'one')!.parentId).toBe(node.id);
    expect(arrows(workflow)).toEqual(['again > two', 'start > again', 'two > end']);
  });
});
