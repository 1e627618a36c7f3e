import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Asks, Came, Opened, Wanted } from '@/engine/nodes/run-waits';
import type { Item } from '@/engine/workflow/schema';
import { asService, type Database, type Transaction } from './connection';
import { json } from './json';

/** What a run waits for, as somebody reads it who may decide it or looks on. */
export interface RunWait {
  id: string;
  executionId: string;
  name: string;
  who: 'owner' | 'members' | 'link';
  asks: Asks;
  until: string;
  outcome: Came['outcome'] | null;
  answer: Item;
  answeredAs: string | null;
  answeredAt: string | null;
  /** Whether the person who reads it may answer. */
  mine: boolean;
}

/** What came of an answer; only the first counts. */
export type Taken = 'taken' | 'answered' | 'over' | 'late' | 'not_yours' | 'not_found';

interface Answered {
  outcome: string | null;
  answered_as: string | null;
  answered_at: string | null;
  answer: unknown;
}

const toCame = ({ outcome, answered_as, answered_at, answer }: Answered): Came | null =>
  outcome === null
    ? null
    : { outcome: outcome as Came['outcome'], by: answered_as, at: answered_at!, values: answer as Item };

interface Of {
  executionId: string;
  wanted: Wanted;
}

/** Kept before anybody is told. An answer that is there already is taken with it. */
export async function openWait(
  db: Database,
  { executionId, wanted }: Of,
): Promise<Omit<Opened, 'links'> & { id: string }> {
  const { kind, name, until } = wanted;
  const [who, asks] = wanted.kind === 'approval' ? [wanted.who, wanted.asks] : ['owner', {}];
  const { rows } = await sql<Answered & { id: string; until: string; told_at: string | null }>`
    insert into run_waits (execution_id, kind, name, who, asks, until)
    values (${executionId}::uuid, ${kind}, ${name}, ${who}, ${json(asks)}, ${until.toISOString()}::timestamptz)
    on conflict (execution_id, kind, name) do update set until = coalesce(run_waits.until, excluded.until),
      taken_at = case when run_waits.outcome is null then null else now() end
    returning id, until, told_at, outcome, answered_as, answered_at, answer`.execute(db.service);
  const row = rows[0]!;
  return { id: row.id, until: new Date(row.until), told: row.told_at !== null, came: toCame(row) };
}

export async function noteTold(db: Database, { executionId, wanted: { kind, name } }: Of): Promise<void> {
  await sql`update run_waits set told_at = now()
    where execution_id = ${executionId}::uuid and kind = ${kind} and name = ${name}`.execute(db.service);
}

/** The deadline has passed: that is the answer, unless there is one. */
export async function closeWait(db: Database, { executionId, wanted: { kind, name } }: Of): Promise<Came> {
  const { rows } = await sql<Answered>`
    update run_waits set outcome = coalesce(outcome, 'timed_out'), answered_at = coalesce(answered_at, now()), taken_at = now()
    where execution_id = ${executionId}::uuid and kind = ${kind} and name = ${name}
    returning outcome, answered_as, answered_at, answer`.execute(db.service);
  return toCame(rows[0]!)!;
}

const columns = sql`r.id, r.execution_id as "executionId", r.name, r.who, r.asks, r.until, r.outcome, r.answer,
  r.answered_as as "answeredAs", r.answered_at as "answeredAt"`;

/** The decisions that a run asked for, oldest first, as the person sees them. */
export async function listApprovals(tx: Transaction, { executionId }: { executionId: string }): Promise<RunWait[]> {
  const { rows } = await sql<RunWait>`
    select ${columns}, w.owner_id = auth.uid() or (r.who <> 'owner' and parley.can_run_workflow(x.workflow_id)) as mine
    from run_waits r join workflow_executions x on x.id = r.execution_id join workflows w on w.id = x.workflow_id
    where r.execution_id = ${executionId}::uuid and r.kind = 'approval' order by r.id`.execute(tx);
  return rows;
}

export interface Decision {
  id: string;
  decision: 'approved' | 'refused';
  values: Item;
}

/** One of them; null when it is not there or not theirs to see. */
export async function readApproval(
  tx: Transaction,
  { id }: { id: string },
): Promise<Pick<RunWait, 'executionId' | 'asks'> | null> {
  const row = await tx
    .selectFrom('run_waits')
    .select(['execution_id', 'asks'])
    .where('id', '=', id)
    .where('kind', '=', 'approval')
    .executeTakeFirst();
  return row ? { executionId: row.execution_id, asks: row.asks as unknown as Asks } : null;
}

