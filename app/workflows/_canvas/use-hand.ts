'use client';
import type { Connection, NodeChange } from '@xyflow/react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Position } from '@/engine/workflow/schema';
import type { StepNode } from './flow-elements';
import type { Hovering } from './hovering';
import type { BoardState } from './use-board';

interface Parts {
  board: BoardState;
  hovering: Hovering;
  onOpen(id: string): void;
}

/**
 * What React Flow tells of the hand, as edits. The handlers stay the same functions for good: React Flow gives them to
 * each card, and with new ones it would draw every card anew.
 */
export function useHand(parts: Parts) {
  const latest = useRef(parts);
  useLayoutEffect(() => {
    latest.current = parts;
  });
  const [hand] = useState(() => createHand(() => latest.current));
  return hand;
}

type Now = () => Parts;

const createHand = (now: Now) => ({ ...pointing(now), ...moving(now), ...connecting(now) });

function pointing(now: Now) {
  const focus = () => now().board.root.current?.focus();
  return {
    onNodeMouseEnter: (_: unknown, { id }: StepNode) => now().hovering.set({ node: id }),
    onEdgeMouseEnter: (_: unknown, { id }: { id: string }) => now().hovering.set({ arrow: id }),
    onNodeDoubleClick: (_: unknown, { id }: StepNode) => now().onOpen(id),
    onNodeClick(_: unknown, { id }: StepNode) {
      const { board } = now();
      board.setCursor(id);
      board.setArrow(null);
      focus();
    },
    onEdgeClick(_: unknown, { id }: { id: string }) {
      const { board } = now();
      board.setArrow(id);
      board.setChosen(new Set());
      board.setCursor(null);
      focus();
    },
    onPaneClick() {
      now().board.point(null);
      focus();
    },
  };
}

function moving(now: Now) {
  return {
    onNodesChange(changes: NodeChange<StepNode>[]) {
      const { setChosen, setDragged } = now().board;
      const chosen = changes.filter(change => change.type === 'select');
      if (chosen.length > 0)
        setChosen(before => {
          const next = new Set(before);
          for (const { id, selected } of chosen)
            if (selected) next.add(id);
            else next.delete(id);
          return next;
        });
      const moved = changes.flatMap(change =>
        change.type === 'position' && change.dragging && change.position ? [[change.id, change.position] as const] : [],
      );
      if (moved.length > 0) setDragged(before => ({ ...before, ...Object.fromEntries(moved) }));
    },
    onNodeDragStart: (_: unknown, { id }: StepNode) => now().board.setCursor(id),
    onNodeDragStop(_: unknown, __: StepNode, nodes: StepNode[]) {
      const { board } = now();
      const positions = Object.fromEntries(nodes.map(({ id, position }) => [id, whole(position)]));
      board.edit([{ type: 'move-nodes', positions }]);
      board.setDragged({});
    },
  };
}

const whole = ({ x, y }: Position): Position => ({ x: Math.round(x), y: Math.round(y) });

interface Held {
  nodeId: string | null;
  handleId: string | null;
  handleType: string | null;
}

function connecting(now: Now) {
  let held: Held | null = null;
  return {
    onConnectStart(_: unknown, start: Held) {
      held = start.nodeId ? start : null;
    },
    onConnect({ source, sourceHandle, target, targetHandle }: Connection) {
      held = null;
      const [port, input] = [sourceHandle ?? undefined, targetHandle ?? undefined];
      now().board.edit([{ type: 'connect', from: source, port, to: target, input }]);
    },
    /** Let go over empty space: a step is asked for, there. */
    onConnectEnd(event: MouseEvent | TouchEvent, state: { isValid: boolean | null; toNode: unknown }) {
      const start = held;
      held = null;
      if (!start?.nodeId || state.isValid || state.toNode) return;
      const { board } = now();
      const touch = 'changedTouches' in event ? event.changedTouches[0]! : event;
      const { x, y } = board.flow.screenToFlowPosition({ x: touch.clientX, y: touch.clientY });
      const into = start.handleType === 'target';
      const at = whole({ x: x - 100, y: into ? y - 72 : y });
      board.setSpot(
        into
          ? { kind: 'before', to: start.nodeId, at }
          : { kind: 'dropped', from: start.nodeId, port: start.handleId ?? 'next', at },
      );
    },
  };
}
