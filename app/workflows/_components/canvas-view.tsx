'use client';
import '@xyflow/react/dist/style.css';
import { Background, Controls, type Edge, type Node, ReactFlow } from '@xyflow/react';
import { useTheme } from 'next-themes';
import { useMemo } from 'react';
import type { Canvas, StepData } from '@/engine/diagram/to-canvas';
import type { NodeStatus } from '@/engine/run/node-execution';
import { texts } from '../../_ui/texts';
import { StepNode } from './step-node';

const nodeTypes = { step: StepNode };

interface Props {
  canvas: Canvas;
  statuses: Readonly<Record<string, NodeStatus>>;
  onStep(key: string): void;
}

/** The workflow as cards and arrows: to look at, move about in and choose from. */
export function CanvasView({ canvas, statuses, onStep }: Props) {
  const { resolvedTheme } = useTheme();
  const nodes = useMemo(
    () => canvas.nodes.map(node => ({ ...node, data: { ...node.data, status: statuses[node.data.key] ?? null } })),
    [canvas, statuses],
  );
  const edges = useMemo(() => canvas.edges.map(toEdge), [canvas]);
  return (
    <div className="canvas h-full min-h-[320px] w-full">
      <ReactFlow
        nodes={nodes as unknown as Node<StepData, 'step'>[]}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodeClick={(_, node) => onStep(node.data.key)}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
        minZoom={0.1}
        aria-label={texts.workflow.canvas}
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

const toEdge = ({ label, ...edge }: Canvas['edges'][number]): Edge => ({
  ...edge,
  targetHandle: 'in', // a step has one way in so far, whatever its arrows call it
  type: 'smoothstep',
  label: label ?? undefined,
  ariaLabel: label ?? undefined,
});
