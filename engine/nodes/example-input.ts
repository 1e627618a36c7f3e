import { AppError } from '../errors';
import { reachableFrom } from '../workflow/graph';
import type { NodeTypes } from '../workflow/node-types';
import { formatPath } from '../workflow/path';
import { type Reference, referencesOf } from '../workflow/references';
import type { Item, Workflow, WorkflowNode } from '../workflow/schema';
import { chooseCases } from './example-cases';
import { decisionsAfter, nameOf, type Variable, variablesOf } from './example-decisions';
import { createTracer, fieldsRead, type Tracer, type TriggerPath, traceInput, traceReference } from './example-trace';
import { absent, place, plausible, plausibleBody, type ValueKind } from './example-values';
import { toSegments } from './fields';
import { toText } from './settings';

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
  const toItem = (values: readonly unknown[]) => buildItem({ trigger, fields, variables, values });
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

interface Field {
  path: TriggerPath;
  kind: ValueKind;
}

/** Every place in the trigger's item that some node reads. */
function usedFields(tracer: Tracer, nodeTypes: NodeTypes): Field[] {
  const fields = new Map<string, Field>();
  const add = (path: TriggerPath | null, kind: ValueKind) => {
    if (!path || path.length === 0) return;
    const key = formatPath(path);
    if (!fields.has(key) || fields.get(key)!.kind === 'unknown') fields.set(key, { path, kind });
  };
  for (const nodeId of reachableFrom(tracer.graph, [tracer.trigger.id])) {
    const node = tracer.graph.nodes.get(nodeId);
    if (!node) continue;
    for (const reference of referencesOf(node.params))
      add(traceReference(tracer, { node, reference }), kindOf(reference));
    for (const name of nodeTypes[node.type]?.pathParams ?? [])
      for (const field of fieldsRead(node.params, name))
        add(
          traceInput(tracer, { node, segments: toSegments(field) }),
          name.startsWith('operations') ? 'number' : 'unknown',
        );
  }
  return [...fields.values()];
}

/** What a script does with a value tells what it is: `item.amount * 1.2`, `item.tags.join(', ')`. */
function kindOf({ expression, path, plain }: Reference): ValueKind {
  if (plain || path === '') return 'unknown';
  const place = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const has = (pattern: string) => new RegExp(pattern.replaceAll('PATH', place)).test(expression);
  if (has('PATH\\.(map|filter|join|reduce|some|every|find|forEach|slice\\(.*\\)\\.map)\\(')) return 'list';
  if (has('PATH\\.(toUpperCase|toLowerCase|trim|split|replace|includes|startsWith|endsWith|slice|length)'))
    return 'text';
  if (has('PATH\\s*([-*/%]|[<>]=?\\s*\\d)|([-*/%]|Number\\()\\s*[\\w.]*PATH|PATH\\.toFixed')) return 'number';
  return 'unknown';
}

interface Build {
  trigger: WorkflowNode;
  fields: readonly Field[];
  variables: readonly Variable[];
  values: readonly unknown[];
}

function buildItem({ trigger, fields, variables, values }: Build): Item {
  const item: Record<string, unknown> = trigger.type === 'core.webhook' ? emptyRequest(trigger) : {};
  const decided = new Set(variables.map(({ path }) => formatPath(path)));
  // Short paths first, so that what lies within them is put into them.
  const free = fields.filter(({ path }) => !decided.has(formatPath(path))).toSorted(byLength);
  for (const { path, kind } of free) {
    const isWhole = fields.some(other => other.path.length > path.length && startsWith(other.path, path));
    if (!isWhole && !isEnvelope(trigger, path)) put(item, path, plausible(nameOf(path), kind));
  }
  for (const [index, { path }] of variables.entries()) put(item, path, values[index]);
  const says = [...fields, ...variables].some(
    ({ path }) => path.length > 1 && (path[0] === 'body' || path[0] === 'query'),
  );
  return (says ? item : withBody(trigger, item)) as Item;
}

const byLength = (left: Field, right: Field) => left.path.length - right.path.length;
const startsWith = (path: TriggerPath, start: TriggerPath) => start.every((segment, index) => path[index] === segment);

function emptyRequest(trigger: WorkflowNode): Record<string, unknown> {
  const method = String(trigger.params.method ?? 'POST');
  return { method: method === 'ANY' ? 'POST' : method, headers: {}, query: {}, body: {}, files: [] };
}

/** The parts that every request has as a whole: method, headers, query, body, files. */
const isEnvelope = ({ type }: WorkflowNode, path: TriggerPath) => type === 'core.webhook' && path.length < 2;

/** Queries and headers are text, whatever is compared with them; lengths become something that is so long. */
function put(item: Record<string, unknown>, path: TriggerPath, value: unknown): void {
  const isLength = path.at(-1) === 'length' && typeof value === 'number';
  const isText = ['query', 'headers'].includes(String(path[0])) && value !== absent;
  if (isLength) place(item, path.slice(0, -1), ofLength(path, value));
  else place(item, path, isText ? toText(value) : value);
}

function ofLength(path: TriggerPath, length: number): unknown {
  const sample = plausible(nameOf(path.slice(0, -1)));
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
  const lists = ['core.sort', 'core.limit', 'core.aggregate'];
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
