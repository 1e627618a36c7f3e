import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { appRole, isMigration, type Known, planSteps, readSteps, type Step } from './migrate-steps';

export interface MigrateOptions {
  /** The owner of the tables. */
  serviceUrl: string;
  /** What the login role `parley_app` is given. */
  appPassword: string;
  log?: (line: string) => void;
}

/**
 * Brings a database of any age up to schema.sql. Any number of processes may call it at once; one does the work. What a
 * newer Parley made is left as it is, and refused where this one could not read it.
 */
export async function migrate({
  serviceUrl,
  appPassword,
  log = () => {},
}: MigrateOptions): Promise<{ applied: string[] }> {
  const client = new Client({ connectionString: serviceUrl, application_name: 'parley migrate' });
  await client.connect();
  try {
    const steps = [...readSteps(), appRole(appPassword)];
    const plan = planSteps(steps, await readKnown(client));
    if (plan.isNewer) log('database: a newer Parley made it, so it is left as it is. Update Parley on this computer.');
    if (plan.todo.length === 0) return { applied: [] };
    return await applyPatiently(client, { steps, log });
  } finally {
    await client.end();
  }
}

/**
 * All at once and beforehand, or not at all: who met us halfway would wait for us while we wait for them, and PostgreSQL
 * would end one of the two after a second (`deadlock_timeout`). This takes less, so it is never theirs that is ended.
 */
async function lockTables(client: Client): Promise<void> {
  const { rows } = await client.query<{ tables: string | null }>(`
    select string_agg(c.oid::regclass::text, ', ' order by n.nspname, c.relname) as tables
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('auth', 'public') and c.relkind = 'r' and pg_has_role(c.relowner, 'usage')`);
  if (!rows[0]?.tables) return;
  await client.query("set local statement_timeout = '500ms'");
  await client.query(`lock table ${rows[0].tables} in access exclusive mode`);
  await client.query('set local statement_timeout = 0');
}

interface Work {
  steps: readonly Step[];
  log(line: string): void;
}

/** Workers go on while this happens: as long as somebody is at work in the tables, we let go of them and begin again. */
const mostTries = 100;
const busy = new Set(['40P01', '55P03', '57014']); // deadlock, no lock in time, no answer in time
const isBusy = (error: unknown) => error instanceof Error && 'code' in error && busy.has(String(error.code));

async function applyPatiently(client: Client, work: Work): Promise<{ applied: string[] }> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await applyOnce(client, work);
    } catch (error) {
      await client.query('rollback');
      if (!isBusy(error) || tried === mostTries) throw error;
      await pause(50 + Math.random() * 200);
    }
  }
}

async function applyOnce(client: Client, { steps, log }: Work): Promise<{ applied: string[] }> {
  await client.query('begin');
  await client.query("select pg_advisory_xact_lock(hashtext('parley migrate'))");
  const { todo } = planSteps(steps, await readKnown(client));
  await lockTables(client);
  for (const step of todo) {
    log(`database: ${step.name}`);
    await client.query(step.text);
  }
  await record(client, todo);
  await client.query('commit');
  return { applied: todo.map(step => step.name) };
}

/** What was applied; null for a database that is new. Older ones know less of it. */
async function readKnown(client: Client): Promise<Map<string, Known> | null> {
  const { rows: found } = await client.query("select to_regclass('public.schema_migrations') is not null as found");
  if (!found[0].found) return null;
  const { rows } = await client.query<{ row: Partial<Known> & { name: string; hash: string; applied_by?: string } }>(
    'select to_jsonb(m) as row from public.schema_migrations m',
  );
  return new Map(
    rows.map(({ row: { name, hash, earlier = [], applied_by: version = null } }) => [name, { hash, earlier, version }]),
  );
}

/** A new database starts at schema.sql: the migrations that led older ones there count as applied. */
async function record(client: Client, steps: readonly Step[]): Promise<void> {
  const done = [...readSteps().filter(isMigration), ...steps];
  await client.query(
    `insert into public.schema_migrations (name, hash, applied_by)
     select distinct on (name) * from unnest($1::text[], $2::text[], $3::text[]) as applied(name, hash, by)
     on conflict (name) do update set hash = excluded.hash, applied_by = excluded.applied_by, applied_at = now(),
       earlier = array_append(schema_migrations.earlier, schema_migrations.hash)
     where schema_migrations.hash <> excluded.hash and excluded.name not like 'migrations/%'`,
    [done.map(step => step.name), done.map(step => step.hash), done.map(step => step.version)],
  );
}
