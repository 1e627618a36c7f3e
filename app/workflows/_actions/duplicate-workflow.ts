'use server';
import { z } from 'zod';
import { duplicateWorkflow as duplicate } from '@/database/duplicate-workflow';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

export async function duplicateWorkflow(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => duplicate(tx, { ...Input.parse(input), author: 'user' })));
}
