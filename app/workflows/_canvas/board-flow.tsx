'use client';
import { Background, ReactFlow, useStore } from '@xyflow/react';
import { useTheme } from 'next-themes';
import { useMemo, useState } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { useWide } from '../../_shell/use-wide';
import { texts } from '../../_ui/texts';
import { ArrowLine } from './arrow-line';
import { createNodeDrawer, edgesOf, type StepNode } from './flow-elements';
import { createHovering } from './hovering';
import { LoopFrames } from './loop-frames';
import { PlusButtons } from './plus-buttons';
import { SmallMap } from './small-map';
import { startView } from './start-view';
import { type Distance, DistanceContext, StepCard } from './step-card';
import type { BoardState } from './use-board';
import { useHand } from './use-hand';
import type { Suggestions } from './use-suggestions';

const nodeTypes = { step: StepCard };
const edgeTypes = { arrow: ArrowLine };
const severalKeys = ['Meta', 'Control'];
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
  const [hovering] = useState(createHovering);
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
  const hand = useHand({ board, hovering, onOpen });
  const distance = useStore(({ transform }) => distanceAt(transform[2]));
  return (
    <DistanceContext value={distance}>
      <ReactFlow<StepNode>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...hand}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        className={`canvas-${distance}`}
        // From far away most are in sight: drawn once, the picture is only moved. Near, few are.
        onlyRenderVisibleElements={nodes.length > manyNodes && distance === 'near'}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={severalKeys}
        zoomOnDoubleClick={false}
        onInit={() => startView(board)}
        minZoom={0.01}
        aria-label={texts.workflow.canvas}
      >
        {nodes.length <= 400 && <Background gap={20} />}
        {board.map && wide && <SmallMap {...{ places, chosen }} theme={resolvedTheme} />}
        <LoopFrames workflow={view.screen} places={places} />
        <PlusButtons board={board} hovering={hovering} suggestions={suggestions} />
      </ReactFlow>
    </DistanceContext>
  );
}
