import { nodeTypes } from '@/engine/nodes/registry.generated';
import { anyOutput, flowShapes } from '@/engine/workflow/flow-shapes';
import { graphOf } from '@/engine/workflow/graph';
import type { Item, Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { mergeShapes, objectShape, type Shape, shapeOf, unknownShape } from '@/engine/workflow/shape';
import type { RecordedInput } from '../../_server/recorded-input';
import { refine } from '../_panel/core/complete';

interface Where {
  workflow: Workflow;
  node: WorkflowNode;
  input: RecordedInput | null;
}

/** What can be named in an expression of this step: what is declared, made sharper by what the last run recorded. */
export function scopeShape({ workflow, node, input }: Where): Shape {
  const declared = flowShapes(workflow, nodeTypes);
  const before = everythingBefore(workflow, node.id);
  const outputOf = ({ id, key }: WorkflowNode): Shape => {
    const shapes = declared.get(id);
    const seen = Object.values(input?.records.get(key)?.outputs ?? {}).flat();
    return refine(shapes ? anyOutput(shapes) : unknownShape, seenShape(seen));
  };
  const upstream = workflow.nodes.filter(({ id }) => before.has(id)).map(one => [one.key, outputOf(one)] as const);
  const trigger = workflow.nodes.find(({ id, type }) => before.has(id) && nodeTypes[type]?.kind === 'trigger');
  return objectShape({
    item: refine(declared.get(node.id)?.input ?? unknownShape, seenShape(input?.items ?? [])),
    nodes: objectShape(
      Object.fromEntries(
        upstream.map(([key, item]) => [key, objectShape({ item, items: { kind: 'list', of: item } })]),
      ),
    ),
    ...(trigger ? { trigger: outputOf(trigger) } : {}),
    now: { kind: 'string' },
    workflow: objectShape({ name: { kind: 'string' } }),
    execution: objectShape({ id: { kind: 'string' } }),
  });
}

/** Items mostly look alike: the first of them tell. */
const mostSeen = 50;
const seenShape = (items: readonly Item[]): Shape =>
  items.length === 0 ? unknownShape : items.slice(0, mostSeen).map(shapeOf).reduce(mergeShapes);

function everythingBefore(workflow: Workflow, nodeId: string): ReadonlySet<string> {
  const graph = graphOf(workflow);
  const before = new Set<string>();
  const visit = (id: string) => {
    for (const { from } of graph.incoming(id)) before.add(from);
  };
  visit(nodeId);
  for (const id of before) visit(id);
  return before;
}
