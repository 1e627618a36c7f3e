import type { ElkNode } from 'elkjs/lib/elk-api';
import { inRunningOrder } from '../workflow/graph';
import type { NodeTypes } from '../workflow/node-types';
import type { Position, Workflow, WorkflowNode } from '../workflow/schema';
import { withRoundArrows } from './body-ends';
import { quickLayout } from './quick-layout';
import { inStableOrder } from './stable-order';

export interface LayoutOptions {
  direction?: 'down' | 'right';
  /** Size of a node card. */
  size?: { width: number; height: number };
  /** Puts every node anew, also those that have a position. */
  everything?: boolean;
  /** With them, branches stand in the order of their ports. */
  nodeTypes?: NodeTypes;
}

const cardSize = { width: 200, height: 72 };
const gap = 24;
/** From here on ELK would keep the server from everything else for a noticeable time. */
const mostForElk = 150;

/** Positions for the nodes that have none, by id; the others stay where they are. Their arrangement is what ELK makes of the whole. */
export async function layout(drawn: Workflow, options: LayoutOptions = {}): Promise<Record<string, Position>> {
  const workflow = withRoundArrows(drawn);
  const { size = cardSize, direction = 'down', everything = false, nodeTypes } = options;
  const fixed = everything ? [] : workflow.nodes.filter(({ position }) => position !== null);
  if (workflow.nodes.length === fixed.length) return {};
  const ideal = await idealPositions(workflow, { size, direction, nodeTypes });
  if (fixed.length === 0) return Object.fromEntries(ideal);
  return placeBeside(workflow, { ideal, size, direction });
}

type Drawn = Required<Pick<LayoutOptions, 'size' | 'direction'>> & Pick<LayoutOptions, 'nodeTypes'>;

async function idealPositions(workflow: Workflow, drawn: Drawn): Promise<Map<string, Position>> {
  if (workflow.nodes.length > mostForElk && drawn.direction === 'down')
    return new Map(Object.entries(quickLayout(workflow, drawn.nodeTypes)));
  // Loaded when first needed: it is 1.6 MB, and most pages draw nothing.
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const laidOut = await new Elk().layout(toElk(workflow, drawn));
  return new Map((laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

/** Nodes and arrows in one order, so that equal workflows are laid out alike whatever the order of their rows. */
function toElk(workflow: Workflow, { size, direction, nodeTypes }: Drawn): ElkNode {
  const { nodes, connections } = inStableOrder(workflow, nodeTypes);
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    id: 'workflow',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
      'elk.spacing.nodeNode': '40',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    },
    children: nodes.map(({ id }) => ({ id, ...size })),
    edges: connections
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
}

interface Placing extends Drawn {
  ideal: ReadonlyMap<string, Position>;
}

/** Each new node stands to its nearest placed neighbour as it would in the ideal drawing, moved on where it is taken. */
function placeBeside(workflow: Workflow, { ideal, size, direction }: Placing): Record<string, Position> {
  const placed = new Map(workflow.nodes.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])));
  const found: Record<string, Position> = {};
  for (const node of inRunningOrder(workflow)) {
    if (placed.has(node.id)) continue;
    const anchor = anchorOf(node, workflow, placed);
    const [from, to] = [ideal.get(anchor)!, ideal.get(node.id)!];
    const at = placed.get(anchor)!;
    const wanted = { x: at.x + to.x - from.x, y: at.y + to.y - from.y };
    const position = firstFree(wanted, { taken: [...placed.values()], size, direction });
    placed.set(node.id, position);
    found[node.id] = position;
  }
  return found;
}

function anchorOf(node: WorkflowNode, { connections }: Workflow, placed: ReadonlyMap<string, Position>): string {
  const before = connections.find(({ from, to }) => to === node.id && placed.has(from))?.from;
  const after = connections.find(({ from, to }) => from === node.id && placed.has(to))?.to;
  return before ?? after ?? placed.keys().next().value!;
}

/** Moves across the direction of the flow until the card covers no other. */
function firstFree(wanted: Position, { taken, size, direction }: Drawn & { taken: readonly Position[] }): Position {
  const covers = (a: Position, b: Position) =>
    Math.abs(a.x - b.x) < size.width + gap && Math.abs(a.y - b.y) < size.height + gap;
  let position = wanted;
  for (
    let other = taken.find(each => covers(position, each));
    other;
    other = taken.find(each => covers(position, each))
  )
    position =
      direction === 'down'
        ? { x: other.x + size.width + gap, y: position.y }
        : { x: position.x, y: other.y + size.height + gap };
  return position;
}
