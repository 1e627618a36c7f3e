'use server';
import { z } from 'zod';
import { renameWorkflow as rename } from '@/database/change-workflow';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), name: z.string().trim().min(1).max(120) });

export async function renameWorkflow(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const request = Input.parse(input);
    const { version } = await asUser(tx => rename(tx, { ...request, author: 'user', nodeTypes }));
    return { version };
  });
}
