import { tool } from 'ai';
import { z } from 'zod';
import { findLastExecution } from '@/database/executions';
import { listTables } from '@/database/tables';
import { listVersions } from '@/database/versions';
import { readDraft } from '@/database/workflows';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { outlineWorkflow } from '@/engine/workflow/outline';
import type { Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { toIssueAnswer } from './change-reply';
import { tellWorkflow, told } from './model-output';
import { answer, type Turn } from './turn';

export const readWorkflowTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Reads the workflow of this conversation as it is saved now: steps, arrows, issues, versions, last run, and the data tables there are.',
      inputSchema: z.object({}),
      execute: () => answer(() => readWorkflow(turn)),
    }),
    tellWorkflow,
  );

async function readWorkflow(turn: Turn) {
  const workflowId = turn.workflowId();
  const tables = (await turn.asUser(tx => listTables(tx))).map(({ name, columns }) => ({ name, columns }));
  if (workflowId === null) return { workflow: null, tables, timeZone: turn.timeZone };

  const [draft, versions, last] = await turn.asUser(async tx => [
    await readDraft(tx, { workflowId }),
    await listVersions(tx, { workflowId, limit: 10 }),
    await findLastExecution(tx, { workflowId }),
  ]);
  const { addresses } = await turn.runs.readActivation(workflowId);
  const { workflow, version, isActive } = draft;
  return {
    workflow: { id: workflowId, name: workflow.name, version, active: isActive, ...toKeys(workflow) },
    issues: validateWorkflow(workflow, turn.nodeTypes, turn).map(toIssueAnswer),
    outline: outlineWorkflow(workflow, turn.nodeTypes),
    diagram: toMermaid(workflow, { nodeTypes: turn.nodeTypes }),
    versions: versions.map(({ version: number, author, summary }) => ({ version: number, author, summary })),
    lastExecution: last && { id: last.id, status: last.status },
    addresses: addresses.map(({ url }) => url),
    tables,
    timeZone: workflow.settings.timeZone ?? turn.timeZone,
  };
}

/** Nodes and arrows by key, as a model says them. */
export function toKeys({ nodes, connections }: Workflow) {
  const keys = new Map(nodes.map(node => [node.id, node.key]));
  return {
    nodes: nodes.map(({ key, type, label, params, options }) => ({ key, type, label, params, options })),
    connections: connections.map(({ from, port, to, input }) => ({
      from: keys.get(from) ?? from,
      port,
      to: keys.get(to) ?? to,
      input,
    })),
  };
}
