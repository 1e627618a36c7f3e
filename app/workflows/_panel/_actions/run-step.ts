'use server';
import { z } from 'zod';
import { act } from '../../../_server/act';
import { createRuns } from '../../../_server/runs';

const Input = z.object({
  workflowId: z.uuid(),
  nodeId: z.uuid(),
  part: z.enum(['only', 'until', 'from']),
  mode: z.enum(['verify', 'live']),
  /** The person has seen what a live run would do to others. */
  confirmed: z.boolean(),
});

/** A run that lasts longer is looked at on its own page. */
const waitMs = 15_000;

/** Runs a part of the workflow, or answers with what it would do to others and waits to be asked again. */
export async function runStep(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { workflowId, nodeId, part, mode, confirmed } = Input.parse(input);
    const runs = createRuns({ claims, asPerson: asUser, startedBy: 'person' });
    const request = { workflowId, [part]: nodeId };
    const effects = mode === 'live' && !confirmed ? await runs.rehearse(request) : [];
    if (effects.length > 0) return { run: null, effects };
    const executionId = await runs.start({ ...request, mode });
    const { execution } = await runs.wait(executionId, { timeoutMs: waitMs });
    const { status, error } = execution;
    return { run: { executionId, status, error: error?.message ?? null }, effects: [] };
  });
}
