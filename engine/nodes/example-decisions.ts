import { inRunningOrder, reachableFrom } from '../workflow/graph';
import { formatPath, type Segment, walkPath } from '../workflow/path';
import { referencesOf } from '../workflow/references';
import type { Item, Workflow, WorkflowNode } from '../workflow/schema';
import type { Condition, Operator } from './conditions';
import { candidatesFor } from './example-candidates';
import { conditionsIn, judge, logicOf } from './example-logic';
import { simplified } from './example-scripts';
import { type Tracer, type TriggerPath, traceReference } from './example-trace';
import { needsRight } from './operators';
import { hasExpression, objectsIn } from './settings';
import { choosePort, type SwitchCase } from './switch-cases';

/** A field of the trigger's item on which the way through the workflow depends. */
export interface Variable {
  path: TriggerPath;
  name: string;
  values: unknown[];
}

/** One side of a condition: a value that is written there, or a place in the trigger's item. */
type Side = { value: unknown } | { path: TriggerPath } | null;

interface Comparison {
  left: Side;
  right: Side;
  operator: Operator;
  node: WorkflowNode;
}

const isDecision = ({ type }: WorkflowNode) => ['core.if', 'core.filter', 'core.switch'].includes(type);

/** The fields that decisions look at, each with the values that send an item one way or another. */
export function variablesOf(tracer: Tracer, decisions: readonly WorkflowNode[]): Variable[] {
  const variables = new Map<string, Variable>();
  const add = (path: TriggerPath, values: readonly unknown[]) => {
    const key = formatPath(path);
    const variable = variables.get(key) ?? { path, name: nameOf(path), values: [] };
    const fresh = values.filter(value => !variable.values.includes(value));
    variables.set(key, { ...variable, values: [...variable.values, ...fresh] });
  };
  for (const { left, right, operator } of decisions.flatMap(node => comparisonsOf(tracer, node))) {
    if (left && 'path' in left) add(left.path, valuesFor(left.path, { operator, right }));
    if (right && 'path' in right) add(right.path, valuesForRight(right.path, { operator, left }));
  }
  return [...variables.values()];
}

function valuesFor(path: TriggerPath, { operator, right }: { operator: Operator; right: Side }): unknown[] {
  if (right && 'value' in right) return candidatesFor(nameOf(path), { operator, right: right.value });
  if (!needsRight(operator)) return candidatesFor(nameOf(path), { operator, right: undefined });
  const isOrder = ['greater', 'less', 'greater_or_equal', 'less_or_equal'].includes(operator);
  return candidatesFor(nameOf(path), { operator, right: isOrder ? 100 : 'example' });
}

/** The other side is a field, too: one fixed value is enough, since the first side moves around it. */
const valuesForRight = (path: TriggerPath, { operator, left }: { operator: Operator; left: Side }): unknown[] => {
  if (left && 'value' in left) return candidatesFor(nameOf(path), { operator: 'equals', right: left.value });
  return [['greater', 'less', 'greater_or_equal', 'less_or_equal'].includes(operator) ? 100 : 'example'];
};

export const nameOf = (path: TriggerPath): string =>
  String(path.findLast(segment => typeof segment === 'string' && segment !== 'length') ?? 'value');

function comparisonsOf(tracer: Tracer, node: WorkflowNode): Comparison[] {
  const { cases, value } = node.params;
  const sideOf = (side: unknown): Side => toSide(tracer, { node, value: side });
  const toComparison = ({ left, operator, right }: Record<string, unknown>): Comparison => ({
    ...{ node, operator: operator as Operator, left: sideOf(left), right: sideOf(right) },
  });
  if (node.type !== 'core.switch') return conditionsIn(logicOf(node.params)).map(toComparison);
  return objectsIn(cases).flatMap(option => {
    const own = objectsIn(option.conditions).map(simplified).map(toComparison);
    if (own.length > 0) return own;
    return [toComparison({ left: value, operator: 'equals', right: option.equals ?? option.name })];
  });
}

/** A script that reads one field counts as that field: `Number(item.body.amount)` is the amount. */
function toSide(tracer: Tracer, { node, value }: { node: WorkflowNode; value: unknown }): Side {
  if (!hasExpression(value)) return { value };
  const traced = referencesOf({ value }).map(reference => traceReference(tracer, { node, reference }));
  const [path, ...others] = traced;
  return path && others.length === 0 ? { path } : null;
}

/** `node port` for each way that an item takes, and every node it reaches; null when it would fail on the way. */
export function walk(tracer: Tracer, item: Item): { ways: Set<string>; reached: Set<string> } | null {
  const ways = new Set<string>();
  const reached = new Set<string>();
  const waiting = [tracer.trigger.id];
  for (let nodeId = waiting.pop(); nodeId !== undefined; nodeId = waiting.pop()) {
    const node = tracer.graph.nodes.get(nodeId);
    if (!node || reached.has(nodeId)) continue;
    reached.add(nodeId);
    const way = wayTaken(tracer, { node, item });
    if (way === failing) return null;
    const port = way?.port ?? null;
    if (way) for (const taken of [way.port, ...way.decisive]) ways.add(`${nodeId} ${taken}`);
    const leaving = tracer.graph.outgoing(nodeId).filter(arrow => port === null || arrow.port === port);
    waiting.push(...leaving.map(({ to }) => to));
  }
  return { ways, reached };
}

const failing = Symbol('failing');

interface Way {
  port: string;
  /** Conditions that alone led there. */
  decisive: readonly string[];
}

/** The port that an item takes out of a decision; null where it takes all of them, or nobody can say. */
function wayTaken(tracer: Tracer, { node, item }: { node: WorkflowNode; item: Item }): Way | null | typeof failing {
  if (!isDecision(node) || node.options.disabled) return null;
  const known = comparisonsOf(tracer, node).every(({ left, right }) => left && right);
  if (!known) return null;
  const read = (value: unknown) => sideValue(toSide(tracer, { node, value }), item);
  const filled = (conditions: readonly Record<string, unknown>[]) =>
    conditions.map(each => ({ ...each, left: read(each.left), right: read(each.right) })) as unknown as Condition[];
  try {
    if (node.type === 'core.switch') {
      const cases = objectsIn(node.params.cases).map(option => ({
        ...{
          match: 'all',
          ...option,
          equals: read(option.equals),
          conditions: filled(objectsIn(option.conditions).map(simplified)),
        },
      }));
      const chosen = choosePort({ value: read(node.params.value), cases: cases as unknown as SwitchCase[] });
      return { port: chosen, decisive: [] };
    }
    const logic = logicOf(node.params);
    const { holds, decisive } = judge(logic, filled(conditionsIn(logic)));
    const [kept, left] = node.type === 'core.filter' ? ['next', 'dropped'] : ['yes', 'no'];
    return { port: holds ? kept! : left!, decisive };
  } catch {
    return failing;
  }
}

function sideValue(side: Side, item: Item): unknown {
  if (side === null) return undefined;
  if ('value' in side) return side.value;
  const found = walkPath(item, side.path as Segment[]);
  return found.found ? found.value : undefined;
}

/** Every decision that an item of this trigger can come to, first to last. */
export function decisionsAfter(tracer: Tracer, workflow: Workflow): WorkflowNode[] {
  const reachable = reachableFrom(tracer.graph, [tracer.trigger.id]);
  return inRunningOrder(workflow).filter(node => reachable.has(node.id) && isDecision(node));
}
