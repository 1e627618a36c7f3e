import type { Claims, Transaction } from '@/database/connection';
import { listCredentials } from '@/database/credentials';
import { findLastNodeExecution, readExecution } from '@/database/executions';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { describeNodes } from '@/engine/nodes/describe-nodes';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { paramsForReading } from '@/engine/workflow/ports';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { missingModels } from '../../_server/node-models';
import { readRecordedInput } from '../../_server/recorded-input';
import { toStepRecord } from '../../runs/_components/step-records';
import { toFormFields } from '../_panel/core/form-model';
import type { StepFacts } from '../_panel/step-facts';
import { scopeShape } from './scope-shape';

interface User {
  claims: Claims;
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

interface Which {
  workflowId: string;
  nodeId: string;
}

/** Everything the panel of one step needs beside the workflow itself. */
export async function loadStep({ claims, asUser }: User, { workflowId, nodeId }: Which): Promise<StepFacts> {
  const missing = await missingModels(claims);
  return asUser(async tx => {
    const { workflow } = await readDraft(tx, { workflowId });
    const node = workflow.nodes.find(({ id }) => id === nodeId);
    if (!node) throw new AppError('workflow.step_gone', {});
    const issues = validateWorkflow(workflow, nodeTypes, { missingModels: missing });
    const input = await readRecordedInput(tx, { workflowId, workflow, nodeId });
    const [description] = describeNodes(nodeTypes, [node.type]);
    return {
      nodeId,
      title: description?.title ?? node.type,
      summary: description?.summary ?? '',
      isTrigger: description?.kind === 'trigger',
      fields: description ? toFormFields(description.params) : [],
      issues: issues.filter(issue => issue.nodeId === nodeId),
      credential: await readCredential(tx, node),
      scope: scopeShape({ workflow, node, input }),
      input: input && { items: input.items.slice(0, mostItems), total: input.items.length },
      last: await readLast(tx, { workflowId, node }),
    };
  });
}

const mostItems = 100;

async function readCredential(tx: Transaction, node: WorkflowNode): Promise<StepFacts['credential']> {
  const nodeType = nodeTypes[node.type];
  const need = nodeType?.credential?.(paramsForReading(node, nodeType));
  if (!need) return null;
  const own = await listCredentials(tx);
  return { required: need.required, options: own.filter(({ integration }) => need.integrations.includes(integration)) };
}

async function readLast(
  tx: Transaction,
  { workflowId, node }: { workflowId: string; node: WorkflowNode },
): Promise<StepFacts['last']> {
  const executionId = await findLastNodeExecution(tx, { workflowId, nodeId: node.id });
  if (!executionId) return null;
  const { execution, records } = await readExecution(tx, { executionId });
  const record = records.find(({ nodeId }) => nodeId === node.id);
  const byKey = Object.fromEntries(records.map(one => [one.nodeKey, one]));
  return record ? { executionId, record: toStepRecord(record, { records: byKey, execution }) } : null;
}
