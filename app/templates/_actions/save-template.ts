'use server';
import { z } from 'zod';
import { saveTemplate as save } from '@/database/templates';
import { readTags } from '@/database/workflow-overview';
import { readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { proposeSlots } from '@/engine/templates/propose-slots';
import { toTemplate } from '@/engine/templates/to-template';
import { act } from '../../_server/act';

const Input = z.object({
  workflowId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(2000),
  category: z.string().trim().min(1).max(60),
  /** Names of the proposed slots to keep. */
  slots: z.array(z.string()).max(200),
});

/** Found again here, so that a secret stays out whatever the browser sends. */
export async function saveTemplate(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflowId, slots: kept, ...template } = Input.parse(input);
    return asUser(async tx => {
      const { workflow } = await readDraft(tx, { workflowId });
      const slots = proposeSlots(workflow, nodeTypes).filter(({ name, secret }) => secret || kept.includes(name));
      const tags = await readTags(tx, { workflowId });
      return save(tx, { ...template, tags, data: toTemplate(workflow, slots) });
    });
  });
}
