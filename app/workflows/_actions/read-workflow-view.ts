'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { loadWorkflowView } from '../_server/load-workflow-view';

const Input = z.object({ workflowId: z.uuid() });

export async function readWorkflowView(input: z.infer<typeof Input>) {
  const { workflowId } = Input.parse(input);
  return act(async user => (await loadWorkflowView(user, workflowId)).view);
}
