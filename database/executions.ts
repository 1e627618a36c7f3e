import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Execution, RunMode } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';
import type { Item } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import {
  type ExecutionRow,
  executionColumns,
  type NodeExecutionRow,
  nodeExecutionColumns,
  toExecution,
  toNodeExecution,
} from './execution-rows';
import { type JsonParameter, json } from './json';
import { lostIn, withPayloads } from './payload-rows';

export interface NewExecution {
  workflowId: string;
  version: number;
  mode: RunMode;
  triggerNodeId: string;
  items: readonly Item[];
  startedBy: Execution['startedBy'];
  recorded?: Execution['recorded'];
  reach?: Execution['reach'];
}

/** Takes a snapshot of the version; from here on, edits do not touch the run. */
export async function createExecution(tx: Transaction, execution: NewExecution): Promise<string> {
  const { workflowId, version, mode, triggerNodeId, items, startedBy, recorded = {}, reach = null } = execution;
  const row = await tx
    .insertInto('workflow_executions')
    .columns([
      'workflow_id',
      'version',
      'workflow',
      'mode',
      'trigger_node_id',
      'trigger_items',
      'started_by',
      'recorded',
      'reach',
    ])
    .expression(from =>
      from
        .selectFrom('workflow_versions')
        .select(eb => [
          'workflow_id',
          'version',
          'workflow',
          eb.val(mode).as('mode'),
          eb.cast<string>(eb.val(triggerNodeId), 'uuid').as('trigger_node_id'),
          json(items).as('trigger_items'),
          eb.val(startedBy).as('started_by'),
          json(recorded).as('recorded'),
          (reach ? json(reach) : sql<JsonParameter>`null::jsonb`).as('reach'),
        ])
        .where('workflow_id', '=', workflowId)
        .where('version', '=', version),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new AppError('workflow.version_not_found', { version });
  return row.id;
}

export interface RecordedExecution {
  execution: Execution;
  records: NodeExecution[];
  /** The step of which a list is gone, by its label; something else is shown in its place. */
  lost: string | null;
}

export async function findExecution(tx: Transaction, { executionId }: { executionId: string }) {
  const row = await tx
    .selectFrom('workflow_executions')
    .select(executionColumns)
    .where('id', '=', executionId)
    .executeTakeFirst();
  return row ? toExecution(row as ExecutionRow) : null;
}

/** How far it is, without what it works on. */
export async function findExecutionState(tx: Transaction, { executionId }: { executionId: string }) {
  const row = await tx
    .selectFrom('workflow_executions')
    .select(['status', 'answer', 'error', 'started_at', 'finished_at'])
    .where('id', '=', executionId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    status: row.status as Execution['status'],
    answer: row.answer as Execution['answer'],
    error: row.error as Execution['error'],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/** A run with everything that its nodes did, in order. */
export async function readExecution(
  tx: Transaction,
  { executionId }: { executionId: string },
): Promise<RecordedExecution> {
  const execution = await findExecution(tx, { executionId });
  if (!execution) throw new AppError('execution.not_found', {});
  const rows = await readRows(tx, { executionId, seq: 0 });
  return { execution, records: rows.map(toNodeExecution), lost: lostIn(rows) };
}

/** What changed since a reader last looked: he saw everything up to `seq`. */
export const readRecordsAfter = async (
  tx: Transaction,
  place: { executionId: string; seq: number },
): Promise<NodeExecution[]> => (await readRows(tx, place)).map(toNodeExecution);

async function readRows(tx: Transaction, { executionId, seq }: { executionId: string; seq: number }) {
  const rows = await tx
    .selectFrom('node_executions')
    .select(nodeExecutionColumns)
    .where('execution_id', '=', executionId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  return withPayloads(
    rows.map(row => ({ ...(row as NodeExecutionRow), execution_id: executionId })),
    (_executionIds, hashes) => findPayloads(tx, { executionId, hashes }),
  );
}

export const findPayloads = (
  tx: Transaction,
  { executionId, hashes }: { executionId: string; hashes: readonly string[] },
) =>
  tx
    .selectFrom('run_payloads')
    .select(['execution_id', 'hash', 'body'])
    .where('execution_id', '=', executionId)
    .where('hash', 'in', hashes)
    .execute();

/** How each step did, by its key, without what went through it. */
export async function readStatuses(
  tx: Transaction,
  { executionId }: { executionId: string },
): Promise<Record<string, NodeExecution['status']>> {
  const rows = await tx
    .selectFrom('node_executions')
    .select(['node_key', 'status'])
    .where('execution_id', '=', executionId)
    .orderBy('seq')
    .execute();
  return Object.fromEntries(rows.map(row => [row.node_key, row.status as NodeExecution['status']]));
}

export interface ListedExecution {
  id: string;
  workflowId: string;
  workflowName: string;
  version: number;
  status: Execution['status'];
  mode: RunMode;
  startedBy: Execution['startedBy'];
  error: Execution['error'];
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** Newest first, and only what this user may see: row level security filters, the index on (workflow_id, id) orders. */
export async function listExecutions(
  tx: Transaction,
  { workflowId, before, limit }: { workflowId?: string; before?: string; limit: number },
): Promise<ListedExecution[]> {
  const rows = await tx
    .selectFrom('workflow_executions as x')
    .innerJoin('workflows', 'workflows.id', 'x.workflow_id')
    .select(['x.id', 'x.workflow_id', 'workflows.name', 'x.version', 'x.status', 'x.mode', 'x.started_by', 'x.error'])
    .select(['x.created_at', 'x.started_at', 'x.finished_at'])
    .$if(workflowId !== undefined, query => query.where('x.workflow_id', '=', workflowId!))
    .$if(before !== undefined, query => query.where('x.id', '<', before!))
    .orderBy('x.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    id: row.id,
    workflowId: row.workflow_id,
    workflowName: row.name,
    version: row.version,
    status: row.status as Execution['status'],
    mode: row.mode as RunMode,
    startedBy: row.started_by as Execution['startedBy'],
    error: row.error as Execution['error'],
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }));
}

/** The workflow's newest run, or null when it never ran. */
export async function findLastExecution(
  tx: Transaction,
  { workflowId }: { workflowId: string },
): Promise<ListedExecution | null> {
  const [last] = await listExecutions(tx, { workflowId, limit: 1 });
  return last ?? null;
}

/** The fact; whoever works on the run is told separately. False when there is nothing left to stop. */
export async function requestCancel(tx: Transaction, { executionId }: { executionId: string }): Promise<boolean> {
  const row = await tx
    .updateTable('workflow_executions')
    .set({ cancel_requested: true })
    .where('id', '=', executionId)
    .where('finished_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest run in which this node itself did something. */
export async function findLastNodeExecution(
  tx: Transaction,
  { workflowId, nodeId }: { workflowId: string; nodeId: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('workflow_executions as x')
    .innerJoin('node_executions as n', 'n.execution_id', 'x.id')
    .select('x.id')
    .where('x.workflow_id', '=', workflowId)
    .where('n.node_id', '=', nodeId)
    .where('n.status', 'not in', ['skipped', 'cancelled'])
    .where(eb => eb.or([eb('n.given', 'is', null), eb('n.given', '=', 'pinned')]))
    .orderBy('x.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
