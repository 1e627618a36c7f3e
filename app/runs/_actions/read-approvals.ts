'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { showApprovals } from '../../_server/approvals';

const Input = z.object({ executionId: z.uuid() });

/** What a run asks, and what was answered. */
export async function readApprovals(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => asUser(tx => showApprovals(tx, Input.parse(input))));
}
