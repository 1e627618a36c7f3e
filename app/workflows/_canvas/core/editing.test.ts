import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change } from '@/engine/workflow/change';
import { mergeChanges } from '@/engine/workflow/merge-changes';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';
import { copySteps, pasteSteps } from './clipboard';
import { addStep, removeSteps, toggleOption } from './commands';
import { Editor } from './editor';
import { findSteps } from './find-steps';
import { actionFor } from './keys';
import { neighbour } from './navigate';
import type { CanvasReply, CanvasSnapshot, CatalogueEntry } from './snapshot';
import { stayInTouch } from './stay-in-touch';

const start: Change[] = [
  { type: 'add-node', node: { key: 'start', type: 'core.manual', position: { x: 0, y: 0 } } },
  { type: 'add-node', node: { key: 'one', type: 'core.set', params: { note: 'a' }, position: { x: 0, y: 128 } } },
  {
    type: 'add-node',
    node: { key: 'two', type: 'core.set', params: { note: '{{ nodes.one.item.a }}' }, position: { x: 0, y: 256 } },
  },
  { type: 'connect', from: 'start', to: 'one' },
  { type: 'connect', from: 'one', to: 'two' },
];
const built = (): Workflow => applyChanges(emptyWorkflow('Test'), start, nodeTypes).workflow;
const idOf = (workflow: Workflow, key: string) => workflow.nodes.find(node => node.key === key)!.id;

const catalogue: CatalogueEntry[] = ['core.manual', 'core.set', 'core.sort'].map(type => ({
  type,
  title: nodeTypes[type]!.title,
  summary: '',
  synonyms: [],
  kind: nodeTypes[type]!.kind,
  icon: 'box',
  ports: ['next'],
  inputs: ['in'],
}));

const snapshotOf = (workflow: Workflow, version: number): CanvasSnapshot => ({
  version,
  workflow,
  facts: {},
  places: {},
});

/** A server in memory that keeps every version, and can be unreachable. */
function server(first = built()) {
  const versions = [first];
  const state = { reachable: true };
  const save = (baseVersion: number, changes: readonly Change[]): CanvasReply => {
    const [base, current] = [versions[baseVersion]!, versions.at(-1)!];
    const { mergeable, conflicts } = mergeChanges({ base, current, changes, nodeTypes });
    const { workflow, applied, skipped } = applyChanges(current, mergeable, nodeTypes);
    if (applied.length > 0) versions.push(workflow);
    return { ...snapshotOf(versions.at(-1)!, versions.length - 1), conflicts, skipped };
  };
  const open = () =>
    new Editor({
      snapshot: snapshotOf(versions.at(-1)!, versions.length - 1),
      catalogue,
      read: async () => snapshotOf(versions.at(-1)!, versions.length - 1),
      send: async ({ baseVersion, changes }) => {
        if (!state.reachable) throw new Error('The server did not answer.');
        return save(baseVersion, changes);
      },
    });
  return { open, state, versions, now: () => versions.at(-1)! };
}

const note = (workflow: Workflow, text: string): Change => ({
  type: 'update-node',
  node: idOf(workflow, 'one'),
  params: { note: text },
});

