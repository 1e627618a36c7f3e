import { isObject } from '../workflow/equal';
import { graphOf, type WorkflowGraph } from '../workflow/graph';
import type { Segment } from '../workflow/path';
import { type Reference, referencesOf } from '../workflow/references';
import type { Workflow, WorkflowNode } from '../workflow/schema';
import { toSegments } from './fields';
import { objectsIn } from './settings';

/** A place in the item that the trigger gives; its first segment is a field of that item. */
export type TriggerPath = readonly Segment[];

export interface Tracer {
  graph: WorkflowGraph;
  trigger: WorkflowNode;
  byKey: ReadonlyMap<string, WorkflowNode>;
}

export const createTracer = (workflow: Workflow, trigger: WorkflowNode): Tracer => ({
  graph: graphOf(workflow),
  trigger,
  byKey: new Map(workflow.nodes.map(node => [node.key, node])),
});

/** Where in the trigger's item the value comes from that this node reads; null when it is made on the way. */
export function traceReference(
  tracer: Tracer,
  { node, reference }: { node: WorkflowNode; reference: Reference },
): TriggerPath | null {
  const { root, nodeKey, within, segments } = reference;
  if (root === 'trigger') return segments;
  if (root === 'item') return traceInput(tracer, { node, segments });
  if (root !== 'nodes' || nodeKey === null) return null;
  const source = tracer.byKey.get(nodeKey);
  if (!source || within === null) return null;
  const inItem = within === 'items' ? (typeof segments[0] === 'number' ? segments.slice(1) : null) : segments;
  return inItem && traceOutput(tracer, { node: source, segments: inItem });
}

interface Place {
  node: WorkflowNode;
  segments: readonly Segment[];
  depth?: number;
}

export function traceInput(tracer: Tracer, { node, segments, depth = 0 }: Place): TriggerPath | null {
  if (depth > 50) return null; // a circle, which the validator refuses elsewhere
  for (const { from } of tracer.graph.incoming(node.id)) {
    const before = tracer.graph.nodes.get(from);
    const traced = before ? traceOutput(tracer, { node: before, segments, depth: depth + 1 }) : null;
    if (traced) return traced;
  }
  return null;
}

/** Nodes that hand on the items they were given. */
const passesOn = new Set([
  ...['core.if', 'core.switch', 'core.filter', 'core.sort', 'core.limit', 'core.respond'],
  ...['core.wait', 'core.remove-duplicates', 'core.stop', 'core.merge'],
]);

function traceOutput(tracer: Tracer, { node, segments, depth = 0 }: Place): TriggerPath | null {
  if (node.id === tracer.trigger.id) return segments;
  if (passesOn.has(node.type)) return traceInput(tracer, { node, segments, depth });
  if (node.type !== 'core.set' && node.type !== 'core.data-table') return null;
  const isTable = node.type === 'core.data-table';
  const made = fieldFor(objectsIn(isTable ? node.params.values : node.params.fields), segments);
  if (made) return traceField(tracer, { node, segments: made.rest, depth, value: made.value });
  const keepsOthers = !isTable && node.params.keep !== 'only';
  return keepsOthers ? traceInput(tracer, { node, segments, depth }) : null;
}

function fieldFor(fields: readonly Record<string, unknown>[], segments: readonly Segment[]) {
  for (const { name, value } of fields) {
    const own = toSegments(String(name ?? ''));
    if (own.length > 0 && own.every((segment, index) => segment === segments[index]))
      return { value, rest: segments.slice(own.length) };
  }
  return null;
}

function traceField(tracer: Tracer, { node, segments, depth, value }: Place & { value: unknown }): TriggerPath | null {
  const [reference, ...others] = referencesOf({ value });
  if (!reference || others.length > 0 || (depth ?? 0) > 50) return null;
  const start = traceReference(tracer, { node, reference });
  return start && [...start, ...segments];
}

/** What a node reads by plain field names, such as the field that a sort orders by. */
export function fieldsRead(params: unknown, pathParam: string): string[] {
  return pathParam
    .split('.')
    .reduce<unknown[]>(
      (values, name) => values.flatMap(value => (isObject(value) && value[name] !== undefined ? value[name] : [])),
      [params],
    )
    .filter(value => typeof value === 'string');
}
