import { sql } from 'kysely';
import { asService, type Database, type Transaction } from './connection';
import { json } from './json';
import { type Trigger, toTrigger } from './triggers';

export interface DueTrigger extends Trigger {
  dueAt: Date;
  ownerId: string;
  version: number;
  /** Of the workflow, where it names one. */
  timeZone: string | null;
}

/** What became of one due trigger. */
export interface Handled {
  nextAt: Date | null;
  /** Times that nobody was there for. */
  missed: readonly Date[];
  /** What to start with, one run each, oldest first; none when it is too late for that. */
  items: readonly Record<string, string>[];
}

/**
 * Takes every trigger whose time has come. A row is locked while it is handled, and a second run for the same time is
 * refused by a unique key, so any number of processes may ask. Answers with the runs that were made.
 */
export function takeDueTriggers(
  db: Database,
  { now, handle }: { now: Date; handle: (due: DueTrigger) => Handled },
): Promise<string[]> {
  return asService(db, async tx => {
    const rows = await tx
      .selectFrom('workflow_triggers as t')
      .innerJoin('workflows as w', 'w.id', 't.workflow_id')
      .select(['t.id', 't.test_id', 't.workflow_id', 't.node_id', 't.node_key', 't.kind', 't.config', 't.active'])
      .select(['t.next_at', 't.missed_count', 't.last_missed_at', 'w.owner_id', 'w.active_version', 'w.settings'])
      .where('t.kind', '=', 'schedule')
      .where('t.active', '=', true)
      .where('t.next_at', '<=', now.toISOString())
      .where('w.active_version', 'is not', null)
      .orderBy('t.next_at')
      .limit(100)
      .forUpdate('t')
      .skipLocked()
      .execute();
    const started: string[] = [];
    for (const row of rows) {
      const { timeZone } = row.settings as { timeZone?: string };
      const facts = { ownerId: row.owner_id, version: row.active_version!, timeZone: timeZone ?? null };
      const due: DueTrigger = { ...toTrigger(row), ...facts, dueAt: new Date(row.next_at!) };
      started.push(...(await settle(tx, { due, handled: handle(due) })));
    }
    return started;
  });
}

async function settle(tx: Transaction, { due, handled }: { due: DueTrigger; handled: Handled }): Promise<string[]> {
  const { missed, nextAt, items } = handled;
  await tx
    .updateTable('workflow_triggers')
    .set({
      next_at: nextAt?.toISOString() ?? null,
      last_at: items.length > 0 ? due.dueAt.toISOString() : undefined,
      missed_count: sql`missed_count + ${missed.length}`,
      last_missed_at: missed.at(-1)?.toISOString(),
    })
    .where('id', '=', due.id)
    .execute();
  const made: string[] = [];
  for (const item of items) made.push(...(await makeRun(tx, { due, item })));
  return made;
}

/** Of two at the same time for the same due time one makes it. */
async function makeRun(
  tx: Transaction,
  { due, item }: { due: DueTrigger; item: Record<string, string> },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into workflow_executions
      (workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items, started_by, due_at)
    select workflow_id, ${due.ownerId}::uuid, version, workflow, 'live', ${due.nodeId}::uuid, ${json([item])}, 'schedule',
      ${item.scheduled_at}::timestamptz
    from workflow_versions where workflow_id = ${due.workflowId} and version = ${due.version}
    on conflict (workflow_id, trigger_node_id, due_at) do nothing
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** When to look again; null when nothing is scheduled. */
export async function readNextDue(db: Database): Promise<Date | null> {
  const row = await db.service
    .selectFrom('workflow_triggers')
    .select(eb => eb.fn.min('next_at').as('next_at'))
    .where('active', '=', true)
    .where('kind', '=', 'schedule')
    .executeTakeFirst();
  return row?.next_at ? new Date(row.next_at) : null;
}
