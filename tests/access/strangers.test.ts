import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Transaction } from '@/database/connection';
import { freshDatabase } from '@/tests/support/database';
import { fillEveryTable } from '@/tests/support/fill-every-table';

const database = await freshDatabase();
const { db } = database;

async function tablesOf(schemas: readonly string[]) {
  const { rows } = await sql<{ schema: string; name: string; secured: boolean }>`
    select nspname as schema, relname as name, relrowsecurity as secured
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and nspname = any (${schemas})`.execute(db.service);
  return rows;
}

const owner = await database.addUser();
const stranger = await database.addUser();
await fillEveryTable(database, owner);
const tables = await tablesOf(['public']);

/** What everybody who is signed in may read: the offer, not what somebody made of it. */
const catalogue = ['integrations', 'ai_models'];
const forNobody = ['schema_migrations', 'run_turns', 'workers', 'form_submissions'];

const countAs = (user: typeof owner, name: string) =>
  user.asUser(
    async tx => (await sql<{ count: number }>`select count(*) from ${sql.table(name)}`.execute(tx)).rows[0]!.count,
  );

/** The columns a signed-in person may read of a table: some hold secrets. */
async function readable(name: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped
    and has_column_privilege('authenticated', attrelid, attnum, 'select')`.execute(db.service);
  return rows.map(row => row.name);
}

it('is on for every table, those of sign-in included', async () => {
  const open = (await tablesOf(['public', 'auth'])).filter(table => !table.secured);

  expect(open).toEqual([]);
});

describe.each(tables)('$name', ({ name }) => {
  it('has a row in this test, or the test shows nothing', async () => {
    const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(name)}`.execute(db.service);

    expect(rows[0]!.count).toBeGreaterThan(0);
  });

  it.skipIf(catalogue.includes(name))('shows a stranger nothing of somebody else', async () => {
    const columns = await readable(name);

    if (columns.length === 0) await expect(countAs(stranger, name)).rejects.toMatchObject({ code: '42501' });
    else expect(await strangersRows(name, columns)).toEqual([]);
  });

  it('can be neither changed nor emptied by a stranger', async () => {
    const before = await rowsOf(name);

    await stranger.asUser(tx => sql`delete from ${sql.table(name)}`.execute(tx)).catch(isRefusal);
    for (const column of await writable(name)) {
      await stranger
        .asUser(tx => sql`update ${sql.table(name)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(tx))
        .then(result => name !== 'users' && expect(result.numAffectedRows ?? 0n).toBe(0n))
        .catch(isRefusal);
    }

    expect(await rowsOf(name)).toEqual(before);
  });

  it('is closed to those who are not signed in', async () => {
    const asAnon = (tx: Transaction) =>
      sql`select set_config('role', 'anon', true), set_config('request.jwt.claims', '', true)`.execute(tx);

    const attempt = db.app.transaction().execute(async tx => {
      await asAnon(tx);
      return sql`select * from ${sql.table(name)}`.execute(tx);
    });

    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it.skipIf(forNobody.includes(name))('shows the owner their own', async () => {
    const columns = await readable(name);

    const { rows } = await owner.asUser(tx =>
      sql`select ${sql.join(columns.map(column => sql.ref(column)))} from ${sql.table(name)}`.execute(tx),
    );

    expect(rows.length).toBeGreaterThan(0);
  });
});

const rowsOf = async (name: string) =>
  (await sql`select to_jsonb(t) - 'updated_at' as row from ${sql.table(name)} t order by 1`.execute(db.service)).rows;

/** Rows a stranger sees, their own profile and the templates that come with Parley aside. */
const strangersRows = async (name: string, columns: readonly string[]) => {
  const own = {
    users: sql`where id <> ${stranger.id}::uuid`,
    user_analytics: sql`where user_id <> ${stranger.id}::uuid`, // their own signing up
    workflow_templates: sql`where slug is null`,
  };
  const mine = own[name as keyof typeof own] ?? sql``;
  const { rows } = await stranger.asUser(tx =>
    sql`select ${sql.join(columns.map(column => sql.ref(column)))} from ${sql.table(name)} ${mine}`.execute(tx),
  );
  return rows;
};

async function writable(name: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped
    and has_column_privilege('authenticated', attrelid, attnum, 'update')`.execute(db.service);
  return rows.map(row => row.name);
}

function isRefusal(error: { code?: string }): void {
  if (error.code !== '42501') throw error;
}