describe('an editor', () => {
  it('asks instead of overwriting what somebody set while a value was being typed', async () => {
    const { open, now } = server();
    const [mine, theirs] = [open(), open()];
    const seen = mine.view().screen.nodes[1]!;
    theirs.edit([note(now(), 'theirs')]);
    await theirs.flush();
    await mine.notice(1);

    mine.editFrom(seen, [note(now(), 'mine')]);
    await mine.flush();

    expect(now().nodes[1]!.params.note).toBe('theirs');
    expect(mine.view().cards).toMatchObject([{ field: 'params.note', yours: 'mine', theirs: 'theirs' }]);
    mine.keep(mine.view().cards[0]!.id, 'mine');
    await mine.flush();
    expect(now().nodes[1]!.params.note).toBe('mine');

    mine.editFrom(mine.view().screen.nodes[1]!, [note(now(), 'again')]);
    await mine.flush();
    expect(now().nodes[1]!.params.note).toBe('again');
    expect(mine.view().cards).toEqual([]);
  });

  it('shows an edit at once, and keeps it while the server cannot be reached', async () => {
    const { open, state, now } = server();
    const editor = open();
    state.reachable = false;

    editor.edit([note(now(), 'mine')]);
    await editor.flush();

    expect(editor.view().screen.nodes[1]!.params.note).toBe('mine');
    expect(editor.view().failure).toBe('The server did not answer.');
    state.reachable = true;
    await editor.flush();
    expect(now().nodes[1]!.params.note).toBe('mine');
    expect(editor.view().failure).toBeNull();
  });

  it('sends what waits when the connection comes back, by itself', async () => {
    const { open, state, now } = server();
    const editor = open();
    const lines: (EventTarget & { readyState: number })[] = [];
    const line = () => {
      lines.push(Object.assign(new EventTarget(), { readyState: 1, close: () => {} }));
      return lines.at(-1) as (typeof lines)[number] & { close(): void };
    };
    const [network, waits] = [new EventTarget(), [] as [() => void, number][]];
    const later = (work: () => void, ms: number) => {
      waits.push([work, ms]);
      return () => {};
    };
    const leave = stayInTouch(editor, { open: line, network, later });
    const comesBack = async (event: () => void, text: string) => {
      state.reachable = false;
      editor.edit([note(now(), text)]);
      await editor.flush();
      state.reachable = true;
      event();
      await editor.flush();
      expect([now().nodes[1]!.params.note, editor.view().failure]).toEqual([text, null]);
    };

    await comesBack(() => network.dispatchEvent(new Event('online')), 'by the network');
    await comesBack(() => lines[0]!.dispatchEvent(new Event('open')), 'by the stream');
    await comesBack(() => waits.at(-1)![0](), 'after a while');

    lines[0]!.readyState = 2;
    lines[0]!.dispatchEvent(new Event('error'));
    waits.at(-1)![0]();
    expect(lines).toHaveLength(2);
    leave();
  });

  it('asks where somebody else set the same, and keeps either', async () => {
    for (const whose of ['mine', 'theirs'] as const) {
      const { open, now } = server();
      const [one, two] = [open(), open()];
      two.edit([note(now(), 'theirs')]);
      await two.flush();

      one.edit([note(now(), 'mine')]);
      await one.flush();

      const [card] = one.view().cards;
      expect(card).toMatchObject({ field: 'params.note', theirs: 'theirs', yours: 'mine' });
      one.keep(card!.id, whose);
      await one.flush();
      expect(one.view().cards).toEqual([]);
      expect(now().nodes[1]!.params.note).toBe(whose);
    }
  });

  it('asks, too, where the edit was made while another was on its way', async () => {
    const { open, now } = server();
    const [one, two] = [open(), open()];
    two.edit([note(now(), 'theirs')]);
    await two.flush();

    one.edit([{ type: 'rename-node', node: idOf(now(), 'two'), label: 'Second' }]);
    one.edit([note(now(), 'mine')]);
    await one.flush();

    expect(now().nodes.map(({ label }) => label)).toContain('Second');
    expect(now().nodes[1]!.params.note).toBe('theirs');
    expect(one.view().cards).toMatchObject([{ theirs: 'theirs', yours: 'mine' }]);
  });

  it('brings back what somebody else removed, if this person wants to keep it', async () => {
    const { open, now } = server();
    const [one, two] = [open(), open()];
    const mine = note(now(), 'mine');
    two.edit(removeSteps([idOf(now(), 'one')]));
    await two.flush();

    one.edit([mine]);
    await one.flush();
    one.keep(one.view().cards[0]!.id, 'mine');
    await one.flush();

    expect(now().nodes.find(({ key }) => key === 'one')?.params.note).toBe('mine');
  });

  it('takes back its own edits and nobody else’s', async () => {
    const { open, now } = server();
    const [one, two] = [open(), open()];
    one.edit([note(now(), 'mine')]);
    await one.flush();
    await two.notice(1);
    two.edit([{ type: 'rename-node', node: idOf(now(), 'one'), label: 'Theirs' }]);
    await two.flush();
    await one.notice(2);

    one.undo();
    await one.flush();

    expect(now().nodes[1]).toMatchObject({ label: 'Theirs', params: { note: 'a' } });
    one.redo();
    await one.flush();
    expect(now().nodes[1]).toMatchObject({ label: 'Theirs', params: { note: 'mine' } });
  });
});

