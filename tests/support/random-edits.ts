import type { Editor } from '@/app/workflows/_canvas/core/editor';
import type { Change } from '@/engine/workflow/change';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';

/** One edit, with what its maker saw there: whatever it replaced later must have been just that. */
export interface Edit {
  editor: number;
  kind: 'field' | 'move' | 'add' | 'remove' | 'connect' | 'disconnect';
  nodeId: string;
  field: string;
  /** Found nowhere else, so that it can be looked for. */
  token: string;
  seen: unknown;
  change: Change;
}

/** A small generator of numbers from 0 to 1: the same seed, the same edits. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Making {
  editor: Editor;
  number: number;
  editors: number;
  hot: readonly string[];
  random(): number;
}

/** Something a person could do to what is on their screen now; more than half of it to the same few steps. */
export function makeEdit({ editor, number, editors, hot, random }: Making): Edit | null {
  const { screen } = editor.view();
  const pick = <Value>(list: readonly Value[]): Value | undefined => list[Math.floor(random() * list.length)];
  const crowd = screen.nodes.filter(({ id }) => hot.includes(id));
  const node = (random() < 0.75 && pick(crowd)) || pick(screen.nodes);
  if (!node) return null;
  const token = `t${number}`;
  const base = { editor: editors, nodeId: node.id, token, field: '', seen: undefined as unknown };
  const chance = random();
  if (chance < 0.6) return fieldEdit(base, node, pick(['note', 'note', 'title', 'place'])!);
  if (chance < 0.75) {
    const change: Change = { type: 'move-nodes', positions: { [node.id]: { x: number, y: number } } };
    return { ...base, kind: 'move', change };
  }
  if (chance < 0.85) return addition(base, node);
  if (chance < 0.93) return connection(base, screen, pick(screen.nodes)!);
  if (chance < 0.96) return disconnection(base, pick(screen.connections));
  if (hot.includes(node.id) || node.type === 'core.manual') return fieldEdit(base, node, 'note');
  return { ...base, kind: 'remove', change: { type: 'remove-node', node: node.id } };
}

type Base = Omit<Edit, 'kind' | 'change'>;

function fieldEdit(base: Base, node: WorkflowNode, field: string): Edit {
  const change: Change = { type: 'update-node', node: node.id, params: { [field]: base.token } };
  return { ...base, kind: 'field', field, seen: node.params[field], change };
}

function addition(base: Base, { id }: WorkflowNode): Edit {
  const added = crypto.randomUUID();
  const node = { id: added, type: 'core.set', label: `Step ${base.token}`, params: { note: base.token } };
  return { ...base, kind: 'add', nodeId: added, seen: id, change: { type: 'add-node', node } };
}

function connection(base: Base, { nodes }: Workflow, other: WorkflowNode): Edit | null {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const [from, to] = [base.nodeId, other.id].sort((a, b) => places.get(a)! - places.get(b)!) as [string, string];
  if (from === to) return null;
  return { ...base, kind: 'connect', change: { type: 'connect', id: crypto.randomUUID(), from, to, port: 'next' } };
}

function disconnection(base: Base, arrow: Workflow['connections'][number] | undefined): Edit | null {
  if (!arrow) return null;
  const { from, port, to } = arrow;
  return { ...base, kind: 'disconnect', nodeId: from, change: { type: 'disconnect', from, port, to } };
}
