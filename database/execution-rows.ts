import type { Execution } from '@/engine/run/execution';
import type { NewExecution } from '@/engine/run/journal';
import type { NodeExecution } from '@/engine/run/node-execution';

/** A row of workflow_executions as pg gives it. */
export interface ExecutionRow {
  id: string;
  workflow_id: string;
  owner_id: string;
  version: number;
  workflow: unknown;
  status: string;
  mode: string;
  trigger_node_id: string;
  trigger_items: unknown;
  started_by: string;
  recorded: unknown;
  reach: unknown;
  answer: unknown;
  error: unknown;
  parent_id: string | null;
  epoch: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export const executionColumns = [
  'id',
  'workflow_id',
  'owner_id',
  'version',
  'workflow',
  'status',
  'mode',
  'trigger_node_id',
  'trigger_items',
  'started_by',
  'recorded',
  'reach',
  'answer',
  'error',
  'parent_id',
  'epoch',
  'created_at',
  'started_at',
  'finished_at',
] as const;

const toTime = (text: string | null) => (text === null ? null : new Date(text).toISOString());

/** Written by us under constraints, read back as it was: checked by the database, so not parsed a second time. */
export function toExecution(row: ExecutionRow): Execution {
  const value: Record<keyof Execution, unknown> = {
    id: row.id,
    workflowId: row.workflow_id,
    ownerId: row.owner_id,
    version: row.version,
    workflow: row.workflow,
    status: row.status,
    mode: row.mode,
    triggerNodeId: row.trigger_node_id,
    triggerItems: row.trigger_items,
    startedBy: row.started_by,
    recorded: row.recorded,
    reach: row.reach,
    answer: row.answer,
    error: row.error,
    parentId: row.parent_id,
    createdAt: toTime(row.created_at),
    startedAt: toTime(row.started_at),
    finishedAt: toTime(row.finished_at),
    epoch: row.epoch,
  };
  return value as Execution;
}

/** What is written of an execution that this process made; its graph is that of its version. */
export const toNewExecutionRow = (execution: NewExecution) => ({
  trigger_id: execution.triggerId ?? null,
  id: execution.id,
  workflow_id: execution.workflowId,
  owner_id: execution.ownerId,
  version: execution.version,
  mode: execution.mode,
  trigger_node_id: execution.triggerNodeId,
  trigger_items: execution.triggerItems,
  started_by: execution.startedBy,
  recorded: execution.recorded,
  epoch: execution.epoch,
  created_at: execution.createdAt,
  started_at: execution.startedAt,
});

/** A row of node_executions, from pg or as JSON. */
export interface NodeExecutionRow {
  node_key: string;
  node_id: string;
  type: string;
  label: string;
  status: string;
  attempt: number;
  effect: string;
  outputs: unknown;
  origins: unknown;
  sources: unknown;
  resolved_params: unknown;
  resolutions: unknown;
  error: unknown;
  wake_at: string | null;
  simulated: boolean;
  given: string | null;
  started_at: string;
  finished_at: string | null;
  seq: number;
}

export const nodeExecutionColumns = [
  'node_key',
  'node_id',
  'type',
  'label',
  'status',
  'attempt',
  'effect',
  'outputs',
  'origins',
  'sources',
  'resolved_params',
  'resolutions',
  'error',
  'wake_at',
  'simulated',
  'given',
  'started_at',
  'finished_at',
  'seq',
] as const;

export function toNodeExecution(row: NodeExecutionRow): NodeExecution {
  const value: Record<keyof NodeExecution, unknown> = {
    nodeKey: row.node_key,
    nodeId: row.node_id,
    type: row.type,
    label: row.label,
    status: row.status,
    attempt: row.attempt,
    effect: row.effect,
    outputs: row.outputs,
    origins: row.origins,
    sources: row.sources,
    resolvedParams: row.resolved_params,
    resolutions: row.resolutions,
    error: row.error,
    wakeAt: toTime(row.wake_at),
    simulated: row.simulated,
    given: row.given ?? undefined,
    startedAt: toTime(row.started_at),
    finishedAt: toTime(row.finished_at),
    seq: row.seq,
  };
  return value as NodeExecution;
}

export const toNodeExecutionRow = (record: NodeExecution): NodeExecutionRow => ({
  node_key: record.nodeKey,
  node_id: record.nodeId,
  type: record.type,
  label: record.label,
  status: record.status,
  attempt: record.attempt,
  effect: record.effect,
  outputs: record.outputs,
  origins: record.origins,
  sources: record.sources,
  resolved_params: record.resolvedParams,
  resolutions: record.resolutions,
  error: record.error,
  wake_at: record.wakeAt,
  simulated: record.simulated,
  given: record.given ?? null,
  started_at: record.startedAt,
  finished_at: record.finishedAt,
  seq: record.seq,
});
