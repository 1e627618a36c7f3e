import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { asUser, type Claims, type Database } from '@/database/connection';
import { claimSql, recordsSql } from '@/database/journal-sql';
import { createPool } from '@/database/pool';
import type { Tables } from '@/database/tables-map';
import { fillBigDatabase, idOf, rowsPerTable } from '@/tests/support/big-database';
import { freshDatabase } from '@/tests/support/database';
import { runSql } from '@/tests/support/postgres-cluster';
import { asPerson } from './person-calls';
import { asService } from './service-calls';

/** A table with more rows than this is read by an index only. */
const mostRowsInOrder = 1_000;
/** Rows that were read and not wanted: a list with a filter looks through what the person may see of it. */
const mostThrownAway = 2_000;

const { serviceUrl, appUrl } = await freshDatabase();
await fillBigDatabase(serviceUrl);
const name = new URL(serviceUrl).pathname.slice(1);
// Every statement tells its plan, those inside functions, policies and foreign keys included.
for (const [setting, value] of Object.entries({
  ...{ session_preload_libraries: 'auto_explain', 'auto_explain.log_min_duration': '0' },
  ...{
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_format': 'json',
  },
  ...{ 'auto_explain.log_analyze': 'on', 'auto_explain.log_timing': 'off' },
})) {
  await runSql(serviceUrl, `alter database ${name} set ${setting} = '${value}'`);
}
const big = new Map(
  (
    await runSql<{ name: string; rows: number }>(
      serviceUrl,
      `select relname::text as name, reltuples::int as rows from pg_class where relkind = 'r' and reltuples > ${mostRowsInOrder}
       and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)`,
    )
  ).map(table => [table.name, table.rows]),
);

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Rows Removed by Filter'?: number;
  'Actual Loops'?: number;
  Plans?: Plan[];
}

let told: string[] = [];

function open(url: string): Kysely<Tables> {
  const pool = createPool({ url, name: 'plans', max: 1, statementTimeoutMs: 60_000 });
  const heard = new WeakSet<object>();
  const connect = async () => {
    const client = await pool.connect();
    if (!heard.has(client)) client.on('notice', notice => told.push(notice.message ?? ''));
    heard.add(client);
    return client;
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { ...pool, connect } }) });
}

const db: Database = { app: open(appUrl), service: open(serviceUrl), close: async () => {} };
afterAll(() => Promise.all([db.app.destroy(), db.service.destroy()]));

/** Every statement that the work came to, with what in its plan reads more rows than it should. */
async function findSlow(work: () => Promise<unknown>): Promise<string[]> {
  told = [];
  await work();
  const plans = told.flatMap(text => {
    const json = /plan:\s*(\{[\s\S]*\})\s*$/.exec(text)?.[1];
    return json ? [JSON.parse(json) as { 'Query Text': string; Plan: Plan }] : [];
  });
  if (plans.length === 0) throw new Error('it asked the database nothing');
  return plans.flatMap(({ 'Query Text': query, Plan: plan }) =>
    faultsOf(plan).map(fault => `${fault} in ${query.replace(/\s+/g, ' ').slice(0, 300)}`),
  );
}

function faultsOf(plan: Plan): string[] {
  const inside = (plan.Plans ?? []).flatMap(faultsOf);
  const relation = plan['Relation Name'] ?? '';
  const thrownAway = (plan['Rows Removed by Filter'] ?? 0) * Math.max(plan['Actual Loops'] ?? 1, 1);
  if (plan['Node Type'] === 'Seq Scan' && big.has(relation)) return [...inside, `${relation} is read from end to end`];
  if (thrownAway > mostThrownAway)
    return [...inside, `${thrownAway} rows of ${relation || plan['Node Type']} are thrown away`];
  return inside;
}

const claims: Claims = { sub: idOf('person', 1), role: 'authenticated', email: 'person1@big.test' };
const takenBack = new Error('taken back');

const rolledBack = async (work: () => Promise<unknown>) => {
  await work();
  throw takenBack;
};

it('knows large tables', () => {
  expect([...big.keys()].length).toBeGreaterThan(25);
  expect(Math.min(...big.values())).toBeGreaterThanOrEqual(rowsPerTable * 0.9);
});

describe.each(Object.keys(asPerson))('%s', call => {
  it('reads little of large tables', async () => {
    const work = () =>
      asUser(db, claims, tx => rolledBack(() => asPerson[call]!(tx))).catch(error => {
        if (error !== takenBack) throw error;
      });

    expect(await findSlow(work)).toEqual([]);
  });
});

describe.each(Object.keys(asService))('%s', call => {
  it('reads little of large tables', async () => {
    expect(await findSlow(() => asService[call]!(db))).toEqual([]);
  });
});

it("the journal's statements read little of large tables", async () => {
  const ask = (text: string, values: unknown[]) => () =>
    db.service.executeQuery({ sql: text, parameters: values, query: { kind: 'RawNode' } } as never);

  const run = [idOf('run', 1)];
  expect(await findSlow(ask(claimSql, [run, run, idOf('run', 2)]))).toEqual([]);
  expect(await findSlow(ask(recordsSql, [run]))).toEqual([]);
});

it('tells apart a query that reads a table from end to end', async () => {
  const slow = await findSlow(() =>
    db.service.selectFrom('workflow_nodes').select('id').where('label', '=', 'x').execute(),
  );

  expect(slow).toEqual([expect.stringContaining('workflow_nodes is read from end to end')]);
});

/** Whoever adds a question to the database adds it to person-calls.ts or service-calls.ts. */
it('asks everything that the app asks', () => {
  const folder = join(import.meta.dirname, '../../database');
  const asked = new Set([...Object.keys(asPerson), ...Object.keys(asService)].map(key => key.split(' ')[0]));
  const together = [
    'writeDraftRows',
    'saveVersion',
    'requireManager',
    'createTableStore',
    'createDocumentStore',
    'openCredential',
  ];
  const elsewhere = ['ensureLocalOwner', 'consumeLink', 'saveModelKey', 'deleteModelKey'];
  const missing = readdirSync(folder)
    .filter(file => file.endsWith('.ts') && !file.includes('.test.'))
    .flatMap(file => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /^export (?:async )?(?:function|const) (\w+)(?:<[^>]*>)?(?: = )?\(\s*(?:tx: Transaction|db: Database)/gm,
      ),
    ])
    .map(match => match[1]!)
    .filter(exported => !asked.has(exported) && !together.includes(exported) && !elsewhere.includes(exported));

  expect(missing.filter(exported => !['asUser', 'asService'].includes(exported))).toEqual([]);
});