/** As the person: whether they may, and whether they are first, the database decides. */
export async function decide(tx: Transaction, { id, decision, values }: Decision): Promise<Taken> {
  const { rows } = await sql<{ taken: Taken }>`
    select parley.decide(${id}::uuid, ${decision}, ${json(values)}) as taken`.execute(tx);
  return rows[0]!.taken;
}

/** For who has a link: past row level security, since the link is the right. */
export interface LinkedWait extends Omit<RunWait, 'mine'> {
  workflowName: string;
  isOver: boolean;
}

export async function findApproval(db: Database, { id }: { id: string }): Promise<LinkedWait | null> {
  const { rows } = await sql<LinkedWait>`
    select ${columns}, x.workflow ->> 'name' as "workflowName", x.cancel_requested or x.finished_at is not null as "isOver"
    from run_waits r join workflow_executions x on x.id = r.execution_id
    where r.id = ${id}::uuid and r.kind = 'approval'`.execute(db.service);
  return rows[0] ?? null;
}

/** Of somebody whose link is their right; `as` is who they are. */
export async function decideByLink(
  db: Database,
  { id, decision, values, as }: Decision & { as: string },
): Promise<Taken> {
  return asService(db, async tx => {
    const { rowCount } = await execute(
      tx,
      sql`
      update run_waits r set outcome = ${decision}, answer = ${json(values)}, answered_as = ${as}, answered_at = now()
      from workflow_executions x
      where r.id = ${id}::uuid and r.kind = 'approval' and r.who = 'link' and r.outcome is null and r.until > now()
        and x.id = r.execution_id and not x.cancel_requested and x.finished_at is null`,
    );
    if (rowCount > 0) return 'taken';
    const { rows } = await sql<{ outcome: string | null; until: string }>`
      select outcome, until from run_waits where id = ${id}::uuid`.execute(tx);
    if (!rows[0]) return 'not_found';
    if (rows[0].outcome !== null) return 'answered';
    return Date.parse(rows[0].until) <= Date.now() ? 'late' : 'over';
  });
}

async function execute(tx: Transaction, query: ReturnType<typeof sql>): Promise<{ rowCount: number }> {
  const { numAffectedRows } = await query.execute(tx);
  return { rowCount: Number(numAffectedRows ?? 0) };
}

/** Whose run it is; null when it is gone. */
export async function findRunOwner(db: Database, { executionId }: { executionId: string }): Promise<string | null> {
  const row = await db.service
    .selectFrom('workflow_executions')
    .select('owner_id')
    .where('id', '=', executionId)
    .executeTakeFirst();
  return row?.owner_id ?? null;
}

/** A call to a run's own address. It may come before the run gets there; it counts once. */
export async function takeCall(
  db: Database,
  { executionId, name, item }: { executionId: string; name: string; item: Item },
): Promise<Taken> {
  return asService(db, async tx => {
    const { rows: runs } = await sql<{ is_over: boolean }>`
      select cancel_requested or finished_at is not null as is_over from workflow_executions
      where id = ${executionId}::uuid for share`.execute(tx);
    if (!runs[0]) return 'not_found';
    if (runs[0].is_over) return 'over';
    const { rowCount } = await execute(
      tx,
      sql`
      insert into run_waits (execution_id, kind, name, outcome, answer, answered_at)
      values (${executionId}::uuid, 'call', ${name}, 'called', ${json(item)}, now())
      on conflict (execution_id, kind, name) do update set outcome = 'called', answer = excluded.answer, answered_at = now()
      where run_waits.outcome is null and run_waits.until > now()`,
    );
    return rowCount > 0 ? 'taken' : 'answered';
  });
}

/** Whether the run waits for an answer from outside that is not there yet. */
export async function isAsking(db: Database, { executionId }: { executionId: string }): Promise<boolean> {
  const row = await db.service
    .selectFrom('run_waits')
    .select('id')
    .where('execution_id', '=', executionId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Answers whose run has not gone on: whoever took them died before the queue was told. */
export async function findUntakenAnswers(db: Database): Promise<string[]> {
  const { rows } = await sql<{ execution_id: string }>`
    select r.execution_id from run_waits r join workflow_executions x on x.id = r.execution_id
    where r.answered_at < now() - interval '10 seconds' and r.taken_at is null and r.until is not null
      and x.status = 'waiting' limit 500`.execute(db.service);
  return rows.map(({ execution_id }) => execution_id);
}

/** Of a decision, so that a wrong sentence is never shown for a right one. */
export function checkTaken(taken: Taken): void {
  if (taken === 'taken') return;
  throw taken === 'not_found'
    ? new AppError('approval.not_found', {})
    : new AppError('approval.not_taken', { why: taken });
}
