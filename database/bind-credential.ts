import { AppError } from '@/engine/errors';
import type { Change } from '@/engine/workflow/change';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Workflow } from '@/engine/workflow/schema';
import { changeWorkflow } from './change-workflow';
import type { Transaction } from './connection';
import { listCredentials } from './credentials';
import { readDraft } from './workflows';

interface Binding {
  workflowId: string;
  nodeId: string;
  credentialId: string;
  nodeTypes: NodeTypes;
  /** Who says so: on a card it is the person. */
  author?: 'user' | 'assistant';
}

/** Gives a step its key, and the same to the other steps that lack one of its kind. Says which steps those were. */
export async function bindCredential(tx: Transaction, binding: Binding) {
  const { workflowId, nodeId, credentialId, nodeTypes, author = 'user' } = binding;
  const { workflow, version } = await readDraft(tx, { workflowId, lock: true });
  const credential = (await listCredentials(tx)).find(({ id }) => id === credentialId);
  if (!credential) throw new AppError('credential.not_found', {});
  const takers = takersOf(workflow, { nodeId, integration: credential.integration, nodeTypes });
  const changes = takers.map(({ id }): Change => ({ type: 'update-node', node: id, options: { credentialId } }));
  const saved = await changeWorkflow(tx, { workflowId, baseVersion: version, changes, author, nodeTypes });
  return { steps: takers.map(({ label }) => label), credential: credential.name, version: saved.version };
}

interface Takers {
  nodeId: string;
  integration: string;
  nodeTypes: NodeTypes;
}

function takersOf(workflow: Workflow, { nodeId, integration, nodeTypes }: Takers) {
  return workflow.nodes.filter(({ id, type, params, options }) => {
    if (id === nodeId) return true;
    const need = nodeTypes[type]?.credential?.(params);
    return need?.required && options.credentialId === undefined && need.integrations.includes(integration);
  });
}
