'use server';
import { z } from 'zod';
import { changeWorkflow } from '@/database/change-workflow';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { openSlotsOf, fillSlots as toChanges } from '@/engine/templates/open-slots';
import { act } from '../../_server/act';
import { toSlotValue } from '../../_server/slot-value';

const Value = z.object({ nodeId: z.uuid(), name: z.string().max(80), value: z.string().trim().min(1).max(2000) });
const Input = z.object({ workflowId: z.uuid(), values: z.array(Value).min(1).max(50) });

/** What a person gave for open slots, checked and saved as one version; or a sentence, and nothing is saved. */
export async function fillSlots(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflowId, values } = Input.parse(input);
    return asUser(async tx => {
      const { workflow, version } = await readDraft(tx, { workflowId, lock: true });
      const slots = openSlotsOf(workflow);
      const given = values.map(({ nodeId, name, value }) => {
        const slot = slots.find(each => each.nodeId === nodeId && each.name === name);
        if (!slot) throw new AppError('request.invalid', { field: name, reason: 'it is no longer open' });
        return { nodeId, name, value: toSlotValue(slot, value) };
      });
      const changes = toChanges(workflow, given);
      const reply = await changeWorkflow(tx, { workflowId, baseVersion: version, changes, author: 'user', nodeTypes });
      const touched = new Set(given.map(({ nodeId }) => nodeId));
      const wrong = reply.issues.find(({ nodeId, code }) => code === 'param_invalid' && nodeId && touched.has(nodeId));
      if (wrong)
        throw new AppError('request.invalid', { field: wrong.param ?? wrong.nodeKey ?? '', reason: wrong.message });
      return { version: reply.version, slots: openSlotsOf(reply.workflow) };
    });
  });
}
