import { sql } from 'kysely';
import type { Database } from './connection';

/** A worker that was not seen for so long is taken for dead. */
const leaseSeconds = 8;
const keptSeconds = 86_400;

interface Seen {
  workerId: string;
  /** The types of steps that it can carry out; said once. */
  knows?: readonly string[];
}

/** Says that this process is alive; to be called more often than its lease lasts. */
export async function seeWorker(db: Database, { workerId, knows = [] }: Seen): Promise<void> {
  await sql`insert into workers (id, knows) values (${workerId}::uuid, ${knows}::text[])
    on conflict (id) do update set seen_at = now(),
      knows = case when cardinality(excluded.knows) = 0 then workers.knows else excluded.knows end`.execute(db.service);
}

/** From now on this process counts as gone. What it knew is remembered for a day, as of those that died. */
export async function dropWorkers(db: Database, { workerId }: { workerId: string }): Promise<void> {
  await sql`with gone as (delete from workers where seen_at < now() - make_interval(secs => ${keptSeconds}))
    update workers set seen_at = least(seen_at, now() - make_interval(secs => ${leaseSeconds}))
    where id = ${workerId}::uuid`.execute(db.service);
}

interface Left {
  executionId: string;
  epoch: number;
  /** Steps that the one who has it does not know. */
  types: readonly string[];
}

/**
 * Gives a claim back if a worker of the last day knew these steps: it is in no queue then, until one of those takes it. False
 * when none did, or it is somebody else's by now.
 */
export async function leaveToOther(db: Database, { executionId, epoch, types }: Left): Promise<boolean> {
  const { rows } = await sql`update workflow_executions
    set status = 'queued', tries = greatest(tries - 1, 0), worker_id = null, left_for = ${types}::text[]
    where id = ${executionId}::uuid and epoch = ${epoch} and finished_at is null
      and exists (select from workers where knows @> ${types}::text[]) returning id`.execute(db.service);
  return rows.length > 0;
}

/** Takes, of what others left, that whose steps are known here: each is one worker's from now on, who is to be looked after as `worker_id`. */
export async function takeLeftExecutions(db: Database, { workerId, knows }: Required<Seen>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update workflow_executions set left_for = null, worker_id = ${workerId}::uuid
    where id in (select id from workflow_executions where left_for is not null and left_for <@ ${knows}::text[]
      and finished_at is null limit 500 for no key update skip locked) returning id`.execute(db.service);
  return rows.map(({ id }) => id);
}

/** Whoever works on these may be gone the next moment: then it is known what it was short of. */
export async function noteShortMemory(
  db: Database,
  { executionIds }: { executionIds: readonly string[] },
): Promise<void> {
  await sql`update workflow_executions set memory_short_at = now()
    where id = any (${executionIds}::uuid[]) and finished_at is null`.execute(db.service);
}

/** Whether a worker of the last day knew all of these. */
export async function isKnownElsewhere(db: Database, { types }: { types: readonly string[] }): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from workers where knows @> ${types}::text[]) as known`.execute(db.service);
  return rows[0]!.known;
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
