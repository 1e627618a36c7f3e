import { AppError } from '../errors';
import { reachableFrom } from '../workflow/graph';
import type { NodeType, NodeTypes } from '../workflow/node-types';
import { formatPath } from '../workflow/path';
import type { Item, Workflow, WorkflowNode } from '../workflow/schema';
import { chooseCases } from './example-cases';
import { decisionsAfter, nameOf, type Variable, variablesOf } from './example-decisions';
import { exampleList } from './example-elements';
import { type Field, usedFields } from './example-fields';
import { createTracer, type Tracer, type TriggerPath } from './example-trace';
import { absent, place, plausible, plausibleBody } from './example-values';
import { exampleOfField } from './form-fields';
import { objectsIn, toText } from './settings';

export interface ExampleInput {
  /** What sets it apart from the others: `amount 101`. */
  label: string;
  items: Item[];
}

/** Items for the trigger that lead along every branch, one case each; the same workflow always gives the same. */
export function exampleInputs(
  workflow: Workflow,
  nodeTypes: NodeTypes,
  { triggerNodeId }: { triggerNodeId?: string } = {},
): ExampleInput[] {
  const trigger = findTrigger(workflow, nodeTypes, triggerNodeId);
  const tracer = createTracer(workflow, trigger);
  // What a schedule gives is the time, which the trigger itself fills in.
  if (nodeTypes[trigger.type]?.startedBy === 'schedule') return [{ label: 'example', items: [{}] }];

  const variables = variablesOf(tracer, decisionsAfter(tracer, workflow));
  const fields = usedFields(tracer, nodeTypes);
  const known = ownExample(nodeTypes[trigger.type]);
  const toItem = (values: readonly unknown[]) => buildItem({ trigger, fields, variables, values, known });
  const cases = chooseCases(tracer, { variables, toItem });
  return cases.map(values => ({
    label: labelOf(variables, { values, cases }),
    items: asMany(toItem(values), { tracer, nodeTypes, fields }),
  }));
}

function findTrigger(workflow: Workflow, nodeTypes: NodeTypes, id: string | undefined): WorkflowNode {
  const triggers = workflow.nodes.filter(node => nodeTypes[node.type]?.kind === 'trigger' && !node.options.disabled);
  const trigger = id === undefined ? triggers[0] : triggers.find(node => node.id === id);
  if (trigger) return trigger;
  throw new AppError('workflow.not_runnable', { reason: 'nothing starts it. Add a trigger first.' });
}

interface Build {
  trigger: WorkflowNode;
  fields: readonly Field[];
  variables: readonly Variable[];
  values: readonly unknown[];
  /** What a trigger of this kind gives, as its own example says. */
  known: Readonly<Record<string, unknown>>;
}

function buildItem({ trigger, fields, variables, values, known }: Build): Item {
  const item: Record<string, unknown> = { ...known, ...startOf(trigger) };
  // What a form asks for has an example that fits its kind.
  const asked = new Set(trigger.type === 'core.form' ? Object.keys(item) : Object.keys(known));
  const isAsked = (path: TriggerPath) => path.length === 1 && asked.has(String(path[0]));
  const decided = new Set(variables.map(({ path }) => formatPath(path)));
  // Short paths first, so that what lies within them is put into them.
  const free = fields.filter(({ path }) => !decided.has(formatPath(path))).toSorted(byLength);
  for (const field of free) {
    const { path } = field;
    const isWhole = fields.some(other => other.path.length > path.length && startsWith(other.path, path));
    if (!isWhole && !isEnvelope(trigger, path) && !isAsked(path)) put(item, path, { value: sampleOf(field), fields });
  }
  for (const [index, { path }] of variables.entries()) put(item, path, { value: values[index], fields });
  const says = [...fields, ...variables].some(
    ({ path }) => path.length > 1 && (path[0] === 'body' || path[0] === 'query'),
  );
  return (says ? item : withBody(trigger, item)) as Item;
}

/** A mail, a row, a failed run: what starts it so has a form of its own. */
const ownExample = (type: NodeType | undefined): Readonly<Record<string, unknown>> =>
  type && hasOwnForm.has(type.startedBy) ? (type.example.output.next?.[0] ?? {}) : {};

const hasOwnForm: ReadonlySet<NodeType['startedBy']> = new Set(['email', 'failure', 'chat']);

