import { sql } from 'kysely';
import type { Database } from './connection';

/** A worker that was not seen for so long is taken for dead. */
const leaseSeconds = 8;
const keptSeconds = 86_400;

/** Says that this process is alive; to be called more often than its lease lasts. */
export async function seeWorker(db: Database, { workerId }: { workerId: string }): Promise<void> {
  await sql`insert into workers (id) values (${workerId}::uuid)
    on conflict (id) do update set seen_at = now()`.execute(db.service);
}

/** Takes this process off the list, and those that have been dead for a day. */
export async function dropWorkers(db: Database, { workerId }: { workerId: string }): Promise<void> {
  await sql`delete from workers
    where id = ${workerId}::uuid or seen_at < now() - make_interval(secs => ${keptSeconds})`.execute(db.service);
}

/** A worker that goes hands the run over: that says nothing of the run. Its claim has to hold still. */
export async function forgetTry(db: Database, { executionId }: { executionId: string }): Promise<void> {
  await sql`update workflow_executions set tries = greatest(tries - 1, 0)
    where id = ${executionId}::uuid and finished_at is null`.execute(db.service);
}

/** Runs that a worker had to itself and left: it is dead, or says nothing. At most 500. */
export async function findAbandonedExecutions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from workflow_executions
    where worker_id is not null and finished_at is null and not exists (
      select from workers where workers.id = worker_id and seen_at > now() - make_interval(secs => ${leaseSeconds}))
    limit 500`.execute(db.service);
  return rows.map(({ id }) => id);
}
