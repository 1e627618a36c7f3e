import { createInterface } from 'node:readline/promises';
import { createRuns } from '@/app/_server/runs';
import { runtime } from '@/app/_server/runtime';
import { asUser, type Claims, type Transaction } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { RunMode } from '@/engine/run/execution';
import { Item, type Workflow } from '@/engine/workflow/schema';
import { asTriggerItem, findTrigger } from '@/tools/trigger-items';
import type { Recorded, Runs } from '@/tools/turn';
import { isUuid } from '../_server/is-uuid';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';
import { toReplayText, toRunJson, toRunText } from './run-output';

const usage = 'run ID [--input JSON] [--mode live|verify|replay] [--trigger KEY] [--replay N] [--yes] [--json]';

export const command: Command = {
  summary: 'runs a workflow: run ID',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: {
        input: { type: 'string' },
        mode: { type: 'string', default: 'verify' },
        trigger: { type: 'string' },
        replay: { type: 'string' },
        yes: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const workflowId = readId(requireWord(words, { usage, what: "the workflow's id" }));
    const mode = RunMode.safeParse(values.mode);
    if (!mode.success) throw new AppError('command.usage', { usage, reason: `There is no mode "${values.mode}"` });
    const count = values.replay === undefined ? null : readCount(values.replay);
    const claims = await openRuntime();
    if (count !== null) return replay(claims, { workflowId, count, json: values.json });
    const recorded = await run(claims, {
      workflowId,
      mode: mode.data,
      input: values.input,
      trigger: values.trigger,
      yes: values.yes,
    });
    console.log(values.json ? JSON.stringify(toRunJson(recorded)) : toRunText(recorded));
    return recorded.execution.status === 'succeeded' ? 0 : 1;
  },
};

interface RunOptions {
  workflowId: string;
  mode: RunMode;
  input: string | undefined;
  trigger: string | undefined;
  yes: boolean;
}

async function run(claims: Claims, { workflowId, mode, input, trigger: key, yes }: RunOptions): Promise<Recorded> {
  const asPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => asUser(runtime().db, claims, work);
  const runs = createRuns({ claims, asPerson, startedBy: 'cli' });
  const { workflow } = await asPerson(tx => readDraft(tx, { workflowId }));
  const trigger = findTrigger(workflow, { nodeTypes, key });
  const items =
    input === undefined ? exampleOf(workflow, trigger.id) : readItems(input).map(item => asTriggerItem(item, trigger));
  const start = { workflowId, triggerNodeId: trigger.id, items };
  if (mode === 'live' && !yes) await askFirst(runs, start);
  const executionId = await runs.start({ ...start, mode });
  return runs.wait(executionId, { timeoutMs: 600_000 });
}

/** The last inputs on the draft, compared with what they came to. Fails where one that worked does not any more. */
async function replay(
  claims: Claims,
  { workflowId, count, json }: { workflowId: string; count: number; json: boolean },
) {
  const asPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => asUser(runtime().db, claims, work);
  const replayed = await createRuns({ claims, asPerson, startedBy: 'cli' }).replay({ workflowId, count });
  console.log(json ? JSON.stringify(replayed) : toReplayText(replayed));
  return replayed.runs.some(({ outcome }) => outcome === 'broken') ? 1 : 0;
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 20) return count;
  throw new AppError('command.usage', { usage, reason: '--replay takes a whole number from 1 to 20' });
}

const exampleOf = (workflow: Workflow, triggerNodeId: string) =>
  exampleInputs(workflow, nodeTypes, { triggerNodeId })[0]?.items ?? [{}];

/** A live run that reaches others says what it will do; without a terminal to ask at, it does not run. */
async function askFirst(runs: Runs, start: Parameters<Runs['rehearse']>[0]): Promise<void> {
  const effects = await runs.rehearse(start);
  if (effects.length === 0) return;
  const refused = () => new AppError('execution.needs_approval', { effects: effects.join('; ') });
  if (!process.stdin.isTTY) throw refused();
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    `This run will:\n${effects.map(effect => `  ${effect}\n`).join('')}Run it live? (yes/no) `,
  );
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw refused();
}

export function readId(text: string): string {
  if (isUuid(text)) return text;
  throw new AppError('command.usage', { usage, reason: `"${text}" is not an id` });
}

/** One item, or a list of them. */
function readItems(text: string): Item[] {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).map(item => Item.parse(item));
  } catch (cause) {
    throw new AppError(
      'command.usage',
      { usage, reason: '--input must be a JSON object, or a list of them' },
      { cause },
    );
  }
}
