'use server';
import { z } from 'zod';
import { readExecution } from '@/database/executions';
import { act } from '../../_server/act';
import { createRuns } from '../../_server/runs';

const Input = z.object({ executionId: z.uuid() });

/** The same input against the workflow as it is now, as a test: nothing reaches other people. */
export async function runAgain(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { executionId } = Input.parse(input);
    const { execution } = await asUser(tx => readExecution(tx, { executionId }));
    const { workflowId, triggerNodeId, triggerItems } = execution;
    const runs = createRuns({ claims, asPerson: asUser, startedBy: 'person' });
    return { executionId: await runs.start({ workflowId, triggerNodeId, items: triggerItems, mode: 'verify' }) };
  });
}
