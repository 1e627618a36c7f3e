'use server';
import { z } from 'zod';
import { readDraft, deleteWorkflow as remove } from '@/database/workflows';
import { act } from '../../_server/act';
import { runtime } from '../../_server/runtime';

const Input = z.object({ workflowId: z.uuid() });

/** Switched off first, so that no address and no schedule outlives it. */
export async function deleteWorkflow(input: z.infer<typeof Input>) {
  return act(async ({ claims, asUser }) => {
    const { workflowId } = Input.parse(input);
    const { isActive } = await asUser(tx => readDraft(tx, { workflowId }));
    if (isActive) await runtime().deactivate({ claims, workflowId });
    await asUser(tx => remove(tx, { workflowId }));
    return null;
  });
}
