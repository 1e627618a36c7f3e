'use server';
import { z } from 'zod';
import { importWorkflow } from '@/database/import-workflow';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { readPortable } from '@/engine/workflow/portable';
import { act } from '../../_server/act';

const Input = z.object({ text: z.string().max(900_000) });

/** Every workflow of a file as a new draft; all of them, or none. */
export async function importWorkflows(input: z.infer<typeof Input>) {
  return act(({ asUser }) =>
    asUser(async tx => {
      const ids: string[] = [];
      for (const document of readPortable(Input.parse(input).text)) {
        ids.push((await importWorkflow(tx, { document, nodeTypes })).id);
      }
      return { ids };
    }),
  );
}
