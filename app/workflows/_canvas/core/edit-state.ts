import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change, Conflict } from '@/engine/workflow/change';
import { isEqual } from '@/engine/workflow/equal';
import { mergeChanges } from '@/engine/workflow/merge-changes';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import type { CanvasReply, CanvasSnapshot } from './snapshot';

/** An edit that did not get in: two values for one field, or one that others' edits made impossible. */
export interface Card extends Omit<Conflict, 'change'> {
  id: string;
  changes: readonly Change[];
  /** Why it cannot be, where it is not a matter of two values. */
  hint: string | null;
}

export interface EditState {
  /** The newest that the server said. */
  saved: CanvasSnapshot;
  /** On its way to the server; null when nothing is. */
  sent: readonly Change[] | null;
  /** Waits until that is answered. */
  waiting: readonly Change[];
  /** What is on screen: `saved`, with everything of ours that is not answered yet. */
  screen: Workflow;
  cards: readonly Card[];
}

export const startEditing = (saved: CanvasSnapshot): EditState => ({
  ...{ saved, sent: null, waiting: [], screen: saved.workflow, cards: [] },
});

/** On screen at once, waiting to be sent. `hints` say what could not be done, and nothing is sent of that. */
export function addEdit(state: EditState, changes: readonly Change[], types: NodeTypes) {
  const { workflow, applied, skipped } = applyChanges(state.screen, changes, types);
  const next: EditState = { ...state, screen: workflow, waiting: [...state.waiting, ...applied] };
  return { state: next, hints: skipped.map(({ hint }) => hint), changed: applied.length > 0 };
}

/** One list at a time: whatever is done meanwhile goes with the next. */
export function takeNext(state: EditState): EditState | null {
  if (state.sent || state.waiting.length === 0) return null;
  return { ...state, sent: state.waiting, waiting: [] };
}

/** Not answered: it may or may not have arrived. Sent again it does no harm, since every id in it is chosen already. */
export const giveBack = (state: EditState): EditState => ({
  ...state,
  sent: null,
  waiting: [...(state.sent ?? []), ...state.waiting],
});

/** The server's answer to what was sent: what others did came with it. */
export function takeReply(state: EditState, reply: CanvasReply, types: NodeTypes): EditState {
  const seen = applyChanges(state.saved.workflow, state.sent ?? [], types).workflow;
  return rebase(
    { ...state, sent: null, cards: oneOfEach([...cardsOf(reply), ...state.cards]) },
    { seen, saved: reply, types },
  );
}

/** Somebody else saved a version. While something is on its way its answer will bring that, too. */
export function takeNews(state: EditState, saved: CanvasSnapshot, types: NodeTypes): EditState {
  if (state.sent || saved.version <= state.saved.version) return state;
  return rebase(state, { seen: state.saved.workflow, saved, types });
}

interface Rebase {
  /** What the person had before their eyes under the edits that wait. */
  seen: Workflow;
  saved: CanvasSnapshot;
  types: NodeTypes;
}

/** What waits was made on `seen`: where others have changed the same since, it becomes a card instead of winning. */
function rebase(state: EditState, { seen, saved, types }: Rebase): EditState {
  const current = saved.workflow;
  if (state.waiting.length === 0) return { ...state, saved, screen: current };
  const merge = isEqual(seen, current)
    ? { mergeable: state.waiting, conflicts: [] }
    : mergeChanges({ base: seen, current, changes: state.waiting, nodeTypes: types });
  const { workflow, applied, skipped } = applyChanges(current, merge.mergeable, types);
  const cards = [...merge.conflicts.map(toCard), ...skipped.map(({ change, hint }) => refusal(change, hint))];
  return { ...state, saved, screen: workflow, waiting: applied, cards: oneOfEach([...cards, ...state.cards]) };
}

/** What did not get in, as cards. */
export const cardsOf = ({ conflicts, skipped }: Pick<CanvasReply, 'conflicts' | 'skipped'>): Card[] => [
  ...conflicts.map(toCard),
  ...skipped.map(({ change, hint }) => refusal(change, hint)),
];

interface SinceThen {
  /** A step as the person saw it when they began. */
  seen: WorkflowNode;
  current: Workflow;
  changes: readonly Change[];
  nodeTypes: NodeTypes;
}

/** What can be done now of an edit that was begun some time ago; a field that somebody has set since becomes a card. */
export function sinceThen({ seen, current, changes, nodeTypes }: SinceThen) {
  const base = { ...current, nodes: current.nodes.map(node => (node.id === seen.id ? seen : node)) };
  const { mergeable, conflicts } = mergeChanges({ base, current, changes, nodeTypes });
  return { mergeable, cards: conflicts.map(toCard) };
}

const toCard = ({ change, ...conflict }: Conflict): Card => ({
  ...conflict,
  id: `${conflict.nodeId ?? 'workflow'} ${conflict.field} ${cardKey(change)}`,
  changes: [change],
  hint: null,
});

const refusal = (change: Change, hint: string): Card => ({
  id: `refused ${JSON.stringify(change)}`,
  nodeId: 'from' in change ? change.from : 'node' in change && typeof change.node === 'string' ? change.node : null,
  field: change.type,
  ...{ base: null, theirs: null, yours: change, changes: [change], hint },
});

/** Arrows of one node are not one field: each is a card of its own. */
const cardKey = (change: Change) => ('from' in change ? `${change.from} ${change.port ?? ''} ${change.to}` : '');

export function oneOfEach(cards: readonly Card[]): Card[] {
  return [...new Map(cards.toReversed().map(card => [card.id, card])).values()].toReversed();
}