const sampleOf = ({ path, kind, elements }: Field): unknown =>
  elements.length > 0 ? exampleList(nameOf(path), elements) : plausible(nameOf(path), kind);

const byLength = (left: Field, right: Field) => left.path.length - right.path.length;
const startsWith = (path: TriggerPath, start: TriggerPath) => start.every((segment, index) => path[index] === segment);

/** Before what the workflow reads is filled in: the form of a request, or a form as somebody sends it. */
function startOf(trigger: WorkflowNode): Record<string, unknown> {
  if (trigger.type === 'core.webhook') return emptyRequest(trigger);
  if (trigger.type !== 'core.form') return {};
  const fields = objectsIn(trigger.params.fields).map(field => [toText(field.name), exampleOfField(field)] as const);
  return { submitted_at: '2026-03-02T08:00:00.000Z', ...Object.fromEntries(fields) };
}

function emptyRequest(trigger: WorkflowNode): Record<string, unknown> {
  const method = String(trigger.params.method ?? 'POST');
  return { method: method === 'ANY' ? 'POST' : method, headers: {}, query: {}, body: {}, files: [] };
}

/** The parts that every request has as a whole: method, headers, query, body, files. */
const isEnvelope = ({ type }: WorkflowNode, path: TriggerPath) => type === 'core.webhook' && path.length < 2;

/** Queries and headers are text, whatever is compared with them; lengths become something that is so long. */
function put(
  item: Record<string, unknown>,
  path: TriggerPath,
  { value, fields }: { value: unknown; fields: readonly Field[] },
): void {
  const isLength = path.at(-1) === 'length' && typeof value === 'number';
  const isText = ['query', 'headers'].includes(String(path[0])) && value !== absent;
  if (!isLength) {
    place(item, path, isText ? toText(value) : value);
    return;
  }
  const list = path.slice(0, -1);
  const field = fields.find(other => formatPath(other.path) === formatPath(list));
  place(item, list, ofLength(field ? sampleOf(field) : plausible(nameOf(list)), value));
}

function ofLength(sample: unknown, length: number): unknown {
  const count = Math.max(0, Math.min(1_000, length));
  if (!Array.isArray(sample)) return 'x'.repeat(count);
  return Array.from({ length: count }, (_, index) => sample[index % sample.length]);
}

/** Of a request of which nothing is known, something is shown all the same. */
function withBody({ type, params }: WorkflowNode, item: Record<string, unknown>): Record<string, unknown> {
  if (type !== 'core.webhook') return item;
  const texts = Object.fromEntries(Object.entries(plausibleBody).map(([name, value]) => [name, toText(value)]));
  return params.method === 'GET' ? { ...item, query: texts } : { ...item, body: plausibleBody };
}

/** Started by hand into a node that works on lists, one item would show nothing: three, with different numbers. */
function asMany(
  item: Item,
  { tracer, nodeTypes, fields }: { tracer: Tracer; nodeTypes: NodeTypes; fields: readonly Field[] },
): Item[] {
  const lists = [
    ...['core.sort', 'core.limit', 'core.aggregate', 'core.summarize'],
    ...['core.remove-duplicates', 'core.make-csv', 'core.make-json'],
  ];
  const reached = [...reachableFrom(tracer.graph, [tracer.trigger.id])].map(
    id => tracer.graph.nodes.get(id)?.type ?? '',
  );
  const byHand = nodeTypes[tracer.trigger.type]?.startedBy === 'person';
  if (!byHand || fields.length === 0 || !reached.some(type => lists.includes(type))) return [item];
  const varied = (factor: number) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, typeof value === 'number' ? value * factor : value]),
    );
  return [item, varied(3) as Item, varied(2) as Item];
}

function labelOf(
  variables: readonly Variable[],
  { values, cases }: { values: readonly unknown[]; cases: readonly (readonly unknown[])[] },
): string {
  const differing = variables
    .map(({ name }, index) => ({ name, value: values[index], index }))
    .filter(({ index, value }) => cases.some(other => other[index] !== value));
  return differing.map(({ name, value }) => phrase(name, value)).join(', ') || 'example';
}

function phrase(name: string, value: unknown): string {
  if (value === absent) return `no ${name}`;
  const text = toText(value);
  return text === '' ? `${name} empty` : `${name} ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
}
