import { applyChanges } from './apply-changes';
import type { Change, Conflict } from './change';
import { isEqual } from './equal';
import { type Merge, type Merged, mergeOne } from './merge-one';
import type { NodeTypes } from './node-types';
import { renameReferences } from './references';
import type { Workflow } from './schema';

interface Request {
  /** The version the changes were made against. */
  base: Workflow;
  /** The version that is saved now. */
  current: Workflow;
  changes: readonly Change[];
  nodeTypes: NodeTypes;
}

/**
 * Three-way, field by field. `mergeable` can be applied to `current` and overwrites nothing that changed since `base`;
 * what would overwrite it is a conflict with both values. The same edit made twice is neither.
 */
export function mergeChanges({ base, current, changes, nodeTypes }: Request): {
  mergeable: Change[];
  conflicts: Conflict[];
} {
  if (isEqual(base, current)) return { mergeable: [...changes], conflicts: [] };
  const mergeable: Change[] = [];
  const conflicts: Conflict[] = [];
  const rekeyed: { from: string; to: string }[] = [];
  let yours = base;
  for (const change of changes) {
    const applied = applyChanges(yours, [change], nodeTypes);
    // What could not be applied to the base may still fit what others have added since.
    const normal = rekeyed.reduce(
      (each, { from, to }) => renameReferences(each, from, to),
      applied.applied[0] ?? change,
    );
    const merge: Merge = { base, current, yours: applied.workflow, change: normal, nodeTypes };
    const merged: Merged = applied.applied.length > 0 ? mergeOne(merge) : { mergeable: [change], conflicts: [] };
    yours = applied.workflow;
    mergeable.push(...merged.mergeable);
    conflicts.push(...merged.conflicts);
    if (merged.rekeyed) rekeyed.push(merged.rekeyed);
  }
  return { mergeable, conflicts: lastOfEach(conflicts) };
}

/** Two edits of one field in one list are one conflict, with the value that would have won. */
function lastOfEach(conflicts: readonly Conflict[]): Conflict[] {
  const byField = new Map(conflicts.map(conflict => [`${conflict.nodeId} ${conflict.field}`, conflict]));
  return [...byField.values()];
}
