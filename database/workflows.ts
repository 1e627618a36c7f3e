import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import { Workflow } from '@/engine/workflow/schema';
import type { Transaction } from './connection';

export interface Draft {
  id: string;
  ownerId: string;
  /** As it is now; nodes and connections in the order they were added. */
  workflow: Workflow;
  /** 0 for a workflow that nothing was saved in yet. */
  version: number;
  isActive: boolean;
  createdAt: string;
  updatedAt: string;
}

/** Makes an empty workflow, at version 0. What goes into it goes through `changeWorkflow`. */
export async function createWorkflow(tx: Transaction, { name }: { name: string }): Promise<{ id: string }> {
  return tx.insertInto('workflows').values({ name }).returning('id').executeTakeFirstOrThrow();
}

export async function readWorkflowName(tx: Transaction, { workflowId }: { workflowId: string }): Promise<string> {
  const row = await tx.selectFrom('workflows').select('name').where('id', '=', workflowId).executeTakeFirst();
  if (!row) throw new AppError('workflow.not_found', {});
  return row.name;
}

/** With `lock`, nobody else changes it until the transaction ends; asking for that takes the right to edit. */
export async function readDraft(
  tx: Transaction,
  { workflowId, lock = false }: { workflowId: string; lock?: boolean },
): Promise<Draft> {
  // A statement of its own: one that waited for the lock would read the other tables as they were before it waited.
  const locked = lock
    ? await tx.selectFrom('workflows').select('id').where('id', '=', workflowId).forUpdate().execute()
    : null;
  const { rows } = await sql<DraftRow>`select * from parley.read_draft(${workflowId}::uuid)`.execute(tx);
  const [row] = rows;
  if (!row) throw new AppError('workflow.not_found', {});
  if (locked?.length === 0) throw new AppError('workflow.view_only', {}); // only those who may change it get a lock
  return {
    id: row.id,
    ownerId: row.owner_id,
    workflow: Workflow.parse({ ...row, nodes: row.nodes.map(toNode) }),
    version: row.version,
    isActive: row.is_active,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

interface DraftRow {
  id: string;
  owner_id: string;
  version: number;
  is_active: boolean;
  created_at: string;
  updated_at: string;
  nodes: readonly NodeRow[];
}

interface NodeRow {
  position_x: number | null;
  position_y: number | null;
  parent_id: string | null;
}

const toNode = ({ position_x: x, position_y: y, parent_id: parentId, ...node }: NodeRow) => ({
  ...node,
  position: x === null || y === null ? null : { x, y },
  parentId,
});

/** Where a page ends: the last row's own values. */
export interface WorkflowCursor {
  updatedAt: string;
  id: string;
}

export interface ListOptions {
  limit: number;
  /** Words that must all be in the name. */
  search?: string;
  after?: WorkflowCursor;
}

/** The person's own and those shared with them, newest change first. */
export async function listWorkflows(tx: Transaction, options: ListOptions) {
  const rows = await listQuery(tx, options).execute();
  return rows.map(toListed);
}

/** As `listWorkflows`, with what a list on screen shows: the number of steps and the last run. */
export async function listWorkflowsSummary(tx: Transaction, options: ListOptions) {
  const rows = await listQuery(tx, options)
    .select(({ selectFrom }) =>
      selectFrom('workflow_nodes')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('workflow_nodes.workflow_id', '=', 'workflows.id')
        .as('node_count'),
    )
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('workflow_executions')
          .select(['id as execution_id', 'status', 'mode', 'created_at as executed_at'])
          .whereRef('workflow_executions.workflow_id', '=', 'workflows.id')
          .orderBy('id', 'desc')
          .limit(1)
          .as('last'),
      join => join.onTrue(),
    )
    .select(['last.execution_id', 'last.status', 'last.mode', 'last.executed_at'])
    .execute();
  return rows.map(row => ({
    ...toListed(row),
    nodeCount: row.node_count ?? 0,
    lastExecution: row.execution_id
      ? { id: row.execution_id, status: row.status!, mode: row.mode!, createdAt: row.executed_at! }
      : null,
  }));
}

function listQuery(tx: Transaction, { limit, search, after }: ListOptions) {
  const words = search?.trim().split(/\s+/).filter(Boolean) ?? [];
  const patterns = words.map(word => `%${escapeLike(word)}%`);
  const page = sql<ListedRow>`parley.list_workflows(${limit}::int, ${sql.val(patterns)}::text[],
    ${after?.updatedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid)`;
  return tx
    .selectFrom(page.as('workflows'))
    .select(['workflows.id', 'workflows.name', 'workflows.description', 'workflows.is_active'])
    .select(['workflows.version', 'workflows.owner_id', 'workflows.created_at', 'workflows.updated_at'])
    .orderBy('workflows.updated_at', 'desc')
    .orderBy('workflows.id', 'desc');
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

interface ListedRow {
  id: string;
  name: string;
  description: string;
  is_active: boolean;
  version: number;
  owner_id: string;
  created_at: string;
  updated_at: string;
}

const toListed = ({ id, name, description, version, ...row }: ListedRow) => ({
  id,
  name,
  description,
  version,
  isActive: row.is_active,
  ownerId: row.owner_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** With its versions, runs and addresses. Conversations about it stay. */
export async function deleteWorkflow(tx: Transaction, { workflowId }: { workflowId: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('workflows').where('id', '=', workflowId).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('workflow.not_found', {});
}
