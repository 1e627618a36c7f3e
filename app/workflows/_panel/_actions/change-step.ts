'use server';
import { z } from 'zod';
import { Change } from '@/engine/workflow/change';
import { act } from '../../../_server/act';
import { saveCanvas } from '../../_server/canvas';

const Input = z.object({
  workflowId: z.uuid(),
  baseVersion: z.int().min(0),
  changes: z.array(Change).min(1).max(50),
});

/** A person's edit of a step goes the way of every edit. */
export async function changeStep(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { version, workflow, conflicts, skipped } = await saveCanvas(asUser, Input.parse(input));
    return { version, workflow, conflicts, skipped };
  });
}
