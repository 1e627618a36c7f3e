import { z } from 'zod';
import type { Change } from '@/engine/workflow/change';
import { renameReferences } from '@/engine/workflow/references';
import { Connection, type Position, type Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { uniqueSlug } from '@/engine/workflow/slug';

/** Steps on the clipboard: plain JSON, so that they can go into another workflow, a file or a mail. */
const Copied = z.object({
  parley: z.literal('steps'),
  nodes: z.array(WorkflowNode).min(1),
  connections: z.array(Connection),
});

/** The chosen steps and the arrows among them; a loop comes with its body. Null when nothing is chosen. */
export function copySteps(workflow: Workflow, ids: ReadonlySet<string>): string | null {
  const chosen = new Set(ids);
  for (const owner of chosen) for (const { id, parentId } of workflow.nodes) if (parentId === owner) chosen.add(id);
  const nodes = workflow.nodes.filter(({ id }) => chosen.has(id));
  if (nodes.length === 0) return null;
  const connections = workflow.connections.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return JSON.stringify({ parley: 'steps', nodes, connections } satisfies z.infer<typeof Copied>, null, 2);
}

interface Paste {
  workflow: Workflow;
  places: Readonly<Record<string, Position>>;
  newId?: () => string;
}

/** Changes that put copied steps in, with ids and keys of their own; what they say of each other still holds. */
export function pasteSteps(text: string, { workflow, places, newId = () => crypto.randomUUID() }: Paste) {
  const copied = readCopied(text);
  if (!copied) return null;
  const ids = new Map(copied.nodes.map(({ id }) => [id, newId()]));
  const keys = freeKeys(copied.nodes, workflow);
  const labels = new Set(workflow.nodes.map(({ label }) => label));
  const shift = shiftFor(copied.nodes, workflow, places);
  const add = (node: WorkflowNode): Change => ({
    type: 'add-node',
    node: {
      ...{ id: ids.get(node.id)!, key: keys.get(node.key)!, type: node.type, label: freeLabel(node.label, labels) },
      params: [...keys].reduce((params, [from, to]) => rekey(params, from, to), node.params),
      options: withoutLock(node.options),
      position: node.position && { x: node.position.x + shift.x, y: node.position.y + shift.y },
      parentId: (node.parentId && ids.get(node.parentId)) ?? null,
    },
  });
  const inOrder = ownersFirst(copied.nodes);
  const changes: Change[] = [
    ...inOrder.map(add),
    ...copied.connections.flatMap(({ from, to, port, input }): Change[] =>
      ids.has(from) && ids.has(to)
        ? [{ type: 'connect', id: newId(), from: ids.get(from)!, to: ids.get(to)!, port, input }]
        : [],
    ),
  ];
  return { changes, ids: [...ids.values()] };
}

function readCopied(text: string) {
  try {
    return Copied.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Copied keys only ever change to free ones, so none of them is taken for another on the way. */
const rekey = <Params>(params: Params, from: string, to: string): Params =>
  from === to ? params : renameReferences(params, from, to);

function freeKeys(nodes: readonly WorkflowNode[], workflow: Workflow): Map<string, string> {
  const taken = new Set([...workflow.nodes, ...nodes].map(({ key }) => key));
  const used = new Set(workflow.nodes.map(({ key }) => key));
  return new Map(
    nodes.map(({ key }) => {
      const free = used.has(key) ? uniqueSlug(key, taken) : key;
      taken.add(free);
      return [key, free];
    }),
  );
}

function freeLabel(label: string, taken: Set<string>): string {
  let free = label;
  for (let number = 2; taken.has(free); number += 1) free = `${label.slice(0, 75)} ${number}`;
  taken.add(free);
  return free;
}

function withoutLock({ locked: _, ...options }: WorkflowNode['options']) {
  return options;
}

function ownersFirst(nodes: readonly WorkflowNode[]): WorkflowNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const depth = ({ parentId }: WorkflowNode): number => {
    const owner = parentId && ids.has(parentId) ? nodes.find(({ id }) => id === parentId) : undefined;
    return owner ? depth(owner) + 1 : 0;
  };
  return nodes.toSorted((a, b) => depth(a) - depth(b));
}

/** Beside what there is, in the same arrangement: nothing is covered and nothing else moves. */
function shiftFor(nodes: readonly WorkflowNode[], workflow: Workflow, places: Paste['places']): Position {
  const copied = nodes.flatMap(({ position }) => position ?? []);
  const there = workflow.nodes.flatMap(({ id, position }) => position ?? places[id] ?? []);
  if (copied.length === 0 || there.length === 0) return { x: 0, y: 0 };
  const right = Math.max(...there.map(({ x }) => x));
  return { x: right + 260 - Math.min(...copied.map(({ x }) => x)), y: 0 };
}
