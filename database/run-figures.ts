import { sql } from 'kysely';
import type { Database } from './connection';

/** How the runs of everybody stand now. */
export interface RunFigures {
  /** Runs by state, of those that are not over; `held` are those of `queued` and `waiting` that a limit holds back. */
  runs: { queued: number; running: number; waiting: number; held: number };
  /** How long the oldest has waited that no limit holds back; 0 without one. */
  oldestQueuedSeconds: number;
  /** Processes that were seen in the last 8 seconds. */
  workers: number;
  /** Ours, by what PostgreSQL says that they are at. */
  connections: { active: number; idle: number };
}

export async function readRunFigures(db: Database): Promise<RunFigures> {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*) from workflow_executions where status in ('queued', 'running', 'waiting') and status = 'queued') as queued,
      (select count(*) from workflow_executions where status in ('queued', 'running', 'waiting') and status = 'running') as running,
      (select count(*) from workflow_executions where status in ('queued', 'running', 'waiting') and status = 'waiting') as waiting,
      (select count(*) from run_turns where held_at is not null) as held,
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from workflow_executions x
        where status in ('queued', 'running', 'waiting') and status = 'queued'
          and not exists (select from run_turns t where t.execution_id = x.id and t.held_at is not null)) as oldest,
      (select count(*) from workers where seen_at > now() - interval '8 seconds') as workers,
      (select count(*) from pg_stat_activity where datname = current_database() and application_name like 'parley%' and state <> 'idle') as active,
      (select count(*) from pg_stat_activity where datname = current_database() and application_name like 'parley%' and state = 'idle') as idle`.execute(
    db.service,
  );
  const { queued, running, waiting, held, oldest, workers, active, idle } = rows[0] as Record<string, number>;
  return {
    runs: { queued: queued!, running: running!, waiting: waiting!, held: held! },
    oldestQueuedSeconds: Math.max(oldest!, 0),
    workers: workers!,
    connections: { active: active!, idle: idle! },
  };
}
