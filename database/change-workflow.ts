import { AppError } from '@/engine/errors';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change, Conflict, SkippedChange } from '@/engine/workflow/change';
import { describeDiff, diffWorkflows, isEmptyDiff, type WorkflowDiff } from '@/engine/workflow/diff';
import { changesBetween } from '@/engine/workflow/invert';
import type { Issue } from '@/engine/workflow/issue';
import { mergeChanges } from '@/engine/workflow/merge-changes';
import type { ModelKind, NodeTypes } from '@/engine/workflow/node-types';
import type { Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import type { Transaction } from './connection';
import { storable } from './json';
import { type Author, readVersion, saveVersion } from './versions';
import { type Draft, readDraft } from './workflows';

interface Editor {
  workflowId: string;
  author: Author;
  nodeTypes: NodeTypes;
  /** Kinds of models that no step could ask, where the caller looked. */
  missingModels?: readonly ModelKind[];
}

export interface ChangeRequest extends Editor {
  /** The version the caller had before its eyes. */
  baseVersion: number;
  changes: readonly Change[];
}

export interface ChangeReply {
  /** The one that holds now: a new one when anything was applied. */
  version: number;
  applied: readonly Change[];
  skipped: readonly SkippedChange[];
  conflicts: readonly Conflict[];
  issues: readonly Issue[];
  diff: WorkflowDiff;
  workflow: Workflow;
}

/** The only way a workflow changes, whoever asks: assistant, canvas, template, import or undo. */
export async function changeWorkflow(tx: Transaction, request: ChangeRequest): Promise<ChangeReply> {
  const { workflowId, baseVersion, nodeTypes } = request;
  const changes = request.changes.map(storable); // each on its own: what is skipped is answered by the object given
  const draft = await readDraft(tx, { workflowId, lock: true });
  const base = await readBase(tx, draft, baseVersion);

  const { mergeable, conflicts } = mergeChanges({ base, current: draft.workflow, changes, nodeTypes });
  const { workflow, applied, skipped } = applyChanges(draft.workflow, mergeable, nodeTypes);
  return save(tx, draft, { ...request, workflow, applied, skipped, conflicts });
}

async function readBase(tx: Transaction, draft: Draft, baseVersion: number): Promise<Workflow> {
  if (baseVersion === draft.version) return draft.workflow;
  return (await readVersion(tx, { workflowId: draft.id, version: baseVersion })).workflow;
}

interface Outcome extends Editor {
  workflow: Workflow;
  applied: readonly Change[];
  skipped?: readonly SkippedChange[];
  conflicts?: readonly Conflict[];
  restores?: number;
}

async function save(tx: Transaction, draft: Draft, outcome: Outcome): Promise<ChangeReply> {
  const { workflow, applied, skipped = [], conflicts = [], restores, author, nodeTypes } = outcome;
  const diff = diffWorkflows(draft.workflow, workflow);
  const summary = describeDiff(diff).join('\n');
  const version =
    applied.length > 0
      ? await saveVersion(tx, draft, { workflow, changes: applied, author, summary, restores })
      : draft.version;
  return {
    version,
    applied,
    skipped,
    conflicts,
    issues: validateWorkflow(workflow, nodeTypes, outcome),
    diff,
    workflow,
  };
}

/** Saves an earlier version again, as a new one. Saves nothing when it is what there is now. */
export async function restoreVersion(tx: Transaction, request: Editor & { version: number }): Promise<ChangeReply> {
  const draft = await readDraft(tx, { workflowId: request.workflowId, lock: true });
  return restore(tx, draft, request);
}

async function restore(tx: Transaction, draft: Draft, request: Editor & { version: number }): Promise<ChangeReply> {
  const { workflow } = await readVersion(tx, request);
  const applied = changesBetween(draft.workflow, workflow);
  const changed = applied.length > 0 || !isEmptyDiff(diffWorkflows(draft.workflow, workflow));
  return save(tx, draft, {
    ...request,
    workflow: changed ? workflow : draft.workflow,
    applied,
    restores: request.version,
  });
}

/** Goes back by one. Asked again it goes back further, never forth: an undone change is behind us, not the last one. */
export async function undoLastChange(tx: Transaction, request: Editor): Promise<ChangeReply> {
  const draft = await readDraft(tx, { workflowId: request.workflowId, lock: true });
  if (draft.version === 0) return save(tx, draft, { ...request, workflow: draft.workflow, applied: [] });
  const shown = await versionShown(tx, draft);
  if (shown === 0) return save(tx, draft, { ...request, workflow: draft.workflow, applied: [] });
  const { parent } = await readVersion(tx, { workflowId: draft.id, version: shown });
  if (parent === null) throw new AppError('workflow.version_not_found', { version: shown - 1 });
  return restore(tx, draft, { ...request, version: parent });
}

/** The version whose state the draft is in, seen through every going back. */
async function versionShown(tx: Transaction, draft: Draft): Promise<number> {
  const rows = await tx
    .selectFrom('workflow_versions')
    .select(['version', 'restores'])
    .where('workflow_id', '=', draft.id)
    .where('restores', 'is not', null)
    .execute();
  const restores = new Map(rows.map(row => [row.version, row.restores!]));
  let version = draft.version;
  while (restores.has(version)) version = restores.get(version)!;
  return version;
}

/** The person's own rename: whatever the name was, this is it now. */
export async function renameWorkflow(tx: Transaction, request: Editor & { name: string }): Promise<ChangeReply> {
  const { version } = await readDraft(tx, { workflowId: request.workflowId, lock: true });
  return changeWorkflow(tx, {
    ...request,
    baseVersion: version,
    changes: [{ type: 'update-workflow', name: request.name }],
  });
}
