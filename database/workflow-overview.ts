import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Execution } from '@/engine/run/execution';
import type { Transaction } from './connection';

/** A workflow as the home page lists it. */
export interface WorkflowOverview {
  id: string;
  name: string;
  tags: readonly string[];
  isActive: boolean;
  isOwn: boolean;
  nodeCount: number;
  updatedAt: string;
  lastRun: { id: string; status: Execution['status']; mode: Execution['mode']; createdAt: string } | null;
  /** When its schedule starts it next. */
  nextRunAt: string | null;
  /** Of the last fifty finished runs. */
  finished: number;
  succeeded: number;
}

const recent = 50;

interface Page {
  limit: number;
  tag?: string;
  after?: { updatedAt: string; id: string };
}

/** One statement: the page first, so that what is looked up for a row is looked up for fifty and not for all there are. */
export async function listOverview(tx: Transaction, { limit, tag, after }: Page): Promise<WorkflowOverview[]> {
  const { rows } = await sql<WorkflowOverview>`
    with page as materialized (
      select * from parley.list_workflows(${limit}::int, '{}', ${after?.updatedAt ?? null}::timestamptz,
        ${after?.id ?? null}::uuid, ${tag ?? null}::text)
    )
    select w.id, w.name, w.tags, w.is_active as "isActive", w.owner_id = (select auth.uid()) as "isOwn",
      w.updated_at as "updatedAt",
      (select count(*)::int from workflow_nodes n where n.workflow_id = w.id) as "nodeCount",
      (select jsonb_build_object('id', x.id, 'status', x.status, 'mode', x.mode, 'createdAt', x.created_at)
        from workflow_executions x where x.workflow_id = w.id order by x.id desc limit 1) as "lastRun",
      (select min(t.next_at) from workflow_triggers t
        where t.workflow_id = w.id and t.active and t.kind = 'schedule') as "nextRunAt",
      coalesce(stats.finished, 0)::int as finished, coalesce(stats.succeeded, 0)::int as succeeded
    from page w
    left join lateral (
      select count(*) as finished, count(*) filter (where last.status = 'succeeded') as succeeded from (
        select x.status from workflow_executions x
        where x.workflow_id = w.id and x.finished_at is not null order by x.id desc limit ${sql.lit(recent)}) as last
    ) stats on true
    order by w.updated_at desc, w.id desc`.execute(tx);
  return rows;
}

export async function listTags(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct unnest(tags) as tag from workflows
    where owner_id = (select auth.uid()) or id = any (array(select parley.shared_workflow_ids())) order by 1`.execute(
    tx,
  );
  return rows.map(({ tag }) => tag);
}

export async function readTags(tx: Transaction, { workflowId }: { workflowId: string }): Promise<string[]> {
  const row = await tx.selectFrom('workflows').select('tags').where('id', '=', workflowId).executeTakeFirst();
  return row?.tags ?? [];
}

const mostTags = 20;

/** Puts a tag on, or takes it off, in one statement; answers which ones it reached. */
export async function tagWorkflows(
  tx: Transaction,
  { ids, tag, on }: { ids: readonly string[]; tag: string; on: boolean },
): Promise<string[]> {
  if (tag.trim() === '' || tag.length > 40)
    throw new AppError('request.invalid', { field: 'tag', reason: 'give 1 to 40 characters' });
  const { rows } = await sql<{ id: string }>`
    update workflows set tags = ${
      on ? sql`array_append(array_remove(tags, ${tag}), ${tag})` : sql`array_remove(tags, ${tag})`
    }
    where id = any (${sql.val([...ids])}::uuid[]) ${on ? sql`and cardinality(array_remove(tags, ${tag})) < ${mostTags}` : sql``}
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** One statement; answers which ones there were to delete. */
export async function deleteWorkflows(tx: Transaction, { ids }: { ids: readonly string[] }): Promise<string[]> {
  const rows = await tx.deleteFrom('workflows').where('id', 'in', ids).returning('id').execute();
  return rows.map(({ id }) => id);
}
