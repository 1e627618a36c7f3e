'use server';
import { z } from 'zod';
import { act } from '../../../_server/act';
import { loadStep } from '../../_server/load-step';

const Input = z.object({ workflowId: z.uuid(), nodeId: z.uuid() });

export async function readStep(input: z.infer<typeof Input>) {
  return act(user => loadStep(user, Input.parse(input)));
}
