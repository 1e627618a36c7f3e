'use server';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { toPortable } from '@/engine/workflow/portable';
import { act } from '../../_server/act';

const Input = z.object({ ids: z.array(z.uuid()).min(1).max(200) });

/** The text of a file that `import` reads: one workflow, or a list of them. */
export async function exportWorkflows(input: z.infer<typeof Input>) {
  return act(({ asUser }) =>
    asUser(async tx => {
      const documents = [];
      for (const workflowId of Input.parse(input).ids)
        documents.push(toPortable((await readDraft(tx, { workflowId })).workflow));
      return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`;
    }),
  );
}
