import { type RawBuilder, sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { asService, asUser, openDatabase, type Transaction } from './connection';
import { json } from './json';

const { serviceUrl, appUrl, addUser, db } = await freshDatabase();
const user = await addUser();

const one = async <Row>(tx: Transaction, query: RawBuilder<Row>) => (await query.execute(tx)).rows[0]!;

it('gives rows in plain values', async () => {
  const row = await asService(db, tx =>
    one(
      tx,
      sql`select timestamptz '2026-01-02 03:04:05.678901+02' as at, 7::int8 as whole, 1.5::numeric as part, count(*) as counted,
        '{"a": [1]}'::jsonb as json, '{x,y}'::text[] as list from users`,
    ),
  );

  expect(row).toEqual({
    at: '2026-01-02T01:04:05.678901Z',
    whole: 7,
    part: 1.5,
    counted: 1,
    json: { a: [1] },
    list: ['x', 'y'],
  });
});

it.each([[[1, 'two', null]], [[]], ['text'], [null], [{ 'a\0': ['\ud800'] }]])('stores %j as jsonb', async value => {
  const { stored } = await asService(db, tx => one(tx, sql<{ stored: unknown }>`select ${json(value)} as stored`));

  expect(JSON.stringify(stored)).toBe(JSON.stringify(value).replaceAll(/\\u0000|\\ud800/g, '\ufffd'));
});

it('undoes everything when the work throws', async () => {
  const failing = asUser(db, user.claims, async tx => {
    await tx.insertInto('data_tables').values({ name: 'gone' }).execute();
    throw new Error('stop');
  });

  await expect(failing).rejects.toThrow('stop');
  expect(await asUser(db, user.claims, tx => tx.selectFrom('data_tables').select('name').execute())).toEqual([]);
});

it('lends a connection again after an ordinary refusal, and drops it after anything odd', async () => {
  const single = openDatabase({ serviceUrl, appUrl, max: 1 });
  const pid = () =>
    asUser(single, user.claims, async tx => (await one(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`)).pid);
  const refusedBy = (query: ReturnType<typeof sql>) =>
    asUser(single, user.claims, tx => query.execute(tx)).catch(error => error.code);

  const first = await pid();
  expect(await refusedBy(sql`insert into data_tables (name) values ('')`)).toBe('23514');
  const second = await pid();
  expect(await refusedBy(sql`select * from auth.users`)).toBe('42501');
  const third = await pid();
  await single.close();

  expect(second).toBe(first);
  expect(third).not.toBe(second);
});

it('goes on after the server ended its connections', async () => {
  const own = openDatabase({ serviceUrl, appUrl, max: 2 });
  const read = () => asUser(own, user.claims, tx => tx.selectFrom('users').select('id').execute());
  await read();

  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley app' and datname = current_database()`.execute(
    db.service,
  );

  await expect.poll(() => read().catch(() => null)).toEqual([{ id: user.id }]);
  await own.close();
});
