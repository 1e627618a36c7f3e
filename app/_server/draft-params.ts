import { asService } from '@/database/connection';
import type { Hook } from '@/database/triggers';
import { readVersion } from '@/database/versions';
import { AppError } from '@/engine/errors';
import { withCredential } from './activation-facts';
import { runtime } from './runtime';
import { blockingIssues } from './start-execution';

/** The settings of a trigger in the draft, for its test address; the draft must be able to run. */
export async function draftParams({
  workflowId,
  draftVersion,
  nodeId,
}: Pick<Hook, 'workflowId' | 'draftVersion' | 'nodeId'>): Promise<Record<string, unknown>> {
  const { workflow } = await asService(runtime().db, tx => readVersion(tx, { workflowId, version: draftVersion }));
  const node = workflow.nodes.find(({ id }) => id === nodeId);
  if (!node) throw new AppError('hook.not_found', {});
  const [blocking] = blockingIssues(workflow, nodeId, 'verify');
  if (blocking) throw new AppError('workflow.not_runnable', { reason: blocking.message });
  return withCredential(node);
}
