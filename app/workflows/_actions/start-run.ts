'use server';
import { z } from 'zod';
import { Item } from '@/engine/workflow/schema';
import { act } from '../../_server/act';
import { createRuns } from '../../_server/runs';

const Input = z.object({
  workflowId: z.uuid(),
  triggerNodeId: z.uuid(),
  items: z.array(Item).min(1).max(1000),
  mode: z.enum(['verify', 'live']),
  /** The person has seen what a live run would do to others. */
  confirmed: z.boolean(),
});

/** Starts a run, or answers with what it would do to others and waits to be asked again. */
export async function startRun(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { confirmed, ...request } = Input.parse(input);
    const runs = createRuns({ claims, asPerson: asUser, startedBy: 'person' });
    const effects = request.mode === 'live' && !confirmed ? await runs.rehearse(request) : [];
    if (effects.length > 0) return { executionId: null, effects };
    return { executionId: await runs.start(request), effects: [] };
  });
}
