import { tool } from 'ai';
import { z } from 'zod';
import { readAttachedItems } from '@/database/attachment-rows';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { exampleInputs } from '@/engine/nodes/example-input';
import { isFinished } from '@/engine/run/execution';
import { Item, type Workflow, type WorkflowNode } from '@/engine/workflow/schema';
import { consumeApproval } from './approve';
import { tellRuns, told } from './model-output';
import { type RunReport, toRunReport } from './run-report';
import { asTriggerItem, findTrigger } from './trigger-items';
import { answer, type Failed, requireWorkflow, type Turn } from './turn';

const waitMs = 60_000;
/** A run that takes longer than this is shown while it goes on. */
const soonMs = 400;

export const RunInput = z.object({
  mode: z
    .enum(['verify', 'live'])
    .describe('verify: effects on others are simulated. live: for real; the person is asked first'),
  trigger: z.string().optional().describe('Key of the trigger to start from, when there are several'),
  items: z
    .array(z.record(z.string(), z.unknown()))
    .optional()
    .describe(
      'What the trigger gives. For a webhook each item is one request, { body: {…} }, and runs on its own. Without items verify makes up examples from the fields the workflow reads; if the person named fields or gave an example, pass those. A live run of a webhook needs items',
    ),
  attachment: z
    .string()
    .optional()
    .describe('Name of an attached CSV (or JSON) whose rows are the items; instead of items'),
});
export type RunInput = z.infer<typeof RunInput>;

export const runWorkflowTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Runs the workflow and answers with what each step did. Use verify to show that it works; live only when the person asks for a real run.',
      inputSchema: RunInput,
      async *execute(input, { toolCallId }): AsyncGenerator<RunAnswer | Failed> {
        const runs: RunReport[] = [];
        const prepared = await answer(() => prepare(turn, { input, toolCallId }));
        if ('error' in prepared) return yield prepared;
        for (const { label, items } of prepared.cases) {
          const started = await answer(async () => ({
            executionId: await turn.runs.start({ ...prepared.start, items }),
          }));
          if ('error' in started) return yield started;
          const wait = (timeoutMs: number) =>
            turn.runs
              .wait(started.executionId, { timeoutMs, signal: turn.signal })
              .then(run => toRunReport(run, label));
          let report = await wait(soonMs);
          if (!isFinished(report.status)) {
            // The card follows it from here; the model gets the last answer only.
            yield toAnswer([...runs, report]);
            report = await wait(waitMs);
          }
          runs.push(report);
          turn.log.executions.push({ id: report.executionId, status: report.status, mode: input.mode });
        }
        yield toAnswer(runs);
      },
    }),
    tellRuns,
  );

interface RunAnswer {
  runs: readonly RunReport[];
  sentence: string;
}

const toAnswer = (runs: readonly RunReport[]): RunAnswer => ({ runs, sentence: sentenceOf(runs) });

/** What is to run, checked and, where it reaches others, approved. */
async function prepare(turn: Turn, { input, toolCallId }: { input: RunInput; toolCallId: string }) {
  const workflowId = requireWorkflow(turn);
  const { workflow } = await turn.asUser(tx => readDraft(tx, { workflowId }));
  const trigger = findTrigger(workflow, { nodeTypes: turn.nodeTypes, key: input.trigger });
  if (input.mode === 'live') await consumeApproval(turn, { toolCallId, toolName: 'runWorkflow', input });
  return {
    cases: casesOf(workflow, { turn, trigger, input: await withAttachedItems(turn, input) }),
    start: { workflowId, mode: input.mode, triggerNodeId: trigger.id },
  };
}

const mostRequests = 20;

/** The rows of the attached file in place of its name. Each row for a webhook is a run of its own, so there are few. */
export async function withAttachedItems(turn: Turn, input: RunInput): Promise<RunInput> {
  const { attachment, ...rest } = input;
  if (attachment === undefined || input.items !== undefined) return rest;
  const items = await turn.asUser(tx => readAttachedItems(tx, { chatId: turn.chatId, name: attachment }));
  return { ...rest, items };
}

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
    return inRuns(
      input.items.map(item => asTriggerItem(Item.parse(item), trigger)),
      { turn, trigger },
    );
  // Examples are made up: they must not become real rows and calls.
  if (input.mode === 'live' && comesFromOutside(turn, trigger)) throw new AppError('run.needs_items', {});
  const examples = exampleInputs(workflow, turn.nodeTypes, { triggerNodeId: trigger.id });
  return input.mode === 'live' ? examples.slice(0, 1) : examples;
}

const comesFromOutside = (turn: Turn, { type }: WorkflowNode) =>
  ['webhook', 'form', 'table', 'poll', 'email', 'chat'].includes(turn.nodeTypes[type]?.startedBy ?? '');

/** Each request to a webhook is a run of its own, as it is when it comes from outside. */
function inRuns(items: Item[], { turn, trigger }: Pick<CaseOptions, 'turn' | 'trigger'>) {
  const alone = comesFromOutside(turn, trigger) && items.length > 1;
  return alone
    ? items.slice(0, mostRequests).map((item, at) => ({ label: `request ${at + 1}`, items: [item] }))
    : [{ label: null, items }];
}

function sentenceOf(runs: readonly RunReport[]): string {
  const [first] = runs;
  if (runs.length === 1 && first !== undefined) return first.sentence;
  const failed = runs.filter(run => isFinished(run.status) && run.status !== 'succeeded');
  const head =
    failed.length === 0
      ? `Ran ${runs.length} examples: none of them failed.`
      : `Ran ${runs.length} examples: ${failed.length} did not work.`;
  return [head, ...runs.map(run => `- ${run.label ?? 'Run'}: ${run.sentence}`)].join('\n');
}
