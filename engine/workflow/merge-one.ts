import type { Change, ChangeOf } from './change';
import { nodeFields } from './diff';
import { isEqual } from './equal';
import { withBody } from './graph';
import { type Merge, type Merged, mergeRename, mergeUpdate, mergeWorkflow, type Versions } from './merge-fields';
import type { Workflow, WorkflowNode } from './schema';
import { uniqueSlug } from './slug';

const merged = (...mergeable: Change[]): Merged => ({ mergeable, conflicts: [] });
const find = (workflow: Workflow, id: string) => workflow.nodes.find(node => node.id === id);

/** What of one change may be applied to the current version, and what would overwrite someone's edit. */
export function mergeOne(merge: Merge): Merged {
  const { change } = merge;
  switch (change.type) {
    case 'add-node':
      return mergeNewNode(merge, change);
    case 'update-node':
      return onNode(merge, change.node, node => mergeUpdate(change, node));
    case 'rename-node':
      return onNode(merge, change.node, node => mergeRename(change, node));
    case 'replace-node':
      return onNode(merge, change.node, node => mergeReplace(change, node));
    case 'remove-node':
      return mergeRemove(merge, change);
    case 'move-nodes':
      return mergeMove(merge, change);
    case 'connect':
      return mergeConnect(merge, change);
    case 'disconnect':
      return hasArrow(merge.current, change) ? merged(change) : merged();
    case 'insert-between':
      return mergeInsert(merge, change);
    case 'update-workflow':
      return mergeWorkflow(merge, change);
  }
}

/** A node that is new in this list of changes is nobody else's; one that others removed cannot be edited. */
function onNode(merge: Merge, nodeId: string, work: (versions: Versions) => Merged): Merged {
  const [base, theirs] = [find(merge.base, nodeId), find(merge.current, nodeId)];
  if (!base) return merged(merge.change);
  return theirs ? work({ base, theirs, yours: find(merge.yours, nodeId) }) : removedByThem(merge, base);
}

/** Unless a later change of yours removes it too. */
const removedByThem = ({ yours, change }: Merge, base: WorkflowNode, field = 'node'): Merged =>
  !find(yours, base.id)
    ? merged()
    : {
        mergeable: [],
        conflicts: [
          { nodeId: base.id, field, base: field === 'node' ? base : true, theirs: null, yours: change, change },
        ],
      };

function mergeReplace(change: ChangeOf<'replace-node'>, { base, theirs, yours: final }: Versions): Merged {
  const { type, label, params } = change.with;
  const edited = nodeFields(base, theirs).some(({ field }) => field === 'type' || field.startsWith('params.'));
  const yours = { type, params };
  const same = isEqual(yours, { type: theirs.type, params: theirs.params });
  if (edited && !same) {
    const of = (node: WorkflowNode) => ({ type: node.type, params: node.params });
    return {
      mergeable: [],
      conflicts: [{ nodeId: base.id, field: 'type', base: of(base), theirs: of(theirs), yours, change }],
    };
  }
  const renamed =
    label === undefined || label === base.label
      ? merged()
      : mergeRename({ type: 'rename-node', node: base.id, label }, { base, theirs, yours: final });
  if (same) return renamed;
  // Their label stays here; a new one of yours comes with its own change, or its own conflict.
  const replaced: Change = { ...change, with: { ...change.with, label: theirs.label } };
  return { ...renamed, mergeable: [replaced, ...renamed.mergeable] };
}

/** Someone's edit of the node, or of a loop's body, would be lost with it. */
function mergeRemove({ base, current, yours, change }: Merge, { node }: ChangeOf<'remove-node'>): Merged {
  const [before, theirs] = [find(base, node), find(current, node)];
  if (!before) return merged(change);
  if (!theirs) return merged();
  const again = find(yours, node);
  if (again && isEqual(again, theirs)) return merged(); // taken out and put back elsewhere, by both alike
  const edited = withBody(current, node).some(each => isEdited(find(base, each.id), each));
  if (!edited) return merged(change);
  return { mergeable: [], conflicts: [{ nodeId: node, field: 'node', base: before, theirs, yours: null, change }] };
}

const isEdited = (before: WorkflowNode | undefined, after: WorkflowNode) =>
  before === undefined || nodeFields(before, after).some(({ field }) => field !== 'position');

/** Positions are presentation: the last one to move wins, and a node that is gone need not be moved. */
function mergeMove({ base, current }: Merge, { positions }: ChangeOf<'move-nodes'>): Merged {
  const there = Object.entries(positions).filter(([id]) => !find(base, id) || find(current, id));
  return there.length === 0 ? merged() : merged({ type: 'move-nodes', positions: Object.fromEntries(there) });
}

const hasArrow = (workflow: Workflow, arrow: { from: string; to: string; port?: string }) =>
  workflow.connections.some(
    ({ from, to, port }) => from === arrow.from && to === arrow.to && port === (arrow.port ?? port),
  );

function mergeConnect(merge: Merge, change: ChangeOf<'connect'>): Merged {
  const { base, current } = merge;
  const { from, to, port } = change;
  const gone = [from, to].map(id => find(base, id)).find(node => node && !find(current, node.id));
  if (gone) return removedByThem(merge, gone, 'connections');
  return hasArrow(current, { from, to, port }) ? merged() : merged(change);
}

function mergeInsert(merge: Merge, change: ChangeOf<'insert-between'>): Merged {
  const { base, current } = merge;
  const gone = [change.from, change.to].map(id => find(base, id)).find(node => node && !find(current, node.id));
  if (gone) return removedByThem(merge, gone, 'connections');
  if (hasArrow(base, change) && !hasArrow(current, change)) {
    const arrow = { from: change.from, port: change.port, to: change.to };
    const conflict = { nodeId: change.from, field: 'connections', base: arrow, theirs: null, yours: change, change };
    return { mergeable: [], conflicts: [conflict] };
  }
  return mergeNewNode(merge, change);
}

/** A key that someone else gave away meanwhile is replaced by a free one; nobody's edit is at stake. */
function mergeNewNode(merge: Merge, change: ChangeOf<'add-node'> | ChangeOf<'insert-between'>): Merged {
  const { base, current, yours } = merge;
  const { id, key } = change.node;
  const theirs = id ? find(current, id) : undefined;
  if (theirs && isEqual(theirs, find(yours, theirs.id))) return merged();
  const parentId = change.node.parentId;
  const owner = parentId ? find(base, parentId) : undefined;
  if (owner && !find(current, owner.id)) return removedByThem(merge, owner);
  if (!key || !current.nodes.some(node => node.key === key && node.id !== id)) return merged(change);
  const to = uniqueSlug(key, new Set([...current.nodes, ...yours.nodes].map(node => node.key)));
  return { ...merged({ ...change, node: { ...change.node, key: to } }), rekeyed: { from: key, to } };
}
