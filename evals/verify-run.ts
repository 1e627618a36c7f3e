import { runtime } from '@/app/_server/runtime';
import { asUser, type Claims } from '@/database/connection';
import { readExecution } from '@/database/executions';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';

/** Rehearses every example of a workflow: succeeded only when all of them are. */
export async function verifyRun(claims: Claims, workflowId: string) {
  const parley = runtime();
  const { db } = parley;
  const { workflow } = await asUser(db, claims, tx => readDraft(tx, { workflowId }));
  const trigger = workflow.nodes.find(node => nodeTypes[node.type]?.kind === 'trigger');
  if (trigger === undefined) return { status: 'not_started', sentence: 'Nothing starts it.' };
  for (const { items } of exampleInputs(workflow, nodeTypes, { triggerNodeId: trigger.id })) {
    try {
      const executionId = await parley.startExecution({
        claims,
        workflowId,
        triggerNodeId: trigger.id,
        items,
        mode: 'verify',
        startedBy: 'cli',
      });
      await parley.waitForExecution(executionId, { timeoutMs: 30_000 });
      const { execution } = await asUser(db, claims, tx => readExecution(tx, { executionId }));
      if (execution.status !== 'succeeded')
        return { status: execution.status, sentence: execution.error?.message ?? '' };
    } catch (error) {
      const failure = AppError.from(error);
      if (failure.code === 'unexpected') throw error;
      return { status: 'not_started', sentence: failure.userMessage };
    }
  }
  return { status: 'succeeded', sentence: '' };
}
