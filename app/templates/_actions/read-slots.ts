'use server';
import { z } from 'zod';
import { listCredentials, listIntegrations } from '@/database/credentials';
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
      if (!slots.some(isCredentialSlot)) return { slots, keys: [], integrations: [] };
      const keys = (await listCredentials(tx)).map(({ id, name, integration }) => ({ id, name, integration }));
      const open = slots.filter(isCredentialSlot);
      const integrations = (await listIntegrations(tx)).filter(({ name }) =>
        open.some(slot => !slot.integrations || slot.integrations.includes(name)),
      );
      return { slots, keys, integrations };
    });
  });
}
