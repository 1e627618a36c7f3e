'use server';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid() });

/** An item that each trigger could give, by node id: what a test run starts with. */
export async function readExamples(input: z.infer<typeof Input>) {
  const { workflowId } = Input.parse(input);
  return act(async ({ asUser }) => examplesOf((await asUser(tx => readDraft(tx, { workflowId }))).workflow));
}

/** A trigger that nothing follows yet has no example: that is an issue, not a failure. */
function examplesOf(workflow: Workflow): Record<string, readonly Item[]> {
  const triggers = workflow.nodes.filter(
    ({ type, options }) => nodeTypes[type]?.kind === 'trigger' && !options.disabled,
  );
  return Object.fromEntries(
    triggers.map(({ id }) => [id, exampleInputs(workflow, nodeTypes, { triggerNodeId: id })[0]?.items ?? [{}]]),
  );
}
