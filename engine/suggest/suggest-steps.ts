import { applyChanges } from '../workflow/apply-changes';
import type { Change, NewNode } from '../workflow/change';
import { flowShapes } from '../workflow/flow-shapes';
import { graphOf, upstreamOf } from '../workflow/graph';
import type { Issue } from '../workflow/issue';
import type { NodeTypes } from '../workflow/node-types';
import type { Workflow } from '../workflow/schema';
import { type Shape, unknownShape } from '../workflow/shape';
import { validateWorkflow } from '../workflow/validate';
import { fitParams } from './fit-params';
import { type Habits, learnedHabits } from './habits';
import { nearby } from './nearby';
import { rankTypes } from './rank-types';

/** Where the next step would go: behind `from`, in front of `to`, or on the arrow between them. */
export interface Spot {
  from?: string;
  port?: string;
  to?: string;
}

export interface SuggestedStep {
  type: string;
  title: string;
  params: Record<string, unknown>;
}

interface Options {
  nodeTypes: NodeTypes;
  habits?: Habits;
  limit?: number;
}

const looked = 14;

/**
 * The steps that people most often put there and that can read what arrives, set up with the fields that there are. One
 * that would leave something to fix stands behind one that would not.
 */
export function suggestSteps(whole: Workflow, spot: Spot, options: Options): SuggestedStep[] {
  const { nodeTypes, habits = learnedHabits, limit = 3 } = options;
  const workflow = nearby(
    whole,
    [spot.from, spot.to].filter(id => id !== undefined),
  );
  const place = placeOf(workflow, spot, nodeTypes);
  const ranked = rankTypes(place, { nodeTypes, habits }).slice(0, looked);
  const before = new Set(validateWorkflow(workflow, nodeTypes).map(nameOf));
  const steps = ranked.map(({ type, score }, index) => {
    const params = fitParams(nodeTypes[type]!, place.input);
    const faults = faultsOf(workflow, spot, { node: { type, params } as NewNode, nodeTypes, before });
    return { type, title: nodeTypes[type]!.title, params, score, faults, index };
  });
  return steps
    .toSorted((a, b) => a.faults - b.faults || a.index - b.index)
    .slice(0, limit)
    .map(({ type, title, params }) => ({ type, title, params }));
}

function placeOf(workflow: Workflow, { from, port, to }: Spot, nodeTypes: NodeTypes) {
  const graph = graphOf(workflow);
  const [previous, next] = [from && graph.nodes.get(from), to && graph.nodes.get(to)];
  const shapes = previous ? flowShapes(workflow, nodeTypes).get(previous.id) : undefined;
  const input: Shape = shapes?.outputs[port ?? 'next'] ?? Object.values(shapes?.outputs ?? {})[0] ?? unknownShape;
  const upstream = previous ? [previous.id, ...upstreamOf(graph, previous.id)] : [];
  return {
    input,
    previous: previous ? previous.type : null,
    next: next ? next.type : null,
    port: port ?? 'next',
    siblings: previous ? graph.outgoing(previous.id).flatMap(each => graph.nodes.get(each.to)?.type ?? []) : [],
    upstream: upstream.flatMap(id => graph.nodes.get(id)?.type ?? []),
    present: workflow.nodes.map(({ type }) => type),
    words: `${workflow.name} ${workflow.description}`.toLowerCase(),
  };
}

export type Place = ReturnType<typeof placeOf>;

const nameOf = ({ code, nodeId, param }: Issue) => `${code} ${nodeId} ${param}`;

/** A key or a model that is still to be chosen is the person's to choose, not a fault of the suggestion. */
const forThePerson = ({ code, blocks }: Issue) => !inVain.has(code) && (blocks === 'live' || blocks === 'none');

/** Nothing is broken, but an answer there reaches nobody. */
const inVain: ReadonlySet<string> = new Set<Issue['code']>(['answer_without_webhook', 'answer_too_late']);

/** How much would be left to fix if it stood there; a step that cannot be wired at all has the most. */
function faultsOf(workflow: Workflow, spot: Spot, { node, nodeTypes, before }: Trying): number {
  const id = crypto.randomUUID();
  const { from, port, to } = spot;
  const changes: Change[] = [{ type: 'add-node', node: { ...node, id } }];
  if (from && to) changes.push({ type: 'disconnect', from, port, to });
  if (from) changes.push({ type: 'connect', from, port, to: id });
  if (to) changes.push({ type: 'connect', from: id, to });
  const applied = applyChanges(workflow, changes, nodeTypes);
  if (applied.skipped.length > 0) return 100 * applied.skipped.length;
  const issues = validateWorkflow(applied.workflow, nodeTypes);
  return issues.filter(issue => !before.has(nameOf(issue)) && !forThePerson(issue)).length > 0 ? 1 : 0;
}

interface Trying {
  node: NewNode;
  nodeTypes: NodeTypes;
  before: ReadonlySet<string>;
}
