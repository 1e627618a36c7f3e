import { listChats } from '@/database/chats';
import type { Claims, Transaction } from '@/database/connection';
import { type ListedExecution, listExecutions, readStatuses } from '@/database/executions';
import { readGiven } from '@/database/shares';
import { listVersions } from '@/database/versions';
import { type Draft, readDraft } from '@/database/workflows';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { validateWorkflow } from '@/engine/workflow/validate';
import { keyIssues, readKeys } from '../../_server/keys-in-use';
import { missingModels } from '../../_server/node-models';
import { runtime } from '../../_server/runtime';
import type { CanvasSnapshot } from '../_canvas/core/snapshot';
import { mostRuns, type WorkflowView } from '../_components/workflow-view';
import { toSnapshot } from './canvas';

interface User {
  claims: Claims;
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

interface Loaded {
  view: WorkflowView;
  /** What the canvas draws, of the same version. */
  snapshot(): CanvasSnapshot;
}

export async function loadWorkflowView({ claims, asUser }: User, workflowId: string): Promise<Loaded> {
  const [{ draft, versions, runs, statuses, chats, permission }, activation, missing] = await Promise.all([
    asUser(tx => readEverything(tx, workflowId)),
    runtime().readActivation({ claims, workflowId }),
    missingModels(claims),
  ]);
  const { workflow, version, isActive, updatedAt } = draft;
  const found = validateWorkflow(workflow, nodeTypes, { missingModels: missing });
  const mayRun = permission !== null && permission !== 'view';
  const issues = mayRun ? [...found, ...keyIssues(workflow, await readKeys(runtime().db, claims, workflow))] : found;
  const { activeVersion, effects, addresses, schedules } = activation;
  const view: WorkflowView = {
    ...{ id: workflowId, name: workflow.name, version, isActive, updatedAt, issues, versions, runs, statuses },
    ...{ activeVersion, effects, addresses, schedules, permission },
    diagram: toMermaid(workflow, { nodeTypes }),
    stepCount: workflow.nodes.length,
    triggers: workflow.nodes
      .filter(({ type }) => nodeTypes[type]?.kind === 'trigger')
      .map(({ id, label }) => ({ nodeId: id, label })),
    chatId: chats.find(chat => chat.workflowId === workflowId)?.id ?? null,
  };
  return { view, snapshot: () => toSnapshot(version, workflow, issues) };
}

async function readEverything(tx: Transaction, workflowId: string) {
  const draft = await readDraft(tx, { workflowId });
  const runs = await listExecutions(tx, { workflowId, limit: mostRuns });
  return {
    ...{ draft, runs, statuses: await readStatusesOf(tx, { draft, runs }) },
    versions: await listVersions(tx, { workflowId, limit: 50 }),
    chats: await listChats(tx, { limit: 200 }),
    permission: await readGiven(tx, { workflowId }),
  };
}

/** How the steps did last time, where that was this very version. */
async function readStatusesOf(tx: Transaction, { draft, runs }: { draft: Draft; runs: readonly ListedExecution[] }) {
  const [last] = runs;
  return last && last.version === draft.version ? readStatuses(tx, { executionId: last.id }) : {};
}