describe('edits of the hand', () => {
  it('a step on an arrow stands between, and only what is below makes room', () => {
    const workflow = built();
    const [, arrow] = workflow.connections;
    const { id, changes } = addStep({ type: 'core.sort' }, { kind: 'on', arrow: arrow! }, { workflow, places: {} });

    const after = applyChanges(workflow, changes, nodeTypes).workflow;

    const y = (key: string) => after.nodes.find(node => node.key === key)!.position!.y;
    expect(after.connections.filter(({ from, to }) => from === id || to === id)).toHaveLength(2);
    expect(after.nodes.find(node => node.id === id)!.position).toEqual({ x: 0, y: 256 });
    expect([y('start'), y('one'), y('two')]).toEqual([0, 128, 384]);
  });

  it('a copy has names of its own and still speaks of its own neighbour', () => {
    const workflow = built();
    const text = copySteps(workflow, new Set([idOf(workflow, 'one'), idOf(workflow, 'two')]))!;

    const { changes } = pasteSteps(text, { workflow, places: {} })!;
    const after = applyChanges(workflow, changes, nodeTypes).workflow;

    expect(after.nodes.map(({ key }) => key)).toEqual(['start', 'one', 'two', 'one_2', 'two_2']);
    expect(after.nodes.at(-1)!.params.note).toBe('{{ nodes.one_2.item.a }}');
    expect(after.connections).toHaveLength(3);
    expect(pasteSteps('{"a":1}', { workflow, places: {} })).toBeNull();
  });

  it('switching off several makes them all alike', () => {
    const workflow = built();
    const ids = workflow.nodes.slice(1).map(({ id }) => id);
    const off = applyChanges(workflow, toggleOption('disabled', ids.slice(0, 1), workflow), nodeTypes).workflow;
    const both = applyChanges(off, toggleOption('disabled', ids, off), nodeTypes).workflow;

    expect(both.nodes.slice(1).map(({ options }) => options.disabled)).toEqual([true, true]);
    const none = applyChanges(both, toggleOption('disabled', ids, both), nodeTypes).workflow;
    expect(none.nodes.slice(1).map(({ options }) => options.disabled)).toEqual([undefined, undefined]);
  });

  it('arrow keys follow the arrows, and go sideways to what stands beside', () => {
    const places = new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: -120, y: 128 }],
      ['c', { x: 120, y: 128 }],
    ]);
    const connections = [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'c' },
    ];
    const go = (from: string, direction: 'up' | 'down' | 'left' | 'right') =>
      neighbour(from, direction, { places, connections });

    expect([go('a', 'down'), go('b', 'right'), go('c', 'left'), go('c', 'up'), go('a', 'up')]).toEqual([
      'b',
      'c',
      'b',
      'a',
      null,
    ]);
  });

  it('finds steps by name before settings', () => {
    const workflow = built();
    expect(findSteps('one', workflow)).toEqual([idOf(workflow, 'one'), idOf(workflow, 'two')]);
    expect(findSteps('  ', workflow)).toEqual([]);
  });

  it('knows a key with and without its modifiers', () => {
    const press = (key: string, held: object = {}) =>
      actionFor({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });
    expect(press('a')).toBe('add');
    expect(press('a', { ctrlKey: true })).toBe('all');
    expect(press('Z', { metaKey: true, shiftKey: true })).toBe('redo');
    expect(press('?', { shiftKey: true })).toBe('help');
    expect(press('c', { ctrlKey: true })).toBeNull();
  });
});
