'use client';
import { Background, type Connection, type NodeChange, ReactFlow, useStore } from '@xyflow/react';
import { useTheme } from 'next-themes';
import { useMemo, useRef, useState } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { useWide } from '../../_shell/use-wide';
import { texts } from '../../_ui/texts';
import { ArrowLine } from './arrow-line';
import { createNodeDrawer, edgesOf, type StepNode } from './flow-elements';
import { PlusButtons } from './plus-buttons';
import { SmallMap } from './small-map';
import { startView } from './start-view';
import { type Distance, DistanceContext, StepCard } from './step-card';
import type { BoardState } from './use-board';
import type { Suggestions } from './use-suggestions';

const nodeTypes = { step: StepCard };
const edgeTypes = { arrow: ArrowLine };
const manyNodes = 150;
/** Below 0.4 the smallest letters on a card are under 5 px; below 0.15 the large ones are under 4 px. */
const distanceAt = (zoom: number): Distance => (zoom >= 0.4 ? 'near' : zoom >= 0.15 ? 'far' : 'map');

interface Props {
  board: BoardState;
  statuses: Readonly<Record<string, NodeStatus>>;
  suggestions: Suggestions;
  onOpen(id: string): void;
}

/** Cards and arrows under the hand: dragging, drawing arrows, choosing. */
export function BoardFlow({ board, statuses, suggestions, onOpen }: Props) {
  const { resolvedTheme } = useTheme();
  const wide = useWide();
  const [hovered, setHovered] = useState<{ node?: string; arrow?: string }>({});
  const [draw] = useState(createNodeDrawer);
  const { view, places, chosen, cursor, editor } = board;
  const nodes = useMemo(
    () => draw({ view, types: editor.types, places, statuses, chosen, cursor }),
    [draw, view, editor.types, places, statuses, chosen, cursor],
  );
  const edges = useMemo(
    () => edgesOf(view, { types: editor.types, chosenArrow: board.arrow }),
    [view, editor.types, board.arrow],
  );
  const hand = useHand(board);
  const distance = useStore(({ transform }) => distanceAt(transform[2]));
  return (
    <DistanceContext value={distance}>
      <ReactFlow<StepNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...hand}
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        onNodeMouseEnter={(_, node) => setHovered({ node: node.id })}
        onEdgeMouseEnter={(_, edge) => setHovered({ arrow: edge.id })}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        className={`canvas-${distance}`}
        // From far away most are in sight: drawn once, the picture is only moved. Near, few are.
        onlyRenderVisibleElements={nodes.length > manyNodes && distance === 'near'}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={['Meta', 'Control']}
        zoomOnDoubleClick={false}
        onInit={() => startView(board)}
        minZoom={0.01}
        aria-label={texts.workflow.canvas}
      >
        {nodes.length <= 400 && <Background gap={20} />}
        {board.map && wide && <SmallMap {...{ places, chosen }} theme={resolvedTheme} />}
        <PlusButtons board={board} hovered={hovered} suggestions={suggestions} />
      </ReactFlow>
    </DistanceContext>
  );
}

/** What React Flow tells of the hand, as edits. */
function useHand(board: BoardState) {
  const { setDragged, setChosen, setCursor, setArrow } = board;
  const from = useRef<{ node: string; port: string; into: boolean } | null>(null);
  return {
    onNodesChange(changes: NodeChange<StepNode>[]) {
      const chosen = changes.filter(change => change.type === 'select');
      if (chosen.length > 0)
        setChosen(before => {
          const next = new Set(before);
          for (const { id, selected } of chosen)
            if (selected) next.add(id);
            else next.delete(id);
          return next;
        });
      const moved = changes.filter(change => change.type === 'position' && change.dragging && change.position);
      if (moved.length > 0)
        setDragged(before => ({
          ...before,
          ...Object.fromEntries(moved.map(change => (change.type === 'position' ? [change.id, change.position!] : []))),
        }));
    },
    onNodeClick(_: unknown, { id }: StepNode) {
      setCursor(id);
      setArrow(null);
      board.root.current?.focus();
    },
    onNodeDragStart: (_: unknown, { id }: StepNode) => setCursor(id),
    onNodeDragStop(_: unknown, __: StepNode, nodes: StepNode[]) {
      const whole = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x), y: Math.round(y) });
      const positions = Object.fromEntries(nodes.map(({ id, position }) => [id, whole(position)]));
      board.edit([{ type: 'move-nodes', positions }]);
      setDragged({});
    },
    onEdgeClick(_: unknown, { id }: { id: string }) {
      setArrow(id);
      setChosen(new Set());
      setCursor(null);
      board.root.current?.focus();
    },
    onPaneClick() {
      board.point(null);
      board.root.current?.focus();
    },
    onConnectStart(_: unknown, start: { nodeId: string | null; handleId: string | null; handleType: string | null }) {
      const { nodeId, handleId, handleType } = start;
      from.current = nodeId ? { node: nodeId, port: handleId ?? 'next', into: handleType === 'target' } : null;
    },
    onConnect({ source, sourceHandle, target, targetHandle }: Connection) {
      from.current = null;
      const [port, input] = [sourceHandle ?? undefined, targetHandle ?? undefined];
      board.edit([{ type: 'connect', from: source, port, to: target, input }]);
    },
    onConnectEnd(event: MouseEvent | TouchEvent, state: { isValid: boolean | null; toNode: unknown }) {
      const start = from.current;
      from.current = null;
      if (!start || state.isValid || state.toNode) return;
      const touch = 'changedTouches' in event ? event.changedTouches[0]! : event;
      const { x, y } = board.flow.screenToFlowPosition({ x: touch.clientX, y: touch.clientY });
      const at = { x: Math.round(x - 100), y: Math.round(start.into ? y - 72 : y) };
      board.setSpot(
        start.into
          ? { kind: 'before', to: start.node, at }
          : { kind: 'dropped', from: start.node, port: start.port, at },
      );
    },
  };
}
