import type { NodeTypes } from '@/engine/workflow/node-types';
import { fromPortable, type PortableWorkflow } from '@/engine/workflow/portable';
import { type ChangeReply, changeWorkflow } from './change-workflow';
import type { Transaction } from './connection';
import { createWorkflow } from './workflows';

/** A workflow of one's own from a file: a draft, switched off, in one version. */
export async function importWorkflow(
  tx: Transaction,
  { document, nodeTypes }: { document: PortableWorkflow; nodeTypes: NodeTypes },
): Promise<ChangeReply & { id: string }> {
  const { id } = await createWorkflow(tx, { name: document.name });
  const changes = fromPortable(document);
  const reply = await changeWorkflow(tx, { workflowId: id, baseVersion: 0, changes, author: 'import', nodeTypes });
  // Its name is given already: that it says so is nothing to tell.
  return { ...reply, id, skipped: reply.skipped.filter(({ code }) => code !== 'change.nothing') };
}
