import { placeNew } from '@/engine/diagram/place-new';
import type { Change, NewNode } from '@/engine/workflow/change';
import type { Connection, NodeOptions, Position, Workflow } from '@/engine/workflow/schema';
import { copySteps, pasteSteps } from './clipboard';

export type Places = Readonly<Record<string, Position>>;

/** Where a new step goes: after a step, on an arrow, where an arrow was dropped, or just there. */
export type Spot =
  | { kind: 'after'; from: string; port: string }
  | { kind: 'on'; arrow: Connection }
  | { kind: 'dropped'; from: string; port: string; at: Position }
  | { kind: 'before'; to: string; at: Position }
  /** As the first that a loop does in a round. */
  | { kind: 'inside'; loop: string }
  | { kind: 'loose'; at: Position | null };

interface Screen {
  workflow: Workflow;
  places: Places;
  newId?: () => string;
}

/** A step from the palette or a suggestion, wired as its spot says, standing where nothing is covered. */
export function addStep(step: Omit<NewNode, 'id'>, spot: Spot, { workflow, places, newId = randomId }: Screen) {
  const id = newId();
  const wires = wiresFor(id, spot, newId);
  const given = spot.kind === 'dropped' || spot.kind === 'before' || spot.kind === 'loose' ? spot.at : null;
  const parentId = ownerAt(spot, workflow);
  const drawn = {
    nodes: [...workflow.nodes, { ...bare, ...step, id, parentId, position: given }] as Workflow['nodes'],
    connections: [...workflow.connections.filter(each => spot.kind !== 'on' || each.id !== spot.arrow.id), ...wires],
  };
  const { places: found, moved } = placeNew(drawn, { ...places });
  const position = given ?? found[id] ?? { x: 0, y: 0 };
  const change: Change =
    spot.kind === 'on'
      ? { type: 'insert-between', node: { ...step, id, parentId, position }, ...ends(spot.arrow) }
      : { type: 'add-node', node: { ...step, id, parentId, position } };
  const connects =
    spot.kind === 'on' ? [] : wires.map(({ input: _, ...each }): Change => ({ type: 'connect', ...each }));
  const changes: Change[] = [change, ...connects];
  if (Object.keys(moved).length > 0) changes.push({ type: 'move-nodes', positions: moved });
  return { id, changes };
}

/** The loop that owns what it is added beside. */
function ownerAt(spot: Spot, { nodes }: Workflow): string | null {
  if (spot.kind === 'inside') return spot.loop;
  const beside =
    spot.kind === 'loose' ? null : spot.kind === 'on' ? spot.arrow.from : 'from' in spot ? spot.from : spot.to;
  return nodes.find(({ id }) => id === beside)?.parentId ?? null;
}

const randomId = () => crypto.randomUUID() as string;
const bare = { key: 'new_step', label: 'New', params: {}, options: {}, parentId: null };
const ends = ({ from, port, to, input }: Connection) => ({ from, port, to, input });

function wiresFor(id: string, spot: Spot, newId: () => string): Connection[] {
  const wire = (from: string, to: string, port = 'next'): Connection => ({ id: newId(), from, port, to, input: 'in' });
  if (spot.kind === 'after' || spot.kind === 'dropped') return [wire(spot.from, id, spot.port)];
  if (spot.kind === 'before') return [{ ...wire(id, spot.to) }];
  if (spot.kind === 'on') return [wire(spot.arrow.from, id, spot.arrow.port), wire(id, spot.arrow.to)];
  return [];
}

/** Nodes nobody placed yet get the place they are drawn at, so that from now on only what changes moves. */
export function pinPlaces({ nodes }: Workflow, places: Places): Change[] {
  const loose = nodes.filter(({ id, position }) => position === null && places[id]);
  if (loose.length === 0) return [];
  return [{ type: 'move-nodes', positions: Object.fromEntries(loose.map(({ id }) => [id, places[id]!])) }];
}

/** One step is taken out of its row and the row closes; several leave with everything between them. */
export function removeSteps(ids: readonly string[]): Change[] {
  return ids.map(node => ({ type: 'remove-node', node, heal: ids.length === 1 }));
}

/** All get the value that not all of them have. */
export function toggleOption(name: 'disabled' | 'locked', ids: readonly string[], { nodes }: Workflow): Change[] {
  const chosen = nodes.filter(({ id }) => ids.includes(id));
  const on = chosen.some(({ options }) => !options[name]);
  const set = { [name]: true } as NodeOptions;
  return chosen
    .filter(({ options }) => Boolean(options[name]) !== on)
    .map(({ id }) => ({ type: 'update-node', node: id, ...(on ? { options: set } : { unsetOptions: [name] }) }));
}

/** A copy of what is chosen, beside it. */
export function duplicateSteps(ids: ReadonlySet<string>, { workflow, places, newId }: Screen) {
  const text = copySteps(withPlaces(workflow, places), ids);
  return text ? pasteSteps(text, { workflow, places, newId }) : null;
}

/** As it is drawn: a copy keeps its arrangement wherever it goes. */
export const withPlaces = (workflow: Workflow, places: Places): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.map(node => (node.position ? node : { ...node, position: places[node.id] ?? null })),
});

export const disconnect = (arrow: Connection): Change[] => [{ type: 'disconnect', ...ends(arrow) }];
