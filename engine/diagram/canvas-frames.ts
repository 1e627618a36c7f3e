import { withBody } from '../workflow/graph';
import type { Workflow, WorkflowNode } from '../workflow/schema';
import { bodyEnds } from './body-ends';
import type { CanvasEdge, CanvasFrame, CanvasNode } from './to-canvas';

const card = { width: 200, height: 72 };
const margin = { side: 24, top: 40, bottom: 24 };

/** A frame around the inside of each loop, and how its rounds begin and come back. */
export function toFrames(
  workflow: Pick<Workflow, 'nodes' | 'connections'>,
  cards: readonly Pick<CanvasNode, 'id' | 'position'>[],
): { frames: CanvasFrame[]; rounds: CanvasEdge[] } {
  const owners = new Set(workflow.nodes.flatMap(({ parentId }) => parentId ?? []));
  const loops = workflow.nodes.filter(({ id }) => owners.has(id));
  const positions = new Map(cards.map(({ id, position }) => [id, position]));
  const depth = (node: WorkflowNode): number => {
    const owner = workflow.nodes.find(({ id }) => id === node.parentId);
    return owner ? 1 + depth(owner) : 0;
  };
  return {
    frames: loops
      .toSorted((a, b) => depth(a) - depth(b))
      .map(loop => frameOf(loop, { workflow, positions, levels: levelsBelow(loop, workflow) })),
    rounds: loops.flatMap(({ id }) => roundsOf(id, workflow)),
  };
}

interface Framing {
  workflow: Pick<Workflow, 'nodes' | 'connections'>;
  positions: ReadonlyMap<string, CanvasNode['position']>;
  /** How many frames lie inside: each takes its margin. */
  levels: number;
}

function frameOf({ id, label }: WorkflowNode, { workflow, positions, levels }: Framing): CanvasFrame {
  const inside = withBody(workflow, id).flatMap(node => (node.id === id ? [] : (positions.get(node.id) ?? [])));
  const [left, top] = [Math.min(...inside.map(({ x }) => x)), Math.min(...inside.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...inside.map(({ x }) => x)), Math.max(...inside.map(({ y }) => y))];
  const [side, above, below] = [margin.side, margin.top, margin.bottom].map(each => each * levels) as [
    number,
    number,
    number,
  ];
  return {
    ...{ id, label },
    position: { x: left - side, y: top - above },
    width: right - left + card.width + 2 * side,
    height: bottom - top + card.height + above + below,
  };
}

function levelsBelow({ id }: WorkflowNode, workflow: Pick<Workflow, 'nodes'>): number {
  const inner = workflow.nodes.filter(({ parentId }) => parentId === id);
  const owning = inner.filter(node => workflow.nodes.some(({ parentId }) => parentId === node.id));
  return 1 + Math.max(0, ...owning.map(node => levelsBelow(node, workflow)));
}

function roundsOf(loopId: string, workflow: Pick<Workflow, 'nodes' | 'connections'>): CanvasEdge[] {
  const { first, last } = bodyEnds(workflow, loopId);
  const edge = (from: string, to: string, label: string): CanvasEdge => ({
    ...{ id: `round-${from}-${to}`, type: 'arrow', source: from, sourceHandle: 'next', target: to, targetHandle: 'in' },
    ...{ label, data: { mark: null, taken: false } },
  });
  return [...first.map(({ id }) => edge(loopId, id, 'each round')), ...last.map(({ id }) => edge(id, loopId, 'back'))];
}
