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
    () =>
      canvas.nodes.map(node => ({
        ...node,
        data: { ...node.data, ports: portsInOrder(canvas, node), status: statuses[node.data.key] ?? null },
      })),
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

/** Ways out from left to right as their arrows lead, so that arrows do not cross at the card. */
function portsInOrder({ nodes, edges }: Canvas, { id, data }: Canvas['nodes'][number]): string[] {
  const places = new Map(nodes.map(node => [node.id, node.position.x]));
  const placeOf = (port: string) =>
    places.get(edges.find(edge => edge.source === id && edge.sourceHandle === port)?.target ?? '') ?? Infinity;
  return data.ports.toSorted((a, b) => placeOf(a) - placeOf(b) || 0); // two that lead nowhere: Infinity - Infinity is not a number
}

const toEdge = ({ label, ...edge }: Canvas['edges'][number]): Edge => ({
  ...edge,
  targetHandle: 'in', // a step has one way in so far, whatever its arrows call it
  type: 'smoothstep',
  label: label ?? undefined,
  ariaLabel: label ?? undefined,
});
