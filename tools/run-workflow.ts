import { tool } from 'ai';
import { z } from 'zod';
import { readDraft } from '@/database/workflows';
import { exampleInputs } from '@/engine/nodes/example-input';
import { Item, type Workflow, type WorkflowNode } from '@/engine/workflow/schema';
import { consumeApproval } from './approve';
import { type RunReport, toRunReport } from './run-report';
import { asTriggerItem, findTrigger } from './trigger-items';
import { answer, requireWorkflow, type Turn } from './turn';

const waitMs = 60_000;

export const RunInput = z.object({
  mode: z
    .enum(['verify', 'live'])
    .describe('verify: effects on others are simulated. live: for real; the person is asked first'),
  trigger: z.string().optional().describe('Key of the trigger to start from, when there are several'),
  items: z
    .array(z.record(z.string(), z.unknown()))
    .optional()
    .describe(
      'What the trigger gives. For a webhook: { body: {…} }. Without items, examples that exercise every branch are used',
    ),
});
export type RunInput = z.infer<typeof RunInput>;

export const runWorkflowTool = (turn: Turn) =>
  tool({
    description:
      'Runs the workflow and answers with what each step did. Use verify to show that it works; live only when the person asks for a real run.',
    inputSchema: RunInput,
    execute: (input, { toolCallId }) =>
      answer(async () => {
        const workflowId = requireWorkflow(turn);
        const { workflow } = await turn.asUser(tx => readDraft(tx, { workflowId }));
        const trigger = findTrigger(workflow, { nodeTypes: turn.nodeTypes, key: input.trigger });
        if (input.mode === 'live') await consumeApproval(turn, { toolCallId, toolName: 'runWorkflow', input });

        const runs: RunReport[] = [];
        for (const { label, items } of casesOf(workflow, { turn, trigger, input })) {
          const executionId = await turn.runs.start({ workflowId, mode: input.mode, triggerNodeId: trigger.id, items });
          const recorded = await turn.runs.wait(executionId, { timeoutMs: waitMs, signal: turn.signal });
          runs.push(toRunReport(recorded, label));
          turn.log.executions.push({ id: executionId, status: recorded.execution.status, mode: input.mode });
        }
        return { runs, sentence: sentenceOf(runs) };
      }),
  });

interface CaseOptions {
  turn: Turn;
  trigger: WorkflowNode;
  input: RunInput;
}

/** A live run happens once; a test run once for each example. */
export function casesOf(
  workflow: Workflow,
  { turn, trigger, input }: CaseOptions,
): { label: string | null; items: Item[] }[] {
  if (input.items !== undefined)
    return [{ label: null, items: input.items.map(item => asTriggerItem(Item.parse(item), trigger)) }];
  const examples = exampleInputs(workflow, turn.nodeTypes, { triggerNodeId: trigger.id });
  return input.mode === 'live' ? examples.slice(0, 1) : examples;
}

function sentenceOf(runs: readonly RunReport[]): string {
  const [first] = runs;
  if (runs.length === 1 && first !== undefined) return first.sentence;
  const failed = runs.filter(run => run.status !== 'succeeded');
  const head =
    failed.length === 0
      ? `Ran ${runs.length} examples: all of them worked.`
      : `Ran ${runs.length} examples: ${failed.length} did not work.`;
  return [head, ...runs.map(run => `${run.label ?? 'Run'}: ${run.sentence}`)].join('\n');
}
