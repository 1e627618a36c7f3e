'use server';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { openSlotsOf } from '@/engine/templates/open-slots';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

/** What is left open in a workflow, as it is now. */
export async function readSlots(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflow, version } = await asUser(tx => readDraft(tx, Input.parse(input)));
    return { version, slots: openSlotsOf(workflow) };
  });
}
