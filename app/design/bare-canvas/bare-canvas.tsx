'use client';
import '@xyflow/react/dist/style.css';
import { Controls, type Edge, type Node, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';

/** As its documentation shows it first: controlled, with the nodes and arrows it brings. */
export function BareCanvas({ nodes, edges }: { nodes: Node[]; edges: Edge[] }) {
  const [shown, , onNodesChange] = useNodesState(nodes);
  const [arrows, , onEdgesChange] = useEdgesState(edges);
  return (
    <div className="h-full w-full">
      <ReactFlow nodes={shown} edges={arrows} {...{ onNodesChange, onEdgesChange }} fitView minZoom={0.01}>
        <Controls />
      </ReactFlow>
    </div>
  );
}
