import { changeWorkflow } from '@/database/change-workflow';
import { asUser, type Claims, type Database } from '@/database/connection';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change, NewNode } from '@/engine/workflow/change';

interface Row {
  claims: Claims;
  name: string;
  nodes: readonly NewNode[];
}

/** A workflow of nodes in a row, saved as version 1; its ids. Only for what the measurements bring along themselves. */
export async function buildRow(db: Database, { claims, name, nodes }: Row) {
  const changes: Change[] = [
    ...nodes.map(node => ({ type: 'add-node' as const, node })),
    ...nodes.slice(1).map((node, index) => ({ type: 'connect' as const, from: nodes[index]!.key!, to: node.key! })),
  ];
  return asUser(db, claims, async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name });
    const saved = await changeWorkflow(tx, { workflowId, baseVersion: 0, changes, author: 'user', nodeTypes });
    if (saved.skipped.length > 0)
      throw new Error(`A workflow of our own was refused: ${JSON.stringify(saved.skipped)}`);
    return { workflowId, triggerNodeId: saved.workflow.nodes[0]!.id };
  });
}
