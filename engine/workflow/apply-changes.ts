import { applyConnect, applyDisconnect, applyInsertBetween } from './apply-connections';
import { applyNodeEdit, applyRename, applyReplace } from './apply-node-edits';
import { applyAddNode, applyMoveNodes, applyRemoveNode } from './apply-nodes';
import { applyUpdateWorkflow } from './apply-workflow';
import { Change, type SkippedChange } from './change';
import { type Draft, isSkip, type Outcome, skip } from './draft';
import type { NodeTypes } from './node-types';
import type { Workflow } from './schema';

export interface Applied {
  workflow: Workflow;
  /** As they were carried out: ids filled in, references resolved, keys and labels chosen. Applied again to the same workflow they give the same. */
  applied: Change[];
  /** `change` is the very object that was given. */
  skipped: SkippedChange[];
}

/** Applies what can be applied and says, with a code and a hint, what cannot. The given workflow is left as it was. */
export function applyChanges(
  workflow: Workflow,
  changes: readonly Change[],
  nodeTypes: NodeTypes,
  { newId = () => crypto.randomUUID() as string }: { newId?: () => string } = {},
): Applied {
  const result: Applied = { workflow, applied: [], skipped: [] };
  for (const change of changes) {
    const outcome = applyChange({ workflow: result.workflow, nodeTypes, newId }, change);
    if (isSkip(outcome)) result.skipped.push({ change, ...outcome });
    else {
      result.workflow = outcome.workflow;
      result.applied.push(outcome.change);
    }
  }
  return result;
}

function applyChange(draft: Draft, change: Change): Outcome {
  const parsed = Change.safeParse(change);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return skip(
      'change.invalid',
      `The change cannot be read${path.length ? ` at ${path.join('.')}` : ''}: ${message}.`,
    );
  }
  return applyParsed(draft, parsed.data);
}

function applyParsed(draft: Draft, change: Change): Outcome {
  switch (change.type) {
    case 'add-node':
      return applyAddNode(draft, change);
    case 'update-node':
      return applyNodeEdit(draft, change);
    case 'rename-node':
      return applyRename(draft, change);
    case 'remove-node':
      return applyRemoveNode(draft, change);
    case 'replace-node':
      return applyReplace(draft, change);
    case 'move-nodes':
      return applyMoveNodes(draft, change);
    case 'connect':
      return applyConnect(draft, change);
    case 'disconnect':
      return applyDisconnect(draft, change);
    case 'insert-between':
      return applyInsertBetween(draft, change);
    case 'update-workflow':
      return applyUpdateWorkflow(draft, change);
  }
}
