import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { templatesSql } from './seed-templates';

export interface MigrateOptions {
  /** The owner of the tables. */
  serviceUrl: string;
  /** What the login role `parley_app` is given. */
  appPassword: string;
  log?: (line: string) => void;
}

interface Step {
  name: string;
  text: string;
  hash: string;
}

/** Brings a database of any age up to schema.sql. Any number of processes may call it at once; one does the work. */
export async function migrate({
  serviceUrl,
  appPassword,
  log = () => {},
}: MigrateOptions): Promise<{ applied: string[] }> {
  const client = new Client({ connectionString: serviceUrl, application_name: 'parley migrate' });
  await client.connect();
  try {
    const steps = [...readSteps(), appRole(appPassword)];
    if ((await pending(client, steps)).length === 0) return { applied: [] };
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('parley migrate'))");
    const todo = await pending(client, steps);
    for (const step of todo) {
      log(`database: ${step.name}`);
      await client.query(step.text);
    }
    await record(client, todo);
    await client.query('commit');
    return { applied: todo.map(step => step.name) };
  } finally {
    await client.end();
  }
}

/**
 * Numbered migrations lead an old database to where schema.sql can be applied, so they come first, and only there; each
 * runs once. schema.sql, seed.sql and the templates run whenever their text is new.
 */
function readSteps(): Step[] {
  const folder = import.meta.dirname;
  const migrations = readdirSync(join(folder, 'migrations'))
    .filter(name => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map(name => `migrations/${name}`);
  const files = [...migrations, 'schema.sql', 'seed.sql'].map(name => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, hash: hashOf(text) };
  });
  const templates = templatesSql();
  return [...files, { name: 'templates', text: templates, hash: hashOf(templates) }];
}

async function pending(client: Client, steps: readonly Step[]): Promise<Step[]> {
  const { rows: found } = await client.query("select to_regclass('public.schema_migrations') is not null as found");
  if (!found[0].found) return steps.filter(step => !step.name.startsWith('migrations/'));
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from public.schema_migrations',
  );
  const applied = new Map(rows.map(row => [row.name, row.hash]));
  return steps.filter(step =>
    step.name.startsWith('migrations/') ? !applied.has(step.name) : applied.get(step.name) !== step.hash,
  );
}

/** A new database starts at schema.sql: the migrations that led older ones there count as applied. */
async function record(client: Client, steps: readonly Step[]): Promise<void> {
  const migrations = readSteps().filter(step => step.name.startsWith('migrations/'));
  const done = [...migrations, ...steps];
  await client.query(
    `insert into public.schema_migrations (name, hash)
     select distinct on (name) * from unnest($1::text[], $2::text[]) as applied(name, hash)
     on conflict (name) do update set hash = excluded.hash, applied_at = now()
     where schema_migrations.hash <> excluded.hash and excluded.name not like 'migrations/%'`,
    [done.map(step => step.name), done.map(step => step.hash)],
  );
}

/**
 * Created NOINHERIT before anything is granted to it: since PostgreSQL 16 a later ALTER does not change existing
 * grants, and what it cannot inherit it cannot read after `reset role`.
 */
function appRole(password: string): Step {
  const text = `
    do $$ begin
      if not exists (select from pg_roles where rolname = 'parley_app') then
        create role parley_app login noinherit;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    alter role parley_app with login noinherit password ${literal(password)};
    grant anon, authenticated to parley_app;`;
  return { name: 'role parley_app', text, hash: hashOf(text) };
}

const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
