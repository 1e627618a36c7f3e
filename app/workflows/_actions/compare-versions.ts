'use server';
import { z } from 'zod';
import { readVersion } from '@/database/versions';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { describeDiff, diffWorkflows } from '@/engine/workflow/diff';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), from: z.int().min(0), to: z.int().min(0) });

/** One setting that two versions say differently. */
export interface ComparedField {
  /** The step, or null for the workflow itself. */
  step: string | null;
  field: string;
  before: unknown;
  after: unknown;
}

/** What leads from one version to the other: drawn, in words, and field by field. */
export async function compareVersions(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflowId, from, to } = Input.parse(input);
    const [before, after] = await asUser(async tx => [
      await readVersion(tx, { workflowId, version: from }),
      await readVersion(tx, { workflowId, version: to }),
    ]);
    const diff = diffWorkflows(before.workflow, after.workflow);
    const fields: ComparedField[] = [
      ...diff.workflow.map(change => ({ step: null, ...change })),
      ...diff.updated.flatMap(({ label, fields: changed }) =>
        changed.filter(({ field }) => field !== 'position').map(change => ({ step: label, ...change })),
      ),
    ];
    return { summary: describeDiff(diff), diagram: toMermaid(after.workflow, { nodeTypes, diff }), fields };
  });
}
