import type { Change } from '@/engine/workflow/change';
import { graphOf, reachableFrom } from '@/engine/workflow/graph';
import { changesBetween } from '@/engine/workflow/invert';
import { loopAround } from '@/engine/workflow/loop-around';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Connection, Position, Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { uniqueSlug } from '@/engine/workflow/slug';
import { withPlaces } from './commands';

interface Asked {
  /** As it is drawn. */
  workflow: Workflow;
  places: Readonly<Record<string, Position>>;
  types: NodeTypes;
  newId?: () => string;
}

/** Why these steps cannot be the inside of a loop, with the step that it is about. */
export interface NoLoop {
  problem: 'nothing' | 'answer' | 'levels' | 'between' | 'entry' | 'ways';
  label: string;
}

const loopType = 'core.loop';
const row = 128;
const frame = { top: 40, bottom: 24 };

/**
 * The chosen steps become what a loop does in each round: what led to them leads to the loop, and the loop leads to what
 * came behind them. Triggers stay outside. Refused where the workflow would then do something else.
 */
export function intoLoop(ids: readonly string[], asked: Asked): { loopId: string; changes: Change[] } | NoLoop {
  const { places, types, newId = () => crypto.randomUUID() as string } = asked;
  const before = withPlaces(asked.workflow, places);
  const chosen = new Set(
    ids.filter(id => types[before.nodes.find(node => node.id === id)?.type ?? '']?.kind !== 'trigger'),
  );
  const top = before.nodes.filter(({ id, parentId }) => chosen.has(id) && !(parentId && chosen.has(parentId)));
  const inside = new Set(top.map(({ id }) => id));
  const problem = problemOf(top, inside, { workflow: before, types });
  if (problem) return problem;
  const loop = loopFor(top, before, { id: newId(), title: types[loopType]?.title ?? 'Loop' });
  const after = loopAround(before, { loop, nodeIds: [...inside] });
  const nodes = withRoom(after.nodes, { before, inside });
  return { loopId: loop.id, changes: changesBetween(before, { ...after, nodes }) };
}

function problemOf(
  top: readonly WorkflowNode[],
  inside: ReadonlySet<string>,
  { workflow, types }: Pick<Asked, 'workflow' | 'types'>,
): NoLoop | null {
  if (top.length === 0) return { problem: 'nothing', label: '' };
  const answer = top.find(({ type }) => types[type]?.answers);
  if (answer) return { problem: 'answer', label: answer.label };
  const stranger = top.find(({ parentId }) => parentId !== top[0]!.parentId);
  if (stranger) return { problem: 'levels', label: stranger.label };
  const graph = graphOf(workflow);
  const labelOf = (id: string) => graph.nodes.get(id)?.label ?? '';
  const entering = workflow.connections.filter(({ from, to }) => !inside.has(from) && inside.has(to));
  const leaving = workflow.connections.filter(({ from, to }) => inside.has(from) && !inside.has(to));
  const behind = reachableFrom(
    graph,
    leaving.map(({ to }) => to),
  );
  const between = entering.find(({ from }) => behind.has(from));
  if (between) return { problem: 'between', label: labelOf(between.from) };
  const isInner = ({ from, to }: Connection) => inside.has(from) && inside.has(to);
  const joined = entering.find(({ to }) => graph.incoming(to).some(isInner));
  if (joined) return { problem: 'entry', label: labelOf(joined.to) };
  const targets = (from: string) =>
    leaving
      .filter(each => each.from === from)
      .map(({ to, input }) => `${to} ${input}`)
      .sort()
      .join();
  const ways = (id: string) => types[graph.nodes.get(id)!.type]?.ports(graph.nodes.get(id)!.params) ?? [];
  const chooses = leaving.find(
    ({ from, port }) =>
      port === 'error' ||
      ways(from).filter(each => each !== 'error').length > 1 ||
      graph.outgoing(from).some(isInner) ||
      targets(from) !== targets(leaving[0]!.from),
  );
  return chooses ? { problem: 'ways', label: labelOf(chooses.from) } : null;
}

function loopFor(
  top: readonly WorkflowNode[],
  { nodes }: Workflow,
  { id, title }: { id: string; title: string },
): WorkflowNode {
  const labels = new Set(nodes.map(({ label }) => label));
  let label = title;
  for (let number = 2; labels.has(label); number += 1) label = `${title} ${number}`;
  const highest = top.toSorted((a, b) => (a.position?.y ?? 0) - (b.position?.y ?? 0))[0]!;
  return {
    ...{ id, label, key: uniqueSlug(label, new Set(nodes.map(({ key }) => key))), type: loopType },
    ...{ params: { mode: 'each' }, options: {}, position: highest.position, parentId: highest.parentId },
  };
}

/** The loop stands where its first step stood; its inside, and what comes behind, move down to make room. */
function withRoom(
  nodes: readonly WorkflowNode[],
  { before, inside }: { before: Workflow; inside: ReadonlySet<string> },
): WorkflowNode[] {
  const owners = new Map(before.nodes.map(({ id, parentId }) => [id, parentId]));
  const within = (among: ReadonlySet<string>, id: string | null | undefined): boolean =>
    Boolean(id) && (among.has(id!) || within(among, owners.get(id!)));
  const behind = reachableFrom(graphOf(before), [...inside]);
  return nodes.map(node => {
    const down = within(inside, node.id)
      ? row + frame.top
      : within(behind, node.id)
        ? row + frame.top + frame.bottom
        : 0;
    const position = node.position && down > 0 ? { ...node.position, y: node.position.y + down } : node.position;
    return { ...node, position };
  });
}
