import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { asUser, type Database, type Transaction } from './connection';
import { rollUpUsage } from './usage';

/** As many of a workflow stay however old they are, unless `runs_kept` says otherwise. */
const keptByDefault = 10;
const workflowsAtOnce = 200;
const runsAtOnce = 50;
const firstId = '00000000-0000-0000-0000-000000000000';

/** How long finished runs of a workflow are kept; null days: for ever. */
export interface RunRetention {
  days: number | null;
  /** So many of each workflow stay in any case. */
  kept: number;
}

interface Standard {
  /** For everybody who has no limit of their own; 0 keeps everything, null leaves it to the plan. */
  standardDays: number | null;
}

const daysOf = (standardDays: number | null) =>
  sql<number | null>`parley.run_days(h.plan, h.limits, ${standardDays}::int)`;
const keptOf = sql<number>`coalesce((h.limits ->> 'runs_kept')::int, ${keptByDefault}::int)`;

/** What holds for a workflow, or for the person's own in no team. Null for who may not see whose limits count. */
export async function readRunRetention(
  tx: Transaction,
  { workflowId, standardDays }: Standard & { workflowId?: string },
): Promise<RunRetention | null> {
  const holder = workflowId
    ? sql`select coalesce(t.plan, u.plan) as plan, coalesce(t.limits, u.limits) as limits
        from workflows w left join teams t on t.id = w.team_id left join users u on u.id = w.owner_id
        where w.id = ${workflowId}::uuid and (w.team_id is null) = (t.id is null) and coalesce(t.plan, u.plan) is not null`
    : sql`select plan, limits from users where id = (select auth.uid())`;
  const { rows } = await sql<RunRetention>`
    select ${daysOf(standardDays)} as days, ${keptOf} as kept from (${holder}) h`.execute(tx);
  return rows[0] ?? null;
}

interface Prunable {
  workflowId: string;
  days: number;
  /** The newest that may go; null when no more are there than stay. */
  upTo: string | null;
}

interface PruneOptions extends Standard {
  /** Asked between batches: the process is going. */
  isOver?: () => boolean;
}

/**
 * Deletes what is older than its plan and limits say, of every workflow, and says how many runs that were. In batches of
 * 50, each a transaction, with a pause as long as the batch took; any number of processes may be at it at once. What the
 * runs came to is added to their owners' figures first.
 */
export async function pruneRuns(db: Database, options: PruneOptions): Promise<number> {
  const { standardDays, isOver = () => false } = options;
  const counted = new Set<string>();
  let pruned = 0;
  for (let after: string | null = null; !isOver(); ) {
    const page = await listPrunable(db, { after, standardDays });
    for (const one of page) {
      for (let past: string | null = one.upTo && firstId; past && !isOver(); ) {
        const began = performance.now();
        const batch = await pruneBatch(db, { ...one, past }, counted);
        pruned += batch.pruned;
        past = batch.last;
        if (past) await pause(performance.now() - began);
      }
    }
    if (page.length < workflowsAtOnce) break;
    after = page.at(-1)!.workflowId;
  }
  return pruned;
}

/** A page of workflows, with how far back their runs may go. */
async function listPrunable(
  db: Database,
  { after, standardDays }: Standard & { after: string | null },
): Promise<Prunable[]> {
  const { rows } = await sql<Prunable>`
    with page as materialized (
      select w.id, coalesce((select jsonb_build_array(t.plan, t.limits) from teams t where t.id = w.team_id),
        (select jsonb_build_array(u.plan, u.limits) from users u where u.id = w.owner_id)) as holder
      from workflows w where ${after}::uuid is null or w.id > ${after}::uuid order by w.id limit ${workflowsAtOnce}
    ), h as materialized (
      select id, holder ->> 0 as plan, holder -> 1 as limits from page
    )
    select h.id as "workflowId", ${daysOf(standardDays)} as days,
      case when ${daysOf(standardDays)} is not null then (
        select x.id from workflow_executions x where x.workflow_id = h.id order by x.id desc offset ${keptOf} limit 1) end as "upTo"
    from h order by h.id`.execute(db.service);
  return rows;
}

/** `last` is where the next batch begins, whoever may hold some of this one; null when nothing is left. */
async function pruneBatch(
  db: Database,
  { workflowId, days, upTo, past }: Prunable & { past: string },
  counted: Set<string>,
): Promise<{ pruned: number; last: string | null }> {
  const before = sql`now() - make_interval(days => ${days})`;
  const { rows } = await sql<{ id: string; owner: string }>`
    select x.id, x.owner_id as owner from workflow_executions x
    where x.workflow_id = ${workflowId}::uuid and x.id > ${past}::uuid and x.id <= least(${upTo}::uuid, parley.first_id_at(${before}))
      and x.finished_at < ${before}
      and not exists (select from workflow_executions p where p.id = x.parent_id and p.finished_at is null)
      and not exists (select from workflow_executions c where c.parent_id = x.id and c.finished_at is null)
    order by x.id limit ${runsAtOnce}`.execute(db.service);
  if (rows.length === 0) return { pruned: 0, last: null };
  for (const owner of new Set(rows.map(row => row.owner))) {
    if (counted.has(owner)) continue;
    await asUser(db, { sub: owner, role: 'authenticated' }, rollUpUsage);
    counted.add(owner);
  }
  const ids = rows.map(({ id }) => id);
  const done = await sql<{ pruned: number }>`select parley.prune_runs(${ids}::uuid[]) as pruned`.execute(db.service);
  return { pruned: done.rows[0]!.pruned, last: rows.length < runsAtOnce ? null : ids.at(-1)! };
}
