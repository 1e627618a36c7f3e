import { type Arrow, connectProblem } from './apply-connections';
import type { ChangeOf, NewNode } from './change';
import {
  type Draft,
  derivedId,
  findNode,
  insertAt,
  isSkip,
  lockedHint,
  type Outcome,
  quote,
  readNodeType,
  type Skip,
  skip,
} from './draft';
import { isEqual } from './equal';
import { withBody } from './graph';
import { errorPort, findNodeType, isTrigger } from './ports';
import type { Connection, Position, Workflow, WorkflowNode } from './schema';
import { keyFrom, uniqueSlug } from './slug';

/** More than this nobody overlooks, and a run would keep too much of. */
export const mostNodes = 2_000;

/** Everything left out of a new node is chosen here; it is in no workflow yet. */
export function newNodeFrom({ workflow, nodeTypes, newId }: Draft, node: NewNode): WorkflowNode | Skip {
  const nodeType = readNodeType(nodeTypes, node.type);
  if (isSkip(nodeType)) return nodeType;
  if (workflow.nodes.length >= mostNodes)
    return skip(
      'workflow.full',
      `A workflow has at most ${mostNodes} steps. Put some of them into a workflow of their own and call it.`,
    );
  const taken = new Set(workflow.nodes.map(({ key }) => key));
  const wanted = node.key === undefined ? null : keyFrom(node.key);
  if (wanted && taken.has(wanted))
    return skip(
      'node.key_taken',
      `There already is a step with the key ${wanted}. Choose another, or change that one.`,
    );
  const id = node.id ?? newId();
  if (workflow.nodes.some(other => other.id === id)) return skip('node.id_taken', `The id ${id} is already in use.`);
  const owner = node.parentId ? findNode(workflow, node.parentId) : null;
  if (owner && isSkip(owner))
    return skip('node.not_found', `The loop that should own this step is not in the workflow. ${owner.hint}`);
  const refused = owner && insideProblem({ owner, type: node.type, nodeTypes });
  if (refused) return refused;
  const chosen = () => (wanted ? fromKey(wanted) : freeLabel(workflow, nodeType.title));
  const label = node.label?.trim() ? node.label : chosen();
  return {
    id,
    key: wanted ?? uniqueSlug(label, taken),
    type: node.type,
    label,
    params: node.params ?? {},
    options: node.options ?? {},
    position: node.position ?? null,
    parentId: owner?.id ?? null,
  };
}

/** Why a step of this type cannot stand inside another; null when it can. */
function insideProblem({
  owner,
  type,
  nodeTypes,
}: {
  owner: WorkflowNode;
  type: string;
  nodeTypes: Draft['nodeTypes'];
}): Skip | null {
  if (findNodeType(nodeTypes, owner.type)?.isContainer === false)
    return skip('change.invalid', `${quote(owner.label)} is no loop, so no step can be inside of it. Add a core.loop.`);
  if (isTrigger(type, nodeTypes))
    return skip('change.invalid', `A trigger starts the whole workflow, so it cannot be inside ${quote(owner.label)}.`);
  return null;
}

const fromKey = (key: string) => (key[0]!.toUpperCase() + key.slice(1)).replaceAll('_', ' ').trim();

function freeLabel(workflow: Workflow, title: string): string {
  const taken = new Set(workflow.nodes.map(({ label }) => label));
  const short = title.slice(0, 72);
  for (let number = 1; ; number += 1) {
    const label = number === 1 ? short : `${short} ${number}`;
    if (!taken.has(label)) return label;
  }
}

export function applyAddNode(draft: Draft, change: ChangeOf<'add-node'>): Outcome {
  const node = newNodeFrom(draft, change.node);
  if (isSkip(node)) return node;
  const { index } = change.node;
  return {
    workflow: { ...draft.workflow, nodes: insertAt(draft.workflow.nodes, node, index) },
    change: { type: 'add-node', node: { ...node, ...(index === undefined ? {} : { index }) } },
  };
}

export function applyRemoveNode(draft: Draft, change: ChangeOf<'remove-node'>): Outcome {
  const { workflow } = draft;
  const node = findNode(workflow, change.node);
  if (isSkip(node)) return node;
  const gone = new Set(withBody(workflow, node.id).map(({ id }) => id));
  const locked = workflow.nodes.find(other => gone.has(other.id) && other.options.locked);
  if (locked) return lockedHint(locked);
  const rest: Workflow = {
    ...workflow,
    nodes: workflow.nodes.filter(({ id }) => !gone.has(id)),
    connections: workflow.connections.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  };
  return {
    workflow: change.heal ? healed(draft, rest, node) : rest,
    change: { ...change, node: node.id },
  };
}

/** Joins what led in to what was led to; not where the node chose between ways, since the choice is gone with it. */
function healed({ workflow: before, nodeTypes, newId }: Draft, rest: Workflow, removed: WorkflowNode): Workflow {
  const into = before.connections.filter(({ to }) => to === removed.id);
  const outOf = before.connections.filter(({ from, port }) => from === removed.id && port !== errorPort);
  if (new Set(outOf.map(({ port }) => port)).size !== 1) return rest;
  let workflow = rest;
  for (const first of into)
    for (const second of outOf) {
      const arrow: Arrow = { from: first.from, port: first.port, to: second.to, input: second.input };
      if (connectProblem({ workflow, nodeTypes, newId }, arrow)) continue;
      const id = unusedId(workflow, derivedId(first.id, second.id), newId);
      workflow = { ...workflow, connections: [...workflow.connections, { id, ...arrow }] };
    }
  return workflow;
}

export const unusedId = ({ connections }: { connections: readonly Connection[] }, id: string, newId: () => string) =>
  connections.some(other => other.id === id) ? newId() : id;

export function applyMoveNodes({ workflow }: Draft, change: ChangeOf<'move-nodes'>): Outcome {
  const positions: Record<string, Position | null> = {};
  for (const [ref, position] of Object.entries(change.positions)) {
    const node = findNode(workflow, ref);
    if (isSkip(node)) return node;
    positions[node.id] = position;
  }
  const nodes = workflow.nodes.map(node =>
    Object.hasOwn(positions, node.id) ? { ...node, position: positions[node.id]! } : node,
  );
  if (isEqual(nodes, workflow.nodes)) {
    const names = workflow.nodes.filter(({ id }) => Object.hasOwn(positions, id)).map(({ label }) => quote(label));
    return skip('change.nothing', `${names.join(', ') || 'Nothing'} is already there.`);
  }
  return { workflow: { ...workflow, nodes }, change: { type: 'move-nodes', positions } };
}
