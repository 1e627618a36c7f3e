import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../connection';

/** `count` at once, and as many again over `seconds`. */
export interface Allowance {
  name: string;
  count: number;
  seconds: number;
}

interface Take {
  allowance: Allowance;
  /** Whose: an address or an account. Only its hash is stored. */
  of: string;
}

/**
 * Takes one from an allowance that all processes share; answers how many seconds to wait when it is used up, else 0.
 * One row says until when what was taken has run out again, so one statement decides, however many ask at once.
 */
export async function takeAllowance(db: Database, { allowance, of }: Take): Promise<number> {
  const key = keyOf(allowance, of);
  const each = sql`make_interval(secs => ${allowance.seconds / allowance.count})`;
  const all = sql`make_interval(secs => ${allowance.seconds})`;
  const { rows } = await sql<{ taken: boolean }>`
    insert into auth.rate_limits as kept (key, empty_at) values (${key}, clock_timestamp() + ${each})
    on conflict (key) do update set empty_at = greatest(kept.empty_at, clock_timestamp()) + ${each}
      where greatest(kept.empty_at, clock_timestamp()) + ${each} <= clock_timestamp() + ${all}
    returning true as taken`.execute(db.service);
  if (Math.random() < 0.01) await forgetEmpty(db);
  if (rows.length > 0) return 0;
  const wait = await sql<{ seconds: number }>`
    select ceil(extract(epoch from empty_at + ${each} - ${all} - clock_timestamp()))::int as seconds
    from auth.rate_limits where key = ${key}`.execute(db.service);
  return Math.max(1, wait.rows[0]?.seconds ?? 1);
}

/** For what turned out to be the right person: signing in often is not guessing. */
export async function giveBack(db: Database, { allowance, of }: Take): Promise<void> {
  const each = sql`make_interval(secs => ${allowance.seconds / allowance.count})`;
  await sql`update auth.rate_limits set empty_at = empty_at - ${each} where key = ${keyOf(allowance, of)}`.execute(
    db.service,
  );
}

const forgetEmpty = (db: Database) =>
  db.service.deleteFrom('auth.rate_limits').where('empty_at', '<', sql<string>`now()`).execute();

const keyOf = ({ name }: Allowance, of: string) => createHash('sha256').update(`${name}\n${of}`).digest('hex');
