import { changeWorkflow } from '@/database/change-workflow';
import { listCredentials } from '@/database/credentials';
import { countUse, readTemplate } from '@/database/templates';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { type Bindings, instantiate } from '@/engine/templates/instantiate';
import { openSlotsOf } from '@/engine/templates/open-slots';
import { startOf } from '@/engine/templates/rehearse';
import { readTemplateData, type TemplateData } from '@/engine/templates/template';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { toChangeAnswer } from './change-reply';
import { toRunReport } from './run-report';
import type { TemplateAnswer } from './template-answer';
import type { Turn } from './turn';

interface Use {
  templateId: string;
  values?: Bindings['values'];
}

const waitMs = 60_000;

/** Makes the conversation's workflow from a template, with the keys the person has, and runs it once as a test. */
export async function applyTemplate(turn: Turn, { templateId, values }: Use): Promise<TemplateAnswer> {
  const { name, description, data: stored } = await turn.asUser(tx => readTemplate(tx, { templateId }));
  const data = readTemplateData(stored, name);
  const integrationsOf = (type: string, params: Readonly<Item>) =>
    turn.nodeTypes[type]?.credential?.(params)?.integrations ?? [];
  await refuseWhereTaken(turn);
  const workflowId = await turn.ensureWorkflow(name);
  const { answer, workflow } = await turn.asUser(async tx => {
    const { workflow: before, version } = await readDraft(tx, { workflowId });
    const { changes } = instantiate(
      { name, description, data },
      { values, credentials: await listCredentials(tx), integrationsOf },
    );
    const base = { workflowId, baseVersion: version, author: 'template' as const, nodeTypes: turn.nodeTypes };
    const reply = await changeWorkflow(tx, { ...base, changes });
    await countUse(tx, { templateId });
    const saved = { workflowId, before, reply, activeVersion: null, nodeTypes: turn.nodeTypes };
    return { answer: toChangeAnswer(saved), workflow: reply.workflow };
  });
  turn.log.versions.push({ version: answer.version, summary: answer.summary });
  const open = openSlotsOf(workflow)
    .filter(slot => !slot.optional)
    .map(({ name: slot, kind, label, nodeKey, example }) => ({ name: slot, kind, label, nodeKey, example }));
  const run = await tryOnce(turn, { workflowId, workflow, data });
  return { ...answer, template: { id: templateId, name }, open, run };
}

async function refuseWhereTaken(turn: Turn): Promise<void> {
  const workflowId = turn.workflowId();
  if (workflowId === null) return;
  const { workflow } = await turn.asUser(tx => readDraft(tx, { workflowId }));
  if (workflow.nodes.length > 0) throw new AppError('template.conversation_taken', {});
}

interface Made {
  workflowId: string;
  workflow: Workflow;
  data: TemplateData;
}

/** With the template's own example; what cannot run yet is an issue on the card, not a failure of using it. */
async function tryOnce(turn: Turn, { workflowId, workflow, data }: Made): Promise<TemplateAnswer['run']> {
  const start = startOf({ workflow, data, nodeTypes: turn.nodeTypes });
  if (!start) return null;
  try {
    const executionId = await turn.runs.start({ workflowId, mode: 'verify', ...start });
    const report = toRunReport(await turn.runs.wait(executionId, { timeoutMs: waitMs, signal: turn.signal }));
    turn.log.executions.push({ id: report.executionId, status: report.status, mode: 'verify' });
    return report;
  } catch (error) {
    if (AppError.is(error) && error.code === 'workflow.not_runnable') return null;
    throw error;
  }
}
