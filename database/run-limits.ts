import { sql } from 'kysely';
import type { Database } from './connection';

/** Further ahead makes no difference any more. */
const mostCounted = 100;

/** How many runs of the same team or person, made earlier, wait or are worked on: 100 at the most. In the order of the ids. */
export async function countAhead(db: Database, executionIds: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ id: string; ahead: number }>`
    select x.id, (select count(*)::int from (
      select from workflow_executions o
      where o.group_id = x.group_id and o.id < x.id and o.status in ('queued', 'running')
      limit ${mostCounted}) counted) as ahead
    from workflow_executions x where x.id = any (${executionIds}::uuid[])`.execute(db.service);
  const byId = new Map(rows.map(({ id, ahead }) => [id, ahead]));
  return executionIds.map(id => byId.get(id) ?? 0);
}

/** Those held back by a limit that there is room for now. They stay held until they are taken. */
export async function findReleasedRuns(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select parley.release_runs() as id`.execute(db.service);
  return rows.map(({ id }) => id);
}

/** When a place at a time may be free again; nobody knows how long the runs take that have them. */
const usualSeconds = 5;

/**
 * Takes back a run that a limit holds and that nothing was done for yet, and says in how many seconds it may be asked for
 * again; null when no limit holds it, or somebody has taken it up.
 */
export async function refuseHeldRun(db: Database, { executionId }: { executionId: string }): Promise<number | null> {
  const { rows } = await sql<{ seconds: number }>`
    with gone as (
      delete from workflow_executions x where id = ${executionId}::uuid and status = 'queued' and epoch = 0
        and exists (select from run_turns t where t.execution_id = x.id and t.held_at is not null)
      returning group_id
    ), turns as (
      select count(*) as begun, min(t.taken_at) as oldest from gone
      join run_turns t on t.group_id = gone.group_id and t.taken_at > now() - interval '1 minute'
    )
    select (case when turns.begun >= (l.limits ->> 'runs_per_minute')::int
      then greatest(ceil(extract(epoch from turns.oldest + interval '1 minute' - now())), 1)
      else ${usualSeconds} end)::int as seconds
    from gone cross join turns cross join lateral (select limits from teams where id = gone.group_id
      union all select limits from users where id = gone.group_id) l`.execute(db.service);
  return rows[0]?.seconds ?? null;
}

export interface RunLimitsState {
  /** Whose runs may be held back by a limit of theirs, or of a team whose workflows they own. */
  limitedOwners: string[];
  /** Whose queue is full. */
  crowdedOwners: string[];
  /** Something is held back now. */
  anyHeld: boolean;
}

/** `most`: as many runs of one person may wait. */
export async function readRunLimits(db: Database, { most }: { most: number }): Promise<RunLimitsState> {
  const { rows } = await sql<RunLimitsState>`
    select array(
      select id from users where limits ?| array['concurrent_runs', 'runs_per_minute']
      union
      select w.owner_id from teams t join workflows w on w.team_id = t.id
      where t.limits ?| array['concurrent_runs', 'runs_per_minute']
    )::text[] as "limitedOwners", array(
      select owner_id from workflow_executions where status in ('queued', 'running') and status = 'queued'
      group by owner_id having count(*) >= ${most}
    )::text[] as "crowdedOwners", exists (select from run_turns where held_at is not null) as "anyHeld"`.execute(
    db.service,
  );
  return rows[0]!;
}
