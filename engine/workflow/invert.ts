import { renameNode } from './apply-node-edits';
import type { Change, ChangeOf } from './change';
import { fieldNames, fieldOf, isEqual } from './equal';
import { longestRising } from './longest-rising';
import type { Connection, NodeOptions, Position, Workflow, WorkflowNode } from './schema';
import { uniqueSlug } from './slug';

/** Leads from one version to the other exactly, ids kept. The inverse of an edit is `changesBetween(after, before)`. */
export function changesBetween(before: Workflow, after: Workflow): Change[] {
  const target = new Map(after.nodes.map(node => [node.id, node]));
  const kept = keptIds(before.nodes, target);
  const [old, fresh] = [byId(before.connections), byId(after.connections)];
  const isKept = ({ id, from, to }: Connection) =>
    isEqual(old.get(id), fresh.get(id)) && kept.has(from) && kept.has(to);

  const renaming = renames({ ...before, nodes: before.nodes.filter(({ id }) => kept.has(id)) }, target);
  return [
    ...before.connections.filter(each => !isKept(each)).map(toDisconnect),
    ...removals(before.nodes.filter(({ id }) => !kept.has(id))),
    ...renaming.changes,
    ...renaming.nodes.flatMap(node => nodeEdits(node, target.get(node.id)!)),
    ...additions(after.nodes, kept),
    ...moves(renaming.nodes, target),
    ...after.connections.flatMap((each, index) => (isKept(each) ? [] : [toConnect(each, index)])),
    ...workflowEdits(before, after),
  ];
}

/** What stays in its place: same owner, and in the same order as the others that stay. The rest leaves and comes back. */
function keptIds(before: readonly WorkflowNode[], target: ReadonlyMap<string, WorkflowNode>): ReadonlySet<string> {
  const places = new Map([...target.keys()].map((id, place) => [id, place]));
  const stays = before.filter(node => target.get(node.id)?.parentId === node.parentId);
  const inOrder = longestRising(stays, ({ id }) => places.get(id)!);
  let kept = new Set(inOrder.map(({ id }) => id));
  // A loop that leaves takes its body along.
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    kept = new Set(
      inOrder.filter(({ id, parentId }) => kept.has(id) && (!parentId || kept.has(parentId))).map(({ id }) => id),
    );
  }
  return kept;
}

const byId = <Value extends { id: string }>(values: readonly Value[]) =>
  new Map(values.map(value => [value.id, value]));
const toDisconnect = ({ id: _, ...arrow }: Connection): Change => ({ type: 'disconnect', ...arrow });
const toConnect = (connection: Connection, index: number): Change => ({ type: 'connect', ...connection, index });
const toUnlock = ({ id }: WorkflowNode): Change => ({ type: 'update-node', node: id, unsetOptions: ['locked'] });

function unlocked(node: WorkflowNode): WorkflowNode {
  const { locked: _, ...options } = node.options;
  return { ...node, options };
}

/** A removed loop takes its body along, so what it owns must not be removed again; a locked node is unlocked first. */
function removals(gone: readonly WorkflowNode[]): Change[] {
  const ids = new Set(gone.map(({ id }) => id));
  return [
    ...gone.filter(({ options }) => options.locked).map(toUnlock),
    ...gone
      .filter(({ parentId }) => !parentId || !ids.has(parentId))
      .map(({ id }): Change => ({ type: 'remove-node', node: id })),
  ];
}

interface Renaming {
  changes: Change[];
  nodes: readonly WorkflowNode[];
}

