import { type Edge, type Node, Position } from '@xyflow/react';
import type { NodeStatus } from '@/engine/run/node-execution';
import type { NodeTypes } from '@/engine/workflow/node-types';
import { portsOf } from '@/engine/workflow/ports';
import type { Position as Place, WorkflowNode } from '@/engine/workflow/schema';
import type { EditorView } from './core/editor';
import { cardSize, type StepCardData } from './step-card';

export type StepNode = Node<StepCardData, 'step'>;

export interface Drawing {
  view: EditorView;
  types: NodeTypes;
  places: Readonly<Record<string, Place>>;
  statuses: Readonly<Record<string, NodeStatus>>;
  chosen: ReadonlySet<string>;
  cursor: string | null;
}

/** Draws what is new or different; a card that stayed the same keeps its object, so React leaves it alone. */
export function createNodeDrawer() {
  let last = new Map<string, { sign: string; node: StepNode }>();
  return (drawing: Drawing): StepNode[] => {
    const next = new Map<string, { sign: string; node: StepNode }>();
    const nodes = drawing.view.screen.nodes.map(node => {
      const drawn = toNode(node, drawing);
      const { data, position, selected } = drawn;
      const sign = JSON.stringify([data, position, selected]);
      const known = last.get(node.id);
      const kept = known?.sign === sign ? known : { sign, node: drawn };
      next.set(node.id, kept);
      return kept.node;
    });
    last = next;
    return nodes;
  };
}

function toNode(node: WorkflowNode, { view, types, places, statuses, chosen, cursor }: Drawing): StepNode {
  const { id, key, label, type, options } = node;
  const facts = view.saved.facts[id];
  const ports = portsOf(node, types) ?? facts?.ports ?? [];
  const definition = types[type];
  const hasInput = definition?.kind !== 'trigger';
  return {
    id,
    type: 'step',
    position: places[id] ?? { x: 0, y: 0 },
    ...cardSize,
    selected: chosen.has(id),
    handles: handlesOf(ports, hasInput),
    data: {
      ...{ label, ports, hasInput, cursor: cursor === id, kind: definition?.kind ?? 'action' },
      detail: facts?.detail ?? '',
      icon: definition?.icon ?? 'box',
      status: statuses[key] ?? null,
      issues: facts?.issues ?? [],
      disabled: options.disabled ?? false,
      locked: options.locked ?? false,
    },
  };
}

const dot = 8;

/** Where arrows begin and end, said beforehand: nothing has to be measured. */
function handlesOf(ports: readonly string[], hasInput: boolean): NonNullable<StepNode['handles']> {
  const at = (x: number, y: number) => ({ x: x - dot / 2, y: y - dot / 2, width: dot, height: dot });
  const out = ports.map((id, index) => ({
    ...{ id, type: 'source' as const, position: Position.Bottom },
    ...at((cardSize.width * (index + 1)) / (ports.length + 1), cardSize.height),
  }));
  const into = { id: 'in', type: 'target' as const, position: Position.Top, ...at(cardSize.width / 2, 0) };
  return hasInput ? [into, ...out] : out;
}

export function edgesOf({ screen }: EditorView, chosenArrow: string | null): Edge[] {
  return screen.connections.map(({ id, from, port, to }) => ({
    ...{ id, source: from, sourceHandle: port, target: to, targetHandle: 'in', type: 'smoothstep' },
    selected: id === chosenArrow,
    label: port === 'next' ? undefined : port,
  }));
}
