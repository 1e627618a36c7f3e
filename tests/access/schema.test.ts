import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';

const { db } = await freshDatabase();

const ask = async (query: ReturnType<typeof sql<{ name: string }>>) =>
  (await query.execute(db.service)).rows.map(row => row.name);

it('has an index that begins with the columns of each foreign key', async () => {
  const without = await ask(sql`
    select conrelid::regclass || ' (' || conname || ')' as name from pg_constraint c
    where contype = 'f' and connamespace = 'public'::regnamespace
    and not exists (select from pg_index i where i.indrelid = c.conrelid
      and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`);

  expect(without).toEqual([]);
});

it('says what happens to a row when what it refers to is deleted', async () => {
  const undecided = await ask(sql`
    select conrelid::regclass || ' (' || conname || ')' as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype not in ('c', 'n')`);

  expect(undecided).toEqual([]);
});

it('lets nobody write who something belongs to, what was paid for, or when', async () => {
  const writable = await ask(sql`
    select table_name || '.' || column_name || ' ' || privilege_type as name from information_schema.column_privileges
    where table_schema = 'public' and grantee in ('anon', 'authenticated', 'PUBLIC') and privilege_type in ('INSERT', 'UPDATE')
    and (column_name in ('owner_id', 'plan', 'author_id', 'created_at', 'secret_ciphertext', 'epoch')
      or (column_name = 'user_id' and table_name not in ('team_members', 'workflow_shares'))
      or (column_name = 'user_id' and privilege_type = 'UPDATE'))`);

  expect(writable).toEqual([]);
});

it('gives those who are not signed in nothing at all', async () => {
  const given = await ask(sql`
    select table_name || ' ' || privilege_type as name from information_schema.table_privileges
    where table_schema = 'public' and grantee in ('anon', 'PUBLIC')`);

  expect(given).toEqual([]);
});

it('asks no policy who is asking once per row', async () => {
  const slow = await ask(sql`
    select tablename || '.' || policyname as name from pg_policies where schemaname = 'public'
    and regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), 'SELECT auth\\.uid\\(\\)', '', 'g') like '%auth.uid()%'`);

  expect(slow).toEqual([]);
});

it('runs nothing with the rights of its owner on a search path that somebody else could choose', async () => {
  const open = await ask(sql`
    select oid::regprocedure::text as name from pg_proc where pronamespace = 'parley'::regnamespace and prosecdef
    and not coalesce(proconfig, '{}') @> array['search_path=""']`);

  expect(open).toEqual([]);
});

it('says of every table what it is for, and keeps the time of every change', async () => {
  const silent = await ask(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    and obj_description(oid, 'pg_class') is null`);
  const timeless = await ask(sql`
    select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'updated_at'
    where relnamespace = 'public'::regnamespace and relkind = 'r' and not exists (
      select from pg_trigger where tgrelid = pg_class.oid and tgfoid = 'parley.set_updated_at'::regproc)`);

  expect({ silent, timeless }).toEqual({ silent: [], timeless: [] });
});
