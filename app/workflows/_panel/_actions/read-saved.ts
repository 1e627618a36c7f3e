'use server';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { act } from '../../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

/** The workflow as it is saved at this moment: it may be newer than the page around a panel. */
export async function readSaved(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { version, workflow } = await asUser(tx => readDraft(tx, Input.parse(input)));
    return { version, workflow };
  });
}
