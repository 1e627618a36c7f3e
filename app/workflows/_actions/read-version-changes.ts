'use server';
import { z } from 'zod';
import { readVersion } from '@/database/versions';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { describeDiff, diffWorkflows } from '@/engine/workflow/diff';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), version: z.int().min(1) });

/** What a version changed against the one before it. */
export async function readVersionChanges(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflowId, version } = Input.parse(input);
    const [after, before] = await asUser(async tx => {
      const saved = await readVersion(tx, { workflowId, version });
      return [saved, await readVersion(tx, { workflowId, version: saved.parent ?? version - 1 })];
    });
    const diff = diffWorkflows(before.workflow, after.workflow);
    return { summary: describeDiff(diff), diagram: toMermaid(after.workflow, { nodeTypes, diff }) };
  });
}
