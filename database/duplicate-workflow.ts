import { changesBetween } from '@/engine/workflow/invert';
import type { Workflow } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import { type Author, saveVersion } from './versions';
import { createWorkflow, readDraft } from './workflows';

interface Original {
  workflowId: string;
  author: Author;
}

/** A workflow of one's own with the same steps: switched off, and with new ids and addresses. */
export async function duplicateWorkflow(tx: Transaction, { workflowId, author }: Original): Promise<{ id: string }> {
  const { workflow } = await readDraft(tx, { workflowId });
  const name = `${workflow.name.slice(0, 113)} (copy)`;
  const { id } = await createWorkflow(tx, { name });
  const copy = withNewIds({ ...workflow, name });
  const draft = await readDraft(tx, { workflowId: id, lock: true });
  await saveVersion(tx, draft, {
    workflow: copy,
    changes: changesBetween(draft.workflow, copy),
    author,
    summary: `Copied from "${workflow.name}".`,
  });
  return { id };
}

function withNewIds(workflow: Workflow): Workflow {
  const ids = new Map(workflow.nodes.map(({ id }) => [id, crypto.randomUUID() as string]));
  const fresh = (id: string) => ids.get(id)!;
  return {
    ...workflow,
    nodes: workflow.nodes.map(node => ({
      ...node,
      id: fresh(node.id),
      parentId: node.parentId && fresh(node.parentId),
    })),
    connections: workflow.connections.map(arrow => ({
      ...arrow,
      id: crypto.randomUUID(),
      from: fresh(arrow.from),
      to: fresh(arrow.to),
    })),
  };
}
