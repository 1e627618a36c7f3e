import type { Change, ChangeOf, Conflict } from './change';
import { nodeFields } from './diff';
import { fieldOf, isEqual } from './equal';
import { withBody } from './graph';
import { mergeValues } from './merge-values';
import type { Workflow, WorkflowNode } from './schema';
import { uniqueSlug } from './slug';

export interface Merge {
  base: Workflow;
  current: Workflow;
  /** The base with the whole list of changes: what they come to counts, not the steps on the way. */
  yours: Workflow;
  /** As it was applied there: with ids. */
  change: Change;
}

export interface Merged {
  mergeable: Change[];
  conflicts: Conflict[];
  /** A key that had to be chosen anew, since theirs took it. */
  rekeyed?: { from: string; to: string };
}

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

interface Versions {
  base: WorkflowNode;
  theirs: WorkflowNode;
  /** Undefined when a later change removes it. */
  yours: WorkflowNode | undefined;
}

/** A node that is new in this list of changes is nobody else's; one that others removed cannot be edited. */
function onNode(merge: Merge, nodeId: string, work: (versions: Versions) => Merged): Merged {
  const [base, theirs] = [find(merge.base, nodeId), find(merge.current, nodeId)];
  if (!base) return merged(merge.change);
  return theirs ? work({ base, theirs, yours: find(merge.yours, nodeId) }) : removedByThem(merge.change, base);
}

const removedByThem = (change: Change, base: WorkflowNode, field = 'node'): Merged => ({
  mergeable: [],
  conflicts: [{ nodeId: base.id, field, base: field === 'node' ? base : true, theirs: null, yours: change, change }],
});

interface Field {
  nodeId: string | null;
  field: string;
  base: unknown;
  theirs: unknown;
  /** After all your changes. */
  yours: unknown;
  /** What this change sets it to. */
  value: unknown;
}

/** `keep`: write this value; `drop`: theirs already is what you want, or you want nothing else in the end. */
function judge({ value, ...field }: Field, change: Change): { keep: unknown } | 'drop' | Conflict {
  if (isEqual(field.base, field.theirs)) return { keep: value };
  if (isEqual(field.theirs, field.yours) || isEqual(field.base, field.yours)) return 'drop';
  const both = mergeValues(field);
  if (both) return { keep: both.value };
  const orNull = (side: unknown) => side ?? null;
  return { ...field, base: orNull(field.base), theirs: orNull(field.theirs), yours: orNull(field.yours), change };
}

/** Judges named values one by one; what is kept comes back by name. */
function judgeAll(change: Change, fields: readonly (Field & { name: string })[]) {
  const keep: Record<string, unknown> = {};
  const conflicts: Conflict[] = [];
  for (const { name, ...field } of fields) {
    const verdict = judge(field, change);
    if (verdict === 'drop') continue;
    if ('keep' in verdict) keep[name] = verdict.keep;
    else conflicts.push(verdict);
  }
  return { keep, conflicts };
}

function mergeUpdate(change: ChangeOf<'update-node'>, { base, theirs, yours }: Versions): Merged {
  const fields = (part: 'params' | 'options', set: object | undefined, unset: readonly string[] | undefined) => {
    const names = [...new Set([...Object.keys(set ?? {}), ...(unset ?? [])])];
    return names.map(name => ({
      name,
      nodeId: base.id,
      field: `${part}.${name}`,
      base: fieldOf(base[part], name),
      theirs: fieldOf(theirs[part], name),
      yours: yours ? fieldOf(yours[part], name) : set && fieldOf(set, name),
      value: set && fieldOf(set, name),
    }));
  };
  const params = judgeAll(change, fields('params', change.params, change.unset));
  const options = judgeAll(change, fields('options', change.options, change.unsetOptions));
  const part = (keep: Record<string, unknown>) => ({
    set: Object.fromEntries(Object.entries(keep).filter(([, value]) => value !== undefined)),
    unset: Object.keys(keep).filter(name => keep[name] === undefined),
  });
  const [kept, keptOptions] = [part(params.keep), part(options.keep)];
  const conflicts = [...params.conflicts, ...options.conflicts];
  if (Object.keys(params.keep).length + Object.keys(options.keep).length === 0) return { mergeable: [], conflicts };
  const update = {
    type: 'update-node',
    node: base.id,
    ...(Object.keys(kept.set).length && { params: kept.set }),
    ...(kept.unset.length && { unset: kept.unset }),
    ...(Object.keys(keptOptions.set).length && { options: keptOptions.set }),
    ...(keptOptions.unset.length && { unsetOptions: keptOptions.unset }),
  } as ChangeOf<'update-node'>;
  return { mergeable: [update], conflicts };
}

