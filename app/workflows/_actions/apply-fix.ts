'use server';
import { z } from 'zod';
import { changeWorkflow } from '@/database/change-workflow';
import { readExecution } from '@/database/executions';
import { readActiveVersion } from '@/database/triggers';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { act } from '../../_server/act';
import { createRuns } from '../../_server/runs';

const Input = z.object({ executionId: z.uuid() });

/** Applies the fix that explaining this run gives: found and proven again here, never taken from the browser. */
export async function applyFix(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { executionId } = Input.parse(input);
    const { execution } = await asUser(tx => readExecution(tx, { executionId }));
    const { fix } = await createRuns({ claims, asPerson: asUser }).explain(executionId);
    if (!fix) throw new AppError('request.invalid', { field: 'fix', reason: 'there is none for this run any more' });
    const { workflowId, version: baseVersion } = execution;
    return asUser(async tx => {
      const change = { workflowId, baseVersion, changes: fix.changes, author: 'assistant' as const, nodeTypes };
      const { version } = await changeWorkflow(tx, change);
      return { version, activeVersion: await readActiveVersion(tx, { workflowId }) };
    });
  });
}
