import { sql } from 'kysely';
import { z } from 'zod';
import type { Item } from '@/engine/workflow/schema';
import { asService, type Database } from './connection';
import { json } from './json';
import { type RunFile, writeRunFiles } from './run-files';
import { type Trigger, toTrigger } from './triggers';
import { uuidV7 } from './uuid';

/** How far a trigger that looks for news has come. */
export const PollState = z.object({
  /** Which source it was about; another one begins anew. */
  source: z.string().default(''),
  /** Whether a look has succeeded: until then there is nothing to compare with. */
  begun: z.boolean().default(false),
  /** Hashes of what was found, the newest last. */
  seen: z.array(z.string()).default([]),
  cursor: z.json().nullable().default(null),
  /** When it looked last, and what was wrong then. */
  at: z.string().nullable().default(null),
  problem: z.string().nullable().default(null),
});
export type PollState = z.infer<typeof PollState>;

export interface DuePoll extends Trigger {
  ownerId: string;
  /** As it stands in the row, to be compared when the look is over. */
  state: unknown;
  timeZone: string | null;
}

/** A look that takes longer than this is taken for dead; the next one begins where it began. */
const leaseMinutes = 10;

const isOneOf = (types: readonly string[]) => sql<boolean>`config ->> 'type' = any (${types}::text[])`;

/** Takes what is due: nobody else looks at these until the lease is over. Short, since the look itself takes its time. */
interface Asked {
  now: Date;
  limit: number;
  /** The kinds of steps that can be looked after here: what only a newer worker knows is left to it. */
  types: readonly string[];
}

export function claimDuePolls(db: Database, { now, limit, types }: Asked): Promise<DuePoll[]> {
  return asService(db, async tx => {
    const rows = await tx
      .selectFrom('workflow_triggers as t')
      .innerJoin('workflows as w', 'w.id', 't.workflow_id')
      .select(['t.id', 't.test_id', 't.workflow_id', 't.node_id', 't.node_key', 't.kind', 't.config', 't.active'])
      .select(['t.next_at', 't.missed_count', 't.last_missed_at', 't.state', 'w.owner_id', 'w.settings'])
      .where('t.kind', 'in', ['poll', 'email'])
      .where('t.active', '=', true)
      .where('t.next_at', '<=', now.toISOString())
      .where('w.active_version', 'is not', null)
      .where(isOneOf(types))
      .orderBy('t.next_at')
      .limit(limit)
      .forUpdate('t')
      .skipLocked()
      .execute();
    if (rows.length === 0) return [];
    await tx
      .updateTable('workflow_triggers')
      .set({ next_at: new Date(now.getTime() + leaseMinutes * 60_000).toISOString() })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    return rows.map(row => {
      const { timeZone } = row.settings as { timeZone?: string };
      return { ...toTrigger(row), ownerId: row.owner_id, state: row.state, timeZone: timeZone ?? null };
    });
  });
}

interface Settled {
  due: DuePoll;
  state: PollState;
  nextAt: Date;
  /** What is new; nothing starts no run. */
  items: readonly Item[];
  files: readonly RunFile[];
}

/**
 * How far it came and the run with what was new, in one transaction: both or neither. Null when there is no run, or when
 * somebody else was faster, or the workflow was switched off meanwhile.
 */
export function settlePoll(db: Database, { due, state, nextAt, items, files }: Settled): Promise<string | null> {
  return asService(db, async tx => {
    const { numAffectedRows } = await sql`
      update workflow_triggers set state = ${json(state)}, next_at = ${nextAt.toISOString()}::timestamptz, last_at = now()
      where id = ${due.id}::uuid and active and state = ${json(due.state)}`.execute(tx);
    if (!numAffectedRows || items.length === 0) return null;
    const { rows } = await sql<{ id: string }>`
      insert into workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items, started_by)
      select ${uuidV7()}::uuid, v.workflow_id, w.owner_id, v.version, v.workflow, 'live', ${due.nodeId}::uuid, ${json(items)}, ${due.kind}
      from workflows w join workflow_versions v on v.workflow_id = w.id and v.version = w.active_version
      where w.id = ${due.workflowId}::uuid returning id`.execute(tx);
    const executionId = rows[0]?.id ?? null;
    if (executionId) await writeRunFiles(tx, { ownerId: due.ownerId, executionId, files });
    return executionId;
  });
}

/** When to look again; null when nothing looks for news. */
export async function readNextPoll(db: Database, { types }: Pick<Asked, 'types'>): Promise<Date | null> {
  const row = await db.service
    .selectFrom('workflow_triggers')
    .select(eb => eb.fn.min('next_at').as('next_at'))
    .where('active', '=', true)
    .where('kind', 'in', ['poll', 'email'])
    .where(isOneOf(types))
    .executeTakeFirst();
  return row?.next_at ? new Date(row.next_at) : null;
}
