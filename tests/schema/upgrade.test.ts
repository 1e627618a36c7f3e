import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { migrate } from '@/database/migrate';
import { readCatalogue } from '@/tests/support/catalogue';
import { freshDatabase } from '@/tests/support/database';
import { runSql } from '@/tests/support/postgres-cluster';

const { serviceUrl: current } = await freshDatabase();
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const appPassword = 'only-for-tests';

const made: string[] = [];
afterAll(async () => {
  for (const name of made) await runSql(current, `drop database if exists ${name} with (force)`);
});

/** A database as it was on the first day, with what somebody had in it. */
async function firstDay(): Promise<string> {
  const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  made.push(name);
  await runSql(current, `create database ${name}`);
  const url = new URL(current);
  url.pathname = `/${name}`;
  for (const file of ['first-schema.sql', 'first-data.sql']) await runSql(url.href, fixture(file));
  return url.href;
}

/** Every row by its table, with the columns that the old schema had. */
async function rowsOf(url: string, columns: Record<string, string[]>): Promise<Record<string, unknown[]>> {
  const entries = await Promise.all(
    Object.entries(columns).map(async ([table, names]) => {
      const rows = await runSql(url, `select ${names.map(name => `"${name}"`).join(', ')} from ${table} order by 1, 2`);
      return [table, rows] as const;
    }),
  );
  return Object.fromEntries(entries);
}

async function columnsOf(url: string): Promise<Record<string, string[]>> {
  const rows = await runSql<{ table: string; names: string[] }>(
    url,
    `select format('%I.%I', table_schema, table_name) as table, array_agg(column_name::text order by ordinal_position) as names
     from information_schema.columns where table_schema in ('public', 'auth') and table_name <> 'schema_migrations'
     and column_name <> 'updated_at' group by 1`,
  );
  return Object.fromEntries(rows.map(({ table, names }) => [table, names]));
}

it('leads a database of the first day to the catalogue that schema.sql makes', async () => {
  const old = await firstDay();

  await migrate({ serviceUrl: old, appPassword });

  expect(await readCatalogue(old)).toEqual(await readCatalogue(current));
});

it('keeps every row that was there, and gives nobody more than they had', async () => {
  const old = await firstDay();
  const columns = await columnsOf(old);
  const before = await rowsOf(old, columns);

  await migrate({ serviceUrl: old, appPassword });
  const after = await rowsOf(old, columns);

  for (const [table, rows] of Object.entries(before)) {
    if (table === 'public.team_members') continue;
    expect(after[table], table).toEqual(expect.arrayContaining(rows));
  }
  expect(Object.values(before).filter(rows => rows.length > 0)).toHaveLength(23);
  // Editors of a team are called members now, and members, who only looked, are viewers.
  expect(after['public.team_members']!.map(row => (row as { role: string }).role)).toEqual([
    'owner',
    'member',
    'viewer',
  ]);
  const [team] = await runSql(old, 'select usage from teams');
  expect(team).toEqual({ usage: { members: 3, workflows: 1 } });
  const [found] = await runSql(
    old,
    `select w.status, w.search_vector::text as words, n.error_class, t.slots from workflows w, node_executions n, workflow_templates t
     where t.name = 'Mine'`,
  );
  expect(found).toEqual({ status: 'draft', words: "'orders':1", error_class: 'node', slots: [{ node: 'start' }] });
});

it('changes nothing when every migration runs on a schema of today', async () => {
  const before = await readCatalogue(current);
  const folder = join(import.meta.dirname, '../../database/migrations');

  for (const name of readdirSync(folder).filter(file => file.endsWith('.sql'))) {
    await runSql(current, readFileSync(join(folder, name), 'utf8'));
  }

  expect(await readCatalogue(current)).toEqual(before);
});
