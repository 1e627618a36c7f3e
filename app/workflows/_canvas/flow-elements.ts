import { type Edge, type Node, Position } from '@xyflow/react';
import type { NodeStatus } from '@/engine/run/node-execution';
import type { NodeTypes } from '@/engine/workflow/node-types';
import { assignInputs, portsOf } from '@/engine/workflow/ports';
import type { Connection, Position as Place, WorkflowNode } from '@/engine/workflow/schema';
import { cardAttributes, cardLook, cardSize } from './card-look';
import type { EditorView } from './core/editor';
import type { StepCardData } from './step-card';

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
  const inputs = definition?.kind === 'trigger' ? [] : (definition?.inputs?.(node.params) ?? facts?.inputs ?? ['in']);
  const data: StepCardData = {
    ...{ label, ports, inputs, cursor: cursor === id, kind: definition?.kind ?? 'action' },
    detail: facts?.detail ?? '',
    icon: definition?.icon ?? 'box',
    status: statuses[key] ?? null,
    issues: facts?.issues ?? [],
    disabled: options.disabled ?? false,
    locked: options.locked ?? false,
  };
  const selected = chosen.has(id);
  return {
    ...{ id, type: 'step', position: places[id] ?? { x: 0, y: 0 }, selected, data },
    ...cardSize,
    measured: cardSize, // also of those that were never drawn: what is out of sight counts when all is shown
    handles: handlesOf(ports, inputs),
    className: cardLook(data, selected),
    domAttributes: cardAttributes(data),
  };
}

const dot = 8;

/** Where arrows begin and end, said beforehand: nothing has to be measured. */
function handlesOf(ports: readonly string[], inputs: readonly string[]): NonNullable<StepNode['handles']> {
  const at = (index: number, all: readonly string[], y: number) => ({
    ...{ id: all[index]!, width: dot, height: dot, y: y - dot / 2 },
    x: (cardSize.width * (index + 1)) / (all.length + 1) - dot / 2,
  });
  return [
    ...inputs.map((_, index) => ({ ...at(index, inputs, 0), type: 'target' as const, position: Position.Top })),
    ...ports.map((_, index) => ({
      ...at(index, ports, cardSize.height),
      ...{ type: 'source' as const, position: Position.Bottom },
    })),
  ];
}

/** Each way in of a step that has several takes its own arrow; of one that has one, all. */
export function edgesOf(
  { screen, saved }: EditorView,
  { types, chosenArrow }: { types: NodeTypes; chosenArrow: string | null },
): Edge[] {
  const inputs = new Map(
    screen.nodes.map(({ id, type, params }) => [id, types[type]?.inputs?.(params) ?? saved.facts[id]?.inputs ?? []]),
  );
  const taken = new Map<Connection, string>();
  for (const [to, arrows] of Map.groupBy(screen.connections, ({ to }) => to))
    for (const [arrow, input] of assignInputs(arrows, inputs.get(to) ?? [])) taken.set(arrow, input);
  return screen.connections.map(arrow => ({
    ...{ id: arrow.id, source: arrow.from, sourceHandle: arrow.port, target: arrow.to, type: 'arrow' },
    targetHandle: taken.get(arrow) ?? arrow.input,
    selected: arrow.id === chosenArrow,
  }));
}