/** Keys may have been swapped, so a key that is still in use is reached by way of a free one. */
function renames(workflow: Workflow, target: ReadonlyMap<string, WorkflowNode>): Renaming {
  const changes: Change[] = [];
  let draft = workflow;
  const rename = (node: WorkflowNode, key: string, label: string) => {
    if (node.options.locked) changes.push(toUnlock(node));
    changes.push({
      type: 'rename-node',
      node: node.id,
      ...(key === node.key ? {} : { key }),
      ...(label === node.label ? {} : { label }),
    });
    const nodes = draft.nodes.map(each => (each.id === node.id && each.options.locked ? unlocked(each) : each));
    draft = renameNode({ ...draft, nodes }, { ...node, key, label });
  };
  const isPending = ({ id, key, label }: WorkflowNode) =>
    key !== target.get(id)!.key || label !== target.get(id)!.label;
  for (let pending = draft.nodes.filter(isPending); pending.length > 0; pending = draft.nodes.filter(isPending)) {
    const taken = new Map(draft.nodes.map(node => [node.key, node.id]));
    const ready = pending.find(node => [undefined, node.id].includes(taken.get(target.get(node.id)!.key)));
    if (ready) rename(ready, target.get(ready.id)!.key, target.get(ready.id)!.label);
    else rename(pending[0]!, uniqueSlug('renaming', new Set(taken.keys())), pending[0]!.label);
  }
  return { changes, nodes: draft.nodes };
}

function nodeEdits(node: WorkflowNode, target: WorkflowNode): Change[] {
  const edits = editsBetween(node, target);
  if (edits.length === 0 || !node.options.locked) return edits;
  return [toUnlock(node), ...editsBetween(unlocked(node), target)];
}

function editsBetween(node: WorkflowNode, target: WorkflowNode): Change[] {
  const { type, label, params } = target;
  if (node.type === type) return [updateBetween(node, target)].filter(change => change !== null);
  const update = updateBetween({ ...node, params }, target);
  return [{ type: 'replace-node', node: node.id, with: { type, label, params } }, ...(update ? [update] : [])];
}

function updateBetween(node: WorkflowNode, target: WorkflowNode): ChangeOf<'update-node'> | null {
  const params = changedValues(node.params, target.params);
  const options = changedValues(node.options, target.options);
  if ([params.set, params.unset, options.set, options.unset].every(part => part === undefined)) return null;
  return {
    type: 'update-node',
    node: node.id,
    ...(params.set && { params: params.set as ChangeOf<'update-node'>['params'] }),
    ...(params.unset && { unset: params.unset }),
    ...(options.set && { options: options.set as NodeOptions }),
    ...(options.unset && { unsetOptions: options.unset }),
  };
}

function changedValues(before: object, after: object) {
  const names = fieldNames(before, after).filter(name => !isEqual(fieldOf(before, name), fieldOf(after, name)));
  const set = names.filter(name => fieldOf(after, name) !== undefined);
  const unset = names.filter(name => fieldOf(after, name) === undefined);
  return {
    set: set.length ? Object.fromEntries(set.map(name => [name, fieldOf(after, name)])) : undefined,
    unset: unset.length ? unset : undefined,
  };
}

/** Owners before what they own; otherwise in order, so that each finds its place by its index. */
function additions(nodes: readonly WorkflowNode[], kept: ReadonlySet<string>): Change[] {
  const changes: Change[] = [];
  const there = new Set(kept);
  let waiting = nodes.map((node, index) => ({ ...node, index })).filter(({ id }) => !kept.has(id));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parentId }) => !parentId || there.has(parentId));
    if (ready.length === 0) break; // an owner that does not exist: nothing can put it back
    changes.push(...ready.map((node): Change => ({ type: 'add-node', node })));
    for (const { id } of ready) there.add(id);
    waiting = waiting.filter(({ id }) => !there.has(id));
  }
  return changes;
}

function moves(nodes: readonly WorkflowNode[], target: ReadonlyMap<string, WorkflowNode>): Change[] {
  const moved = nodes.filter(({ id, position }) => !isEqual(position, target.get(id)!.position));
  if (moved.length === 0) return [];
  const positions = Object.fromEntries(
    moved.map(({ id }): [string, Position | null] => [id, target.get(id)!.position]),
  );
  return [{ type: 'move-nodes', positions }];
}

function workflowEdits(before: Workflow, after: Workflow): Change[] {
  const fields = {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.description === after.description ? {} : { description: after.description }),
    // An empty zone takes the setting away.
    ...(isEqual(before.settings, after.settings) ? {} : { settings: { timeZone: after.settings.timeZone ?? '' } }),
  };
  return Object.keys(fields).length === 0 ? [] : [{ type: 'update-workflow', ...fields }];
}
