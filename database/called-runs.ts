import { sql } from 'kysely';
import type { Execution } from '@/engine/run/execution';
import type { Item } from '@/engine/workflow/schema';
import type { Database, Transaction } from './connection';
import { json } from './json';

/** A workflow that somebody may run, in the version that a call would run: the one that is on, else the newest. */
export interface Callable {
  id: string;
  name: string;
  version: number;
  own: boolean;
}

/** By id or by name, as the person; their own first. */
export async function findCallable(tx: Transaction, { workflow }: { workflow: string }): Promise<Callable[]> {
  const { rows } = await sql<Callable>`
    select id, name, coalesce(active_version, version) as version, owner_id = auth.uid() as own from workflows
    where (id::text = lower(${workflow}) or lower(name) = lower(${workflow})) and parley.can_run_workflow(id)
    order by own desc, id limit 10`.execute(tx);
  return rows;
}

/** Names of what they may run, for a sentence about one that was not found. */
export async function listCallableNames(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from workflows where parley.can_run_workflow(id) order by updated_at desc limit 200`.execute(tx);
  return rows.map(({ name }) => name);
}

export interface CallOf {
  parentId: string;
  /** By which step and for which item: once in a run. */
  key: string;
}

export interface RunOfCall {
  id: string;
  name: string;
  status: Execution['status'];
  error: Execution['error'];
}

/** The run that a call made; null where it has made none yet. What is over counts as taken up with it. */
export async function findCalledRun(db: Database, { parentId, key }: CallOf): Promise<RunOfCall | null> {
  const { rows } = await sql<RunOfCall>`
    update workflow_executions set result_taken_at = coalesce(result_taken_at, case when finished_at is null then null else now() end)
    where parent_id = ${parentId}::uuid and parent_key = ${key}
    returning id, workflow ->> 'name' as name, status, error`.execute(db.service);
  return rows[0] ?? null;
}

/** The workflows of a run and of those that led to it, and how deep it is. */
export async function readAncestors(
  db: Database,
  { executionId }: { executionId: string },
): Promise<{ workflowIds: string[]; depth: number }> {
  const { rows } = await sql<{ workflow_id: string; depth: number }>`
    with recursive up as (
      select id, parent_id, workflow_id, depth, 0 as steps from workflow_executions where id = ${executionId}::uuid
      union all
      select x.id, x.parent_id, x.workflow_id, x.depth, up.steps + 1
      from workflow_executions x join up on x.id = up.parent_id where up.steps < 100)
    select workflow_id, depth from up order by steps`.execute(db.service);
  return { workflowIds: rows.map(row => row.workflow_id), depth: rows[0]?.depth ?? 0 };
}

export interface NewCall extends CallOf {
  workflowId: string;
  version: number;
  ownerId: string;
  triggerNodeId: string;
  items: readonly Item[];
  depth: number;
  /** False: nobody will take up what comes of it. */
  waits: boolean;
}

/** The run belongs to whoever the calling one belongs to. Null where the call has made one already. */
export async function createCalledRun(db: Database, call: NewCall): Promise<string | null> {
  const { parentId, key, workflowId, version, ownerId, triggerNodeId, items, depth, waits } = call;
  const { rows } = await sql<{ id: string }>`
    insert into workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items,
      started_by, depth, parent_id, parent_key, result_taken_at)
    select workflow_id, ${ownerId}::uuid, version, workflow, 'live', ${triggerNodeId}::uuid, ${json(items)},
      'workflow', ${depth}::int, ${parentId}::uuid, ${key}, case when ${waits}::boolean then null else now() end
    from workflow_versions where workflow_id = ${workflowId}::uuid and version = ${version}
    on conflict (parent_id, parent_key) where parent_id is not null do nothing
    returning id`.execute(db.service);
  return rows[0]?.id ?? null;
}

/** Runs that wait for one that is over: whoever finished it died before the queue was told. */
export async function findUntakenResults(db: Database): Promise<string[]> {
  const { rows } = await sql<{ parent_id: string }>`
    select distinct c.parent_id from workflow_executions c join workflow_executions p on p.id = c.parent_id
    where c.finished_at < now() - interval '10 seconds' and c.result_taken_at is null and c.started_by = 'workflow'
      and p.status = 'waiting' limit 500`.execute(db.service);
  return rows.map(row => row.parent_id);
}

/** What a run has called that is not over: to be stopped with it. */
export async function findOpenCalls(db: Database, { executionId }: { executionId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from workflow_executions
    where parent_id = ${executionId}::uuid and finished_at is null and started_by = 'workflow' and result_taken_at is null`.execute(
    db.service,
  );
  return rows.map(({ id }) => id);
}

/** A run as another one refers to it. */
export interface RelatedRun {
  id: string;
  workflowId: string;
  name: string;
  status: Execution['status'];
  startedBy: Execution['startedBy'];
  /** Of a run that was called: by which step. */
  stepKey: string | null;
}

/** The run that led to this one, and those that it led to, as far as the person may see them. */
export async function readRelatedRuns(
  tx: Transaction,
  { executionId }: { executionId: string },
): Promise<{ parent: RelatedRun | null; children: RelatedRun[] }> {
  const { rows } = await sql<RelatedRun & { isParent: boolean }>`
    select x.id, x.workflow_id as "workflowId", x.workflow ->> 'name' as name, x.status, x.started_by as "startedBy",
      split_part(x.parent_key, '#', 1) as "stepKey", x.id = me.parent_id as "isParent"
    from workflow_executions me join workflow_executions x on x.id = me.parent_id or x.parent_id = me.id
    where me.id = ${executionId}::uuid order by x.id limit 200`.execute(tx);
  const related = rows.map(({ isParent, ...run }) => ({ isParent, run }));
  return {
    parent: related.find(({ isParent }) => isParent)?.run ?? null,
    children: related.flatMap(({ isParent, run }) => (isParent ? [] : [run])),
  };
}
