import type { Change } from '@/engine/workflow/change';
import { changesBetween } from '@/engine/workflow/invert';
import { mergeChanges } from '@/engine/workflow/merge-changes';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Workflow } from '@/engine/workflow/schema';

/** One edit of this person's: how it was before, how it was after. Both are values that share what is equal. */
export interface Done {
  before: Workflow;
  after: Workflow;
}

export interface UndoStack {
  done: readonly Done[];
  undone: readonly Done[];
}

export const emptyStack: UndoStack = { done: [], undone: [] };
const longest = 200;

/** A new edit: what was undone before it can no longer be redone. */
export const remember = (stack: UndoStack, edit: Done): UndoStack => ({
  done: [...stack.done, edit].slice(-longest),
  undone: [],
});

/**
 * Takes back one edit of this person's and nobody else's: what others have changed in the same place since is left as
 * it is, and comes back as `left`.
 */
export function inverseOf({ before, after }: Done, screen: Workflow, types: NodeTypes) {
  const changes: Change[] = changesBetween(after, before);
  const { mergeable, conflicts } = mergeChanges({ base: after, current: screen, changes, nodeTypes: types });
  return { changes: mergeable, left: conflicts };
}

export const popUndo = (stack: UndoStack) => pop(stack, 'done', 'undone');
export const popRedo = (stack: UndoStack) => pop(stack, 'undone', 'done');

type Side = 'done' | 'undone';

/** What was last, and how to put what came of taking it back onto the other side. */
function pop(stack: UndoStack, from: Side, to: Side) {
  const edit = stack[from].at(-1);
  if (!edit) return null;
  const rest = { ...stack, [from]: stack[from].slice(0, -1) } as UndoStack;
  return { edit, rest, keep: (reversed: Done): UndoStack => ({ ...rest, [to]: [...rest[to], reversed] }) };
}
