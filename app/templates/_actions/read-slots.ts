'use server';
import { z } from 'zod';
import { listCredentials } from '@/database/credentials';
import { readDraft } from '@/database/workflows';
import { openSlotsOf } from '@/engine/templates/open-slots';
import { isCredentialSlot } from '@/engine/workflow/slot-state';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

/** What is left open in a workflow, as it is now. */
export async function readSlots(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    return asUser(async tx => {
      const { workflow } = await readDraft(tx, Input.parse(input));
      const slots = openSlotsOf(workflow);
      const credentials = slots.some(isCredentialSlot) ? await listCredentials(tx) : [];
      return { slots, keys: credentials.map(({ id, name, integration }) => ({ id, name, integration })) };
    });
  });
}
