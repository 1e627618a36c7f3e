import type { StoredTemplate } from '@/database/templates';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { NodeStatus } from '@/engine/run/node-execution';
import { summarizeRun } from '@/engine/run/summarize-run';
import { instantiate } from '@/engine/templates/instantiate';
import { rehearse } from '@/engine/templates/rehearse';
import { readTemplateData, type TemplateData, type TemplateSlot } from '@/engine/templates/template';
import { applyChanges } from '@/engine/workflow/apply-changes';
import { emptyWorkflow, type Item } from '@/engine/workflow/schema';
import { runtime } from './runtime';

/** A template as its page shows it. */
export interface TemplateView {
  template: Omit<StoredTemplate, 'data'>;
  /** Why it cannot be used. */
  problem: string | null;
  diagram: string | null;
  asks: readonly TemplateSlot[];
  input: readonly Item[];
  /** What its example run came to; null where it has none of its own. */
  run: {
    sentence: string;
    answer: unknown;
    output: readonly Item[];
    statuses: Readonly<Record<string, NodeStatus>>;
  } | null;
}

/** Tried in memory, with what the template itself brings: nothing is called and nothing is kept. */
export async function rehearseTemplate({ data: stored, ...template }: StoredTemplate): Promise<TemplateView> {
  try {
    const data = readTemplateData(stored, template.name);
    const { changes } = instantiate({ ...template, data });
    const { workflow } = applyChanges(emptyWorkflow(template.name), changes, nodeTypes);
    const run = await runOf(workflow, data);
    return {
      template,
      problem: null,
      diagram: workflow.nodes.length > 0 ? toMermaid(workflow, { nodeTypes }) : null,
      asks: data.slots.filter(({ optional }) => !optional),
      input: data.example.items ?? [],
      run,
    };
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return { template, problem: error.userMessage, diagram: null, asks: [], input: [], run: null };
  }
}

async function runOf(workflow: ReturnType<typeof emptyWorkflow>, data: TemplateData): Promise<TemplateView['run']> {
  const rehearsed = await rehearse({ workflow, data, nodeTypes, sandbox: runtime().sandbox });
  if (rehearsed?.execution.status !== 'succeeded') return null;
  const { execution, records } = rehearsed;
  const last = records.findLast(
    ({ status, outputs }) => status === 'succeeded' && Object.values(outputs).flat().length,
  );
  return {
    sentence: summarizeRun(execution, records),
    answer: execution.answer,
    output: last ? Object.values(last.outputs).flat().slice(0, 5) : [],
    statuses: Object.fromEntries(records.map(({ nodeKey, status }) => [nodeKey, status])),
  };
}
