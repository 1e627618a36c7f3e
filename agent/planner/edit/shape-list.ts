import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { Builder } from '../lower/builder';
import { lowerSteps } from '../lower/lower-steps';
import type { Step } from '../plan';
import type { Edit, EditContext } from './edit-context';
import { scopeAt } from './scope-at';

const shaping = /^(?:filter|sort|limit)$/;
export const shapesList = (steps: readonly Step[]) => steps.length > 0 && steps.every(({ kind }) => shaping.test(kind));

const acts = ({ type, params }: NodeFact) =>
  type === 'core.respond' ||
  type === 'core.aggregate' ||
  (type === 'core.data-table' && params.operation !== 'find') ||
  (type === 'core.http-request' && (params.method ?? 'GET') !== 'GET');
const isShape = ({ type }: NodeFact) => /^core\.(?:filter|sort|limit)$/.test(type);
const rank = { 'core.filter': 0, 'core.sort': 1, 'core.limit': 2 } as const;

/** A filter, an order or a number of items that is added later goes before what is done with them: first filtered, then sorted, then cut off. */
export function shapeList(steps: readonly Step[], context: EditContext): Edit | null {
  const changes: FlatChange[] = [];
  const assumptions: string[] = [];
  for (const step of steps) {
    const existing = context.workflow.nodes.filter(({ type }) => type === `core.${step.kind}`);
    const edit =
      existing.length === 1 && step.kind !== 'filter' ? replaced(existing[0]!, step, context) : added(step, context);
    if (edit === null) return null;
    changes.push(...edit.changes);
    assumptions.push(...(edit.assumptions ?? []));
  }
  return { changes, assumptions };
}

/** There is an order, or a limit, already: it is another one now. */
function replaced(node: NodeFact, step: Step, context: EditContext): Edit | null {
  const before = context.workflow.connections.find(({ to }) => to === node.key)?.from ?? node.key;
  const builder = new Builder();
  lowerSteps(
    [step],
    { builder, answers: false },
    { ends: [{ key: before, port: 'next', answered: false }], scope: scopeAt(context.workflow, before) },
  );
  const made = builder.changes.find(({ type }) => type === 'add-node');
  return made?.params
    ? {
        changes: [
          { type: 'update-node', node: node.key, params: made.params, ...(made.label ? { label: made.label } : {}) },
        ],
      }
    : null;
}

function added(step: Step, context: EditContext): Edit | null {
  const { workflow } = context;
  const wanted = rank[`core.${step.kind}` as keyof typeof rank] ?? 0;
  const anchor = workflow.nodes.find(
    node => reached(node, context) && (acts(node) || (isShape(node) && rank[node.type as keyof typeof rank] > wanted)),
  );
  const cut = anchor ? workflow.connections.filter(({ to }) => to === anchor.key) : [];
  if (anchor === undefined || cut.length === 0) return null;
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const place = lowerSteps(
    [step],
    { builder, answers: false },
    {
      ends: cut.map(({ from, port }) => ({ key: from, port, answered: false })),
      scope: scopeAt(workflow, cut[0]!.from),
    },
  );
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      ...place.ends.map(({ key, port }): FlatChange => ({ type: 'connect', from: key, port, to: anchor.key })),
    ],
    assumptions: builder.assumptions,
  };
}

/** Steps are listed in the order in which they were made; only what something leads to can stand behind a list. */
const reached = ({ key }: NodeFact, { workflow }: EditContext) => workflow.connections.some(({ to }) => to === key);

export const hasList = ({ workflow }: EditContext) =>
  workflow.nodes.some(
    ({ type, params }) =>
      type === 'core.rss-read' ||
      (type === 'core.http-request' && typeof params.itemsPath === 'string') ||
      (type === 'core.data-table' && params.operation === 'find'),
  );
