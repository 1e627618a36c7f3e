'use server';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { proposeSlots } from '@/engine/templates/propose-slots';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

/** What a template made from this workflow would leave to whoever uses it. */
export async function proposeTemplate(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflow } = await asUser(tx => readDraft(tx, Input.parse(input)));
    return { description: workflow.description, slots: proposeSlots(workflow, nodeTypes) };
  });
}
