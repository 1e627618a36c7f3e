'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { replayLast } from '../../_server/replay';

const Input = z.object({ workflowId: z.uuid(), count: z.int().min(1).max(20) });

/** The last inputs on the workflow as it is now, compared with what they came to. Nothing reaches anybody. */
export async function replayRuns(input: z.infer<typeof Input>) {
  return act(({ asUser, claims }) => replayLast(asUser, { ...Input.parse(input), personId: claims.sub }));
}
