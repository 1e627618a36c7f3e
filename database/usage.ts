import { sql } from 'kysely';
import type { Transaction } from './connection';
import { json } from './json';

/** Of one day, or of one workflow over the days asked for. Costs are of the calls whose price is known. */
export interface UsageSum {
  runs: number;
  failed: number;
  tokens: number;
  costUsd: number;
  /** Of what the steps gave, as it is stored. */
  bytes: number;
}

export interface Usage {
  /** One for each day, oldest first, also where nothing happened. `day` is YYYY-MM-DD, UTC. */
  days: (UsageSum & { day: string })[];
  /** The most used first, at most 20. A null id: conversations about no workflow. */
  workflows: (UsageSum & { workflowId: string | null; name: string | null })[];
}

const sums = sql`coalesce(sum(u.runs), 0)::int as runs, coalesce(sum(u.failed), 0)::int as failed,
  coalesce(sum(u.input_tokens + u.output_tokens), 0)::float8 as tokens, coalesce(sum(u.cost_usd), 0)::float8 as "costUsd",
  coalesce(sum(u.bytes), 0)::float8 as bytes`;

/** Brought up to date first; the last `days` days, today included. */
export async function readUsage(tx: Transaction, { days }: { days: number }): Promise<Usage> {
  await rollUpUsage(tx);
  const first = sql`((now() at time zone 'UTC')::date - ${days - 1}::int)`;
  const byDay = await sql<Usage['days'][number]>`
    select to_char(d, 'YYYY-MM-DD') as day, ${sums}
    from generate_series(${first}, (now() at time zone 'UTC')::date, interval '1 day') d
    left join usage_daily u on u.user_id = (select auth.uid()) and u.day = d::date
    group by d order by d`.execute(tx);
  const byWorkflow = await sql<Usage['workflows'][number]>`
    select u.workflow_id as "workflowId", max(u.workflow_name) as name, ${sums}
    from usage_daily u where u.user_id = (select auth.uid()) and u.day >= ${first}
    group by u.workflow_id order by sum(u.runs) desc, sum(u.input_tokens + u.output_tokens) desc, 2 limit 20`.execute(
    tx,
  );
  return { days: byDay.rows, workflows: byWorkflow.rows };
}

/** Of the person who asks: counts what happened since the last time. */
export async function rollUpUsage(tx: Transaction): Promise<void> {
  await sql`select parley.roll_up_usage()`.execute(tx);
}

/** For what leaves no row of its own, such as an explanation; everything else is told by the database itself. */
export async function recordEvent(
  tx: Transaction,
  { event, data }: { event: 'failure_explained'; data: Readonly<Record<string, string>> },
): Promise<void> {
  await tx
    .insertInto('user_analytics')
    .values({ event_type: event, event_data: json(data) })
    .execute();
}
