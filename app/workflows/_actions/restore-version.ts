'use server';
import { z } from 'zod';
import { restoreVersion as restore } from '@/database/change-workflow';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), version: z.int().min(0) });

/** Brings a version back as a new one; nothing is lost. */
export async function restoreVersion(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const reply = await asUser(tx => restore(tx, { ...Input.parse(input), author: 'user', nodeTypes }));
    return { version: reply.version };
  });
}
