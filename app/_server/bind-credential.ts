import { changeWorkflow } from '@/database/change-workflow';
import type { Transaction } from '@/database/connection';
import { listCredentials } from '@/database/credentials';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change } from '@/engine/workflow/change';
import type { Workflow } from '@/engine/workflow/schema';

interface Binding {
  workflowId: string;
  nodeId: string;
  credentialId: string;
}

/** Gives a step its key, and the same to the other steps that lack one of its kind. Says which steps those were. */
export async function bindCredential(tx: Transaction, { workflowId, nodeId, credentialId }: Binding) {
  const { workflow, version } = await readDraft(tx, { workflowId, lock: true });
  const credential = (await listCredentials(tx)).find(({ id }) => id === credentialId);
  if (!credential) throw new AppError('credential.not_found', {});
  const takers = takersOf(workflow, { nodeId, integration: credential.integration });
  const changes = takers.map(({ id }): Change => ({ type: 'update-node', node: id, options: { credentialId } }));
  await changeWorkflow(tx, { workflowId, baseVersion: version, changes, author: 'user', nodeTypes });
  return { steps: takers.map(({ label }) => label), credential: credential.name };
}

function takersOf(workflow: Workflow, { nodeId, integration }: { nodeId: string; integration: string }) {
  return workflow.nodes.filter(({ id, type, params, options }) => {
    if (id === nodeId) return true;
    const need = nodeTypes[type]?.credential?.(params);
    return need?.required && options.credentialId === undefined && need.integrations.includes(integration);
  });
}