function mergeRename(change: ChangeOf<'rename-node'>, { base, theirs, yours }: Versions): Merged {
  const names = (['key', 'label'] as const).filter(name => change[name] !== undefined);
  const fields = names.map(name => ({
    name,
    nodeId: base.id,
    field: name,
    base: base[name],
    theirs: theirs[name],
    yours: yours ? yours[name] : change[name],
    value: change[name],
  }));
  const { keep, conflicts } = judgeAll(change, fields);
  if (Object.keys(keep).length === 0) return { mergeable: [], conflicts };
  return { mergeable: [{ type: 'rename-node', node: base.id, ...keep }], conflicts };
}

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
function mergeRemove({ base, current, change }: Merge, { node }: ChangeOf<'remove-node'>): Merged {
  const [before, theirs] = [find(base, node), find(current, node)];
  if (!before) return merged(change);
  if (!theirs) return merged();
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

function mergeConnect({ base, current, change }: Merge, { from, to, port }: ChangeOf<'connect'>): Merged {
  const gone = [from, to].map(id => find(base, id)).find(node => node && !find(current, node.id));
  if (gone) return removedByThem(change, gone, 'connections');
  return hasArrow(current, { from, to, port }) ? merged() : merged(change);
}

function mergeInsert(merge: Merge, change: ChangeOf<'insert-between'>): Merged {
  const { base, current } = merge;
  const gone = [change.from, change.to].map(id => find(base, id)).find(node => node && !find(current, node.id));
  if (gone) return removedByThem(change, gone, 'connections');
  if (hasArrow(base, change) && !hasArrow(current, change)) {
    const arrow = { from: change.from, port: change.port, to: change.to };
    const conflict = { nodeId: change.from, field: 'connections', base: arrow, theirs: null, yours: change, change };
    return { mergeable: [], conflicts: [conflict] };
  }
  return mergeNewNode(merge, change);
}

/** A key that someone else gave away meanwhile is replaced by a free one; nobody's edit is at stake. */
function mergeNewNode(
  { base, current, yours }: Merge,
  change: ChangeOf<'add-node'> | ChangeOf<'insert-between'>,
): Merged {
  const { id, key } = change.node;
  const parentId = change.node.parentId;
  const owner = parentId ? find(base, parentId) : undefined;
  if (owner && !find(current, owner.id)) return removedByThem(change, owner);
  if (!key || !current.nodes.some(node => node.key === key && node.id !== id)) return merged(change);
  const to = uniqueSlug(key, new Set([...current.nodes, ...yours.nodes].map(node => node.key)));
  return { ...merged({ ...change, node: { ...change.node, key: to } }), rekeyed: { from: key, to } };
}

function mergeWorkflow({ base, current, yours }: Merge, change: ChangeOf<'update-workflow'>): Merged {
  const fields = (['name', 'description'] as const)
    .filter(name => change[name] !== undefined)
    .map(name => ({
      name,
      nodeId: null,
      field: name,
      base: base[name],
      theirs: current[name],
      yours: yours[name],
      value: change[name],
    }));
  const zones = Object.entries(change.settings ?? {}).map(([name, value]) => ({
    name: `settings.${name}`,
    nodeId: null,
    field: `settings.${name}`,
    base: fieldOf(base.settings, name),
    theirs: fieldOf(current.settings, name),
    yours: fieldOf(yours.settings, name),
    value: value === '' ? undefined : value,
  }));
  const { keep, conflicts } = judgeAll(change, [...fields, ...zones]);
  const { 'settings.timeZone': timeZone, ...rest } = keep;
  const settings =
    'settings.timeZone' in keep ? { settings: { timeZone: (timeZone as string | undefined) ?? '' } } : {};
  const kept = { ...rest, ...settings };
  if (Object.keys(kept).length === 0) return { mergeable: [], conflicts };
  return { mergeable: [{ type: 'update-workflow', ...kept }], conflicts };
}
