import { graphOf, inRunningOrder } from './graph';
import type { NodeTypes } from './node-types';
import { errorPort, findNodeType, paramsForReading, portsOf } from './ports';
import type { Workflow, WorkflowNode } from './schema';
import { mergeShapes, type Shape, shapeOf, unknownShape } from './shape';

export interface NodeShapes {
  /** What one item looks like that arrives. */
  input: Shape;
  /** What one item looks like that leaves, by port. */
  outputs: Readonly<Record<string, Shape>>;
}

/** Carries what is known of items from the triggers along the connections; by node id. */
export function flowShapes(workflow: Workflow, nodeTypes: NodeTypes): ReadonlyMap<string, NodeShapes> {
  const graph = graphOf(workflow);
  const shapes = new Map<string, NodeShapes>();
  for (const node of inRunningOrder(workflow)) {
    const arriving = graph.incoming(node.id).map(({ from, port }) => outputAt(shapes.get(from), port));
    const input = arriving.length > 0 ? arriving.reduce(mergeShapes) : unknownShape;
    shapes.set(node.id, { input, outputs: outputsOf(node, input, nodeTypes) });
  }
  return shapes;
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
  const { pinned, onError } = node.options;
  const own = pinned?.length
    ? { next: pinned.map(shapeOf).reduce(mergeShapes) }
    : declaredOutputs(node, input, nodeTypes);
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
