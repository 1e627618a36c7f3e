import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import { emptyWorkflow } from '@/engine/workflow/schema';
import { toSnapshot } from '../_server/canvas';
import { startEditing } from './core/edit-state';
import type { EditorView } from './core/editor';
import { createNodeDrawer, edgesOf } from './flow-elements';

const { workflow } = applyChanges(
  emptyWorkflow('Test'),
  [
    { type: 'add-node', node: { key: 'start', type: 'core.manual' } },
    {
      type: 'add-node',
      node: { key: 'left', type: 'core.sort', params: nodeTypes['core.sort']!.example.params as never },
    },
    {
      type: 'add-node',
      node: { key: 'join', type: 'core.merge', params: nodeTypes['core.merge']!.example.params as never },
    },
    { type: 'connect', from: 'start', to: 'left' },
    { type: 'connect', from: 'left', to: 'join' },
    { type: 'connect', from: 'start', to: 'join' },
  ],
  nodeTypes,
);
const told = { hint: null, failure: null, canUndo: false, canRedo: false };
const view: EditorView = { ...startEditing(toSnapshot(1, workflow, [])), ...told };
const idOf = (key: string) => workflow.nodes.find(node => node.key === key)!.id;
const draw = createNodeDrawer();
const drawing = {
  view,
  types: nodeTypes,
  places: view.saved.places,
  statuses: {},
  chosen: new Set<string>(),
  cursor: null,
};

describe('the canvas', () => {
  it('draws every way into a step, each with its own arrow', () => {
    const join = draw(drawing).find(({ id }) => id === idOf('join'))!;
    const into = edgesOf(view, { types: nodeTypes, chosenArrow: null }).filter(({ target }) => target === join.id);

    expect(join.data.inputs).toEqual(['first', 'second']);
    expect(join.handles!.filter(({ type }) => type === 'target').map(({ id }) => id)).toEqual(['first', 'second']);
    expect(into.map(({ targetHandle }) => targetHandle).toSorted()).toEqual(['first', 'second']);
  });

  it('gives no way into a trigger, and one into any other step', () => {
    const nodes = draw(drawing);
    expect(nodes.find(({ id }) => id === idOf('start'))!.data.inputs).toEqual([]);
    expect(nodes.find(({ id }) => id === idOf('left'))!.data.inputs).toEqual(['in']);
  });

  it('keeps the object of a card that stays the same, and says how large one is before it was ever drawn', () => {
    const first = draw(drawing);
    const next = draw({ ...drawing, cursor: idOf('left') });
    expect(first.map((node, index) => node === next[index])).toEqual([true, false, true]);
    expect(next.map(({ measured }) => measured)).toEqual(Array(3).fill({ width: 200, height: 72 }));
  });
});
