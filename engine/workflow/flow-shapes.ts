import { graphOf, inRunningOrder } from './graph';
import type { NodeTypes } from './node-types';
import { errorPort, findNodeType, paramsForReading, portsOf } from './ports';
import type { Workflow, WorkflowNode } from './schema';
import { mergeShapes, type Shape, shapeOf, unknownShape } from './shape';

export interface NodeShapes {
  /** What one item looks like that arrives. */
  input: Shape;
  /** Of a loop: what one item looks like that a round begins with. */
  round?: Shape;
  /** What one item looks like that leaves, by port. */
  outputs: Readonly<Record<string, Shape>>;
}

/** Carries what is known of items from the triggers along the connections; by node id. */
export function flowShapes(workflow: Workflow, nodeTypes: NodeTypes): ReadonlyMap<string, NodeShapes> {
  const graph = graphOf(workflow);
  const shapes = new Map<string, NodeShapes>();
  const levels = Map.groupBy(inRunningOrder(workflow), ({ parentId }) => parentId);
  const visit = (node: WorkflowNode, entry: Shape) => {
    const arriving = graph.incoming(node.id).map(({ from, port }) => outputAt(shapes.get(from), port));
    const input = arriving.length > 0 ? arriving.reduce(mergeShapes) : entry;
    const body = levels.get(node.id);
    if (!body || shapes.has(node.id)) {
      shapes.set(node.id, { input, outputs: outputsOf(node, input, nodeTypes) });
      return;
    }
    const round = roundOf(node, input, nodeTypes);
    shapes.set(node.id, { input, round, outputs: {} });
    for (const inner of body) visit(inner, round);
    const last = body.filter(({ id }) => graph.outgoing(id).length === 0).map(({ id }) => anyOutput(shapes.get(id)!));
    const next = last.length > 0 ? last.reduce(mergeShapes) : unknownShape;
    shapes.set(node.id, { input, round, outputs: withFailed(node, { own: { next }, input }) });
  };
  for (const node of levels.get(null) ?? []) visit(node, unknownShape);
  for (const node of workflow.nodes) if (!shapes.has(node.id)) visit(node, unknownShape); // its loop is gone
  return shapes;
}

/** What the inside of a loop begins with; unknown where a step that is no loop owns others. */
function roundOf(node: WorkflowNode, input: Shape, nodeTypes: NodeTypes): Shape {
  const nodeType = findNodeType(nodeTypes, node.type);
  try {
    return nodeType?.roundShape?.(paramsForReading(node, nodeType), input) ?? unknownShape;
  } catch {
    return unknownShape;
  }
}

const outputAt = (shapes: NodeShapes | undefined, port: string): Shape =>
  shapes && Object.hasOwn(shapes.outputs, port) ? shapes.outputs[port]! : unknownShape;

/** What leaves a node by any of its ports, as `nodes.<key>.item` sees it. */
export function anyOutput({ outputs }: NodeShapes): Shape {
  const shapes = Object.entries(outputs).filter(([port]) => port !== errorPort);
  return shapes.length > 0 ? shapes.map(([, shape]) => shape).reduce(mergeShapes) : unknownShape;
}

function outputsOf(node: WorkflowNode, input: Shape, nodeTypes: NodeTypes): Record<string, Shape> {
  // A disabled node passes its items on, whichever way they go.
  if (node.options.disabled) return Object.fromEntries((portsOf(node, nodeTypes) ?? []).map(port => [port, input]));
  const { pinned } = node.options;
  const own = pinned?.length
    ? { next: pinned.map(shapeOf).reduce(mergeShapes) }
    : declaredOutputs(node, input, nodeTypes);
  return withFailed(node, { own, input });
}

/** With what failed, where the step passes that on. */
function withFailed(
  { options: { onError } }: WorkflowNode,
  { own, input }: { own: Record<string, Shape>; input: Shape },
): Record<string, Shape> {
  if (onError === 'route') return { ...own, [errorPort]: withErrorField(input) };
  if (onError !== 'continue') return own;
  return Object.fromEntries(
    Object.entries(own).map(([port, shape]) => [port, mergeShapes(shape, withErrorField(input))]),
  );
}

const withErrorField = (input: Shape): Shape =>
  input.kind === 'object' ? { ...input, fields: { ...input.fields, error: unknownShape } } : unknownShape;

function declaredOutputs(node: WorkflowNode, input: Shape, nodeTypes: NodeTypes): Record<string, Shape> {
  const nodeType = findNodeType(nodeTypes, node.type);
  if (!nodeType) return {};
  try {
    return { ...nodeType.outputShapes(paramsForReading(node, nodeType), input) };
  } catch {
    return {}; // a half-written draft: nothing is known of what it gives
  }
}
