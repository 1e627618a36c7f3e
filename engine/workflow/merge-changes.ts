import { applyChanges } from './apply-changes';
import type { Change, Conflict } from './change';
import { findNode, isSkip } from './draft';
import { isEqual } from './equal';
import { mergeOne } from './merge-one';
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

export interface Merge {
  mergeable: Change[];
  conflicts: Conflict[];
}

/**
 * Three-way, field by field. `mergeable` can be applied to `current` and overwrites nothing that changed since `base`;
 * what would overwrite it is a conflict with both values. The same edit made twice is neither.
 */
export function mergeChanges({ base, current, changes, nodeTypes }: Request): Merge {
  if (isEqual(base, current)) return { mergeable: [...changes], conflicts: [] };
  const renames = theirRenames(base, current);
  const followTheirs = following(renames);
  const start = { ...base, nodes: base.nodes.map(node => ({ ...node, params: followTheirs(node.params) })) };
  const { normal, yours } = applyEach({ start, current, renames, changes, nodeTypes });

  const result: Merge = { mergeable: [], conflicts: [] };
  const rekeyed: Rename[] = [];
  for (const change of normal) {
    const merged = mergeOne({ base: start, current, yours, change: following(rekeyed)(change) });
    result.mergeable.push(...merged.mergeable);
    result.conflicts.push(...merged.conflicts);
    if (merged.rekeyed) rekeyed.push(merged.rekeyed);
  }
  return { ...result, conflicts: lastOfEach(result.conflicts) };
}

interface Rename {
  from: string;
  to: string;
}

const theirRenames = (base: Workflow, current: Workflow): (Rename & { id: string })[] =>
  base.nodes.flatMap(({ id, key }) => {
    const theirs = current.nodes.find(node => node.id === id);
    return theirs && theirs.key !== key ? [{ id, from: key, to: theirs.key }] : [];
  });

/**
 * Expressions are compared as they read after a rename: following a step to its new key is nobody's edit. By way of
 * keys that no step can have, since two steps may have swapped theirs.
 */
const following =
  (renames: readonly Rename[]) =>
  <Value>(value: Value): Value => {
    const away = renames.reduce((each, { from }, index) => renameReferences(each, from, passing(index)), value);
    return renames.reduce((each, { to }, index) => renameReferences(each, passing(index), to), away);
  };

const passing = (index: number) => `__passing_${index}`;

interface Applying extends Request {
  /** The base, as it reads after their renames. */
  start: Workflow;
  renames: ReturnType<typeof theirRenames>;
}

/** A step that your own list removed or renamed before is not meant by its old key any more: nothing to follow there. */
function applyEach({ start, current, renames, changes, nodeTypes }: Omit<Applying, 'base'>) {
  let yours = start;
  const normal = changes.map(original => {
    const meant = renames.filter(({ id, from }) => yours.nodes.some(node => node.id === id && node.key === from));
    const change = withTheirKeys(following(meant)(original), start, current);
    const { workflow, applied } = applyChanges(yours, [change], nodeTypes);
    const normal = applied[0] ?? withIds(change, yours);
    yours = workflow;
    return normal;
  });
  return { normal, yours };
}

/** A key that only their rename gave names the same node: an edit of it is compared field by field, too. */
function withTheirKeys(change: Change, base: Workflow, current: Workflow): Change {
  const idOf = (ref: string) => {
    if (!isSkip(findNode(base, ref))) return ref;
    const theirs = current.nodes.find(({ key }) => key === ref);
    return theirs && base.nodes.some(({ id }) => id === theirs.id) ? theirs.id : ref;
  };
  return withRefs(change, idOf);
}

/** A refused change may fit what others have added since, but must not be taken for one of a node they renamed. */
function withIds(change: Change, workflow: Workflow): Change {
  const idOf = (ref: string) => {
    const found = findNode(workflow, ref);
    return isSkip(found) ? ref : found.id;
  };
  return withRefs(change, idOf);
}

function withRefs(change: Change, idOf: (ref: string) => string): Change {
  if ('from' in change) return { ...change, from: idOf(change.from), to: idOf(change.to) };
  return 'node' in change && typeof change.node === 'string'
    ? ({ ...change, node: idOf(change.node) } as Change)
    : change;
}

/** Two edits of one field in one list are one conflict, with the value that would have won. */
function lastOfEach(conflicts: readonly Conflict[]): Conflict[] {
  const byField = new Map(conflicts.map(conflict => [`${conflict.nodeId} ${conflict.field}`, conflict]));
  return [...byField.values()];
}
