import { listChats } from '@/database/chats';
import type { Claims, Transaction } from '@/database/connection';
import { findLastExecution, listExecutions, readExecution } from '@/database/executions';
import { listVersions } from '@/database/versions';
import { readDraft } from '@/database/workflows';
import { layout } from '@/engine/diagram/layout';
import { toCanvas } from '@/engine/diagram/to-canvas';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { hasModel } from '../../_server/node-models';
import { runtime } from '../../_server/runtime';
import { toStepRecord } from '../../runs/_components/step-records';
import type { StepView, WorkflowView } from '../_components/workflow-view';

interface User {
  claims: Claims;
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

export async function loadWorkflowView({ claims, asUser }: User, workflowId: string): Promise<WorkflowView> {
  const [draft, versions, runs, lastRun, chats] = await asUser(async tx => [
    await readDraft(tx, { workflowId }),
    await listVersions(tx, { workflowId, limit: 50 }),
    await listExecutions(tx, { workflowId, limit: 30 }),
    await readLastRun(tx, workflowId),
    await listChats(tx, { limit: 200 }),
  ]);
  const { workflow } = draft;
  const issues = validateWorkflow(workflow, nodeTypes, { hasModel: await hasModel(claims) });
  const { activeVersion, effects, addresses, schedules } = await runtime().readActivation({ claims, workflowId });
  const steps = stepsOf(workflow);
  return {
    ...{ id: workflowId, name: workflow.name, version: draft.version },
    ...{ isActive: draft.isActive, updatedAt: draft.updatedAt, issues, versions, runs, lastRun, steps, workflow },
    ...{ activeVersion, effects, addresses, schedules },
    diagram: toMermaid(workflow, { nodeTypes }),
    canvas: toCanvas(workflow, { nodeTypes, issues, positions: await layout(workflow) }),
    examples: examplesOf(workflow, steps),
    chatId: chats.find(chat => chat.workflowId === workflowId)?.id ?? null,
  };
}

async function readLastRun(tx: Transaction, workflowId: string): Promise<WorkflowView['lastRun']> {
  const last = await findLastExecution(tx, { workflowId });
  if (!last) return null;
  const { execution, records } = await readExecution(tx, { executionId: last.id });
  const byKey = Object.fromEntries(records.map(record => [record.nodeKey, record]));
  const steps = records.map(record => [record.nodeKey, toStepRecord(record, { records: byKey, execution })] as const);
  return { id: last.id, steps: Object.fromEntries(steps) };
}

function stepsOf(workflow: Workflow): StepView[] {
  const { nodes } = toCanvas(workflow, { nodeTypes });
  const details = new Map(nodes.map(({ id, data }) => [id, data.detail]));
  return workflow.nodes.map(({ id, key, label, type, params, options }) => ({
    ...{ nodeId: id, key, label, type, params, options },
    title: nodeTypes[type]?.title ?? type,
    summary: nodeTypes[type]?.summary ?? '',
    detail: details.get(id) ?? '',
    isTrigger: nodeTypes[type]?.kind === 'trigger',
  }));
}

/** A workflow that cannot run yet has no examples: that is an issue, not a failure of the page. */
function examplesOf(workflow: Workflow, steps: readonly StepView[]): Record<string, readonly Item[]> {
  const entries = steps
    .filter(({ isTrigger }) => isTrigger)
    .map(({ nodeId }) => {
      const [first] = exampleInputs(workflow, nodeTypes, { triggerNodeId: nodeId });
      return [nodeId, first?.items ?? [{}]] as const;
    });
  return Object.fromEntries(entries);
}
