import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { createPlanner } from '@/agent/planner/planner';
import { AppError } from '@/engine/errors';
import { explainExecution } from '@/engine/explain/explain-execution';
import { exampleInputs } from '@/engine/nodes/example-input';
import type { HttpClient } from '@/engine/nodes/http-client';
import { findNodesAndServices, type ListedService } from '@/engine/nodes/listed-services';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { runInMemory } from '@/engine/run/run-in-memory';
import { summarizeRun } from '@/engine/run/summarize-run';
import { applyChanges } from '@/engine/workflow/apply-changes';
import { describeDiff, diffWorkflows } from '@/engine/workflow/diff';
import { outlineWorkflow } from '@/engine/workflow/outline';
import { createSandbox } from '@/engine/workflow/sandbox';
import { emptyWorkflow, type Item, type Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { FlatChange, toChanges } from '@/tools/flat-change';
import { toRunReport } from '@/tools/run-report';
import { memoryTables } from './memory-tables';

const toolNames = [
  'findNodes',
  'describeNodes',
  'findWorkflows',
  'readWorkflow',
  'changeWorkflow',
  'restoreVersion',
  'runWorkflow',
  'readExecution',
  'explainFailure',
  'askUser',
  'setActive',
];

export interface ToolCall {
  toolName: string;
  input: Record<string, unknown>;
  output: unknown;
}

export interface TurnResult {
  text: string;
  calls: readonly ToolCall[];
  /** The question that ended the turn, if one did. */
  question: { question: string; choices?: string[] } | null;
  workflow: Workflow;
}

const sandbox = createSandbox();

/** Web addresses and what they answer: text stays text, anything else is JSON. */
export const answering = (answers: Readonly<Record<string, unknown>>, sent: unknown[] = []): HttpClient => ({
  request: async ({ method, url, body }) => {
    sent.push({ method, url, body });
    if (!(url in answers)) throw new AppError('node.unavailable', { service: url, status: 404, reason: 'not there' });
    const answer = answers[url];
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { status: 200, headers: {}, body: answer, bytes: new TextEncoder().encode(text), text } as never;
  },
});

/**
 * A conversation with the built-in planner over the pure core: its tools change, check and run a workflow that is kept
 * in memory, so a sentence can be followed to the answers that its workflow gives.
 */
export function converse({
  http = answering({}),
  now = new Date('2026-03-02T08:00:00.000Z'),
  services = [] as readonly ListedService[],
} = {}) {
  const planner = createPlanner({ nodeTypes, now: () => now, timeZone: 'UTC' });
  const tables = memoryTables();
  const prompt: LanguageModelV4Prompt = [];
  let versions: Workflow[] = [];
  let last: Awaited<ReturnType<typeof runInMemory>> | null = null;
  const workflow = () => versions.at(-1) ?? emptyWorkflow('New workflow');

  const save = (next: Workflow, skipped: unknown[] = []) => {
    const before = workflow();
    const summary = describeDiff(diffWorkflows(before, next));
    if (summary.length > 0) versions = [...versions, next];
    const issues = validateWorkflow(next, nodeTypes).map(({ nodeKey, ...issue }) => ({ ...issue, node: nodeKey }));
    return {
      version: versions.length,
      skipped,
      conflicts: [],
      issues,
      summary,
      workflow: { id: 'w', name: next.name },
    };
  };

  const change = (input: Record<string, unknown>) => {
    const flat = FlatChange.array().parse(input.changes);
    const expanded = toChanges(flat, workflow());
    const applied = applyChanges(
      workflow(),
      expanded.map(({ change: each }) => each),
      nodeTypes,
    );
    const skipped = applied.skipped.map(({ change: each, code, hint }) => ({
      index: expanded.find(entry => entry.change === each)?.index ?? null,
      code,
      hint,
    }));
    return save(applied.workflow, skipped);
  };

  const read = () => ({
    workflow:
      versions.length === 0 ? null : { id: 'w', version: versions.length, active: false, ...toKeys(workflow()) },
    issues: validateWorkflow(workflow(), nodeTypes).map(({ blocks, message }) => ({ blocks, message })),
    outline: outlineWorkflow(workflow(), nodeTypes),
    versions: versions.map((_version, at) => ({ version: at + 1, author: 'assistant', summary: [] })),
    tables: [],
    timeZone: 'UTC',
  });

  const run = async (items: readonly Item[], mode: 'live' | 'verify' = 'live') => {
    const trigger = workflow().nodes.find(node => nodeTypes[node.type]?.kind === 'trigger');
    if (trigger === undefined) throw new Error('nothing starts it');
    last = await runInMemory({
      ...{ workflow: workflow(), nodeTypes, triggerNodeId: trigger.id, triggerItems: items, mode, sandbox, now },
      services: { http, tables },
    });
    return last;
  };

  const runTool = async ({ mode, items }: Record<string, unknown>) => {
    const given = items as Item[] | undefined;
    const cases = given
      ? [
          {
            label: null,
            items: given.map(item =>
              'body' in item ? item : { method: 'POST', headers: {}, query: {}, body: item, files: [] },
            ),
          },
        ]
      : exampleInputs(workflow(), nodeTypes);
    const runs = [];
    for (const { label, items: start } of cases) {
      const { execution, records } = await run(start, mode as 'live' | 'verify');
      runs.push({
        label,
        status: execution.status,
        answer: execution.answer,
        error: execution.error,
        sentence: summarizeRun(execution, records),
      });
    }
    return { runs, sentence: runs.map(each => each.sentence).join('\n') };
  };

  const execute = async (toolName: string, input: Record<string, unknown>): Promise<unknown> => {
    switch (toolName) {
      case 'readWorkflow':
        return read();
      case 'changeWorkflow':
        return change(input);
      case 'restoreVersion':
        return save(
          (input.version === undefined ? versions.at(-2) : versions[Number(input.version) - 1]) ?? workflow(),
        );
      case 'runWorkflow':
        return runTool(input);
      case 'readExecution':
        return last === null
          ? { error: { code: 'execution.none_yet', message: 'It has not run yet.' } }
          : toRunReport(last);
      case 'explainFailure':
        return last === null
          ? { error: { code: 'execution.none_yet', message: 'It has not run yet.' } }
          : { executionId: last.execution.id, explanation: explainExecution({ ...last, nodeTypes }) };
      case 'setActive':
        return { active: input.active, effects: [], addresses: [], schedules: [], problems: [] };
      case 'findWorkflows':
        return { workflows: [] };
      case 'findNodes':
        return { nodes: findNodesAndServices(nodeTypes, { query: String(input.query), services }) };
      default:
        return {};
    }
  };

  const say = async (text: string): Promise<TurnResult> => {
    prompt.push({ role: 'user', content: [{ type: 'text', text }] });
    const calls: ToolCall[] = [];
    for (let step = 0; step < 8; step += 1) {
      const { content } = await planner.doGenerate({
        prompt,
        tools: toolNames.map(name => ({ type: 'function', name, inputSchema: {} })),
      });
      const [part] = content;
      if (part?.type === 'text') {
        prompt.push({ role: 'assistant', content: [{ type: 'text', text: part.text }] });
        return { text: part.text, calls, question: null, workflow: workflow() };
      }
      if (part?.type !== 'tool-call') break;
      const input = JSON.parse(part.input) as Record<string, unknown>;
      prompt.push({ role: 'assistant', content: [{ ...part, input }] } as LanguageModelV4Message);
      if (part.toolName === 'askUser') {
        const [question] = input.questions as { question: string; choices?: string[] }[];
        return { text: '', calls, question: question!, workflow: workflow() };
      }
      const output = await execute(part.toolName, input);
      calls.push({ toolName: part.toolName, input, output });
      const { toolCallId, toolName } = part;
      prompt.push({
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId,
            toolName,
            output: { type: 'json', value: JSON.parse(JSON.stringify(output)) },
          },
        ],
      });
    }
    throw new Error('the turn did not end');
  };

  /** What the workflow answers to a request; null when it answers nothing of its own. */
  const post = async (body: unknown, method = 'POST') => {
    const { execution, records } = await run([
      {
        method,
        headers: {},
        query: method === 'GET' ? (body as Item) : {},
        body: (method === 'GET' ? {} : body) as Item[string],
        files: [],
      },
    ]);
    return {
      status: execution.answer?.status ?? null,
      body: execution.answer?.body ?? null,
      error: execution.error,
      records,
    };
  };

  return { say, post, run, tables, workflow };
}

function toKeys({ name, nodes, connections }: Workflow) {
  const keys = new Map(nodes.map(node => [node.id, node.key]));
  return {
    name,
    nodes: nodes.map(({ key, type, label, params, options }) => ({ key, type, label, params, options })),
    connections: connections.map(({ from, port, to }) => ({ from: keys.get(from)!, port, to: keys.get(to)! })),
  };
}

/** The way through a workflow in one line per arrow: `webhook > if`, `if yes> data-table`. */
export function arrowsOf({ nodes, connections }: Workflow): string[] {
  const types = new Map(nodes.map(node => [node.id, node.type.replace('core.', '')]));
  return connections.map(({ from, port, to }) => `${types.get(from)} ${port === 'next' ? '' : port}> ${types.get(to)}`);
}
