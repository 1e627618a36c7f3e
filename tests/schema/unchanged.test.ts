import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCells, checkGrants } from '@/database/access-check';
import { newWorld, worldSql } from '@/database/access-world';
import { migrate } from '@/database/migrate';
import { templatesSql } from '@/database/seed-templates';
import { readCatalogue } from '@/tests/support/catalogue';
import { freshDatabase } from '@/tests/support/database';
import { type Cluster, findDebianPostgres, runSql, startCluster } from '@/tests/support/postgres-cluster';
import { startSupabaseCluster } from '@/tests/support/supabase-cluster';

const folder = join(import.meta.dirname, '../../database');
const schema = readFileSync(join(folder, 'schema.sql'), 'utf8');
const seed = readFileSync(join(folder, 'seed.sql'), 'utf8');
const appPassword = 'only-for-tests';

async function deviations(connectionString: string): Promise<string[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return [...(await checkGrants(client)), ...(await checkCells(client))];
  } finally {
    await client.end();
  }
}

/** Lines about `auth` are Supabase's own there; and rights there name who granted them. */
const ofOurs = (lines: readonly string[]) =>
  lines
    .filter(line => !/^\w+ \| auth\b/.test(line))
    .map(line =>
      line
        .replace(/\/\w+/g, '')
        .replace(/postgres=\w+/g, '')
        .replace(/ +/g, ' ')
        .trim(),
    );

describe("in Supabase's SQL editor", () => {
  let cluster: Awaited<ReturnType<typeof startSupabaseCluster>>;
  afterAll(() => cluster?.stop());

  it('runs as it is for somebody who is no superuser, and a second time without a difference', async () => {
    cluster = await startSupabaseCluster();
    const { editorUrl } = cluster;

    await runSql(editorUrl, schema);
    await runSql(editorUrl, seed);
    const first = await readCatalogue(editorUrl);
    const rows = () =>
      runSql(
        editorUrl,
        'select to_jsonb(t) as row from integrations t union all select to_jsonb(t) from ai_models t order by 1',
      );
    const seeded = await rows();
    await runSql(editorUrl, schema);
    await runSql(editorUrl, seed);

    expect(await readCatalogue(editorUrl)).toEqual(first);
    expect(await rows()).toEqual(seeded);
    expect(first.length).toBeGreaterThan(300);
  }, 60_000);

  it('leads to the same catalogue as our own server does', async () => {
    const { serviceUrl } = await freshDatabase();

    const [there, here] = await Promise.all([readCatalogue(cluster.editorUrl), readCatalogue(serviceUrl)]);

    expect(ofOurs(there)).toEqual(ofOurs(here));
  });

  it('lets `parley migrate` take over', async () => {
    const { applied } = await migrate({ serviceUrl: cluster.editorUrl, appPassword });

    expect(applied).toContain('role parley_app');
    expect((await migrate({ serviceUrl: cluster.editorUrl, appPassword })).applied).toEqual([]);
  });

  it("makes a profile of whoever Supabase Auth signs up, who then works as the app's role does", async () => {
    const id = crypto.randomUUID();
    await runSql(
      cluster.url({ user: 'supabase_auth_admin' }),
      `insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
       values ('${id}', 'ann@example.test', now(), '{"full_name": "Ann"}')`,
    );
    const asPerson = (text: string) =>
      runSql<{ name: string }>(
        cluster.url({ user: 'parley_app' }),
        `begin; select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '{"sub": "${id}"}', true);
         ${text}; commit; select 1`,
      );

    await asPerson(`insert into workflows (name) values ('Mine')`);
    await expect(asPerson('select * from auth.users')).rejects.toMatchObject({ code: '42501' });

    expect(
      await runSql(cluster.editorUrl, 'select full_name, w.name from users join workflows w on owner_id = users.id'),
    ).toEqual([{ full_name: 'Ann', name: 'Mine' }]);
    await runSql(cluster.url({ user: 'supabase_auth_admin' }), `delete from auth.users where id = '${id}'`);
    expect(await runSql(cluster.editorUrl, 'select from users')).toEqual([]);
  });

  it('keeps the access matrix there too', async () => {
    expect(await deviations(cluster.editorUrl)).toEqual([]);
  });

  it('opens nothing to anon and authenticated that Supabase would by default', async () => {
    const open = await runSql(
      cluster.editorUrl,
      `select table_name, privilege_type, grantee from information_schema.role_table_grants
       where table_schema = 'public' and (grantee in ('anon', 'PUBLIC') or privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES') and grantee = 'authenticated')`,
    );

    expect(open).toEqual([]);
  });

  it('is followed in six tables, beside what the project follows of its own', async () => {
    await runSql(
      cluster.editorUrl,
      'create table public.chats_of_mine (id int primary key); alter publication supabase_realtime add table public.chats_of_mine',
    );
    await runSql(cluster.editorUrl, 'alter publication supabase_realtime add table public.chats'); // as older versions did
    await runSql(cluster.editorUrl, schema);

    const followed = await runSql<{ name: string }>(
      cluster.editorUrl,
      `select tablename::text as name from pg_publication_tables where pubname = 'supabase_realtime' order by 1`,
    );

    expect(followed.map(({ name }) => name)).toEqual([
      ...['chats_of_mine', 'node_executions', 'workflow_connections', 'workflow_executions', 'workflow_nodes'],
      ...['workflow_shares', 'workflows'],
    ]);
  });

  it('tells a reader of the log about those six, and about nothing else that people do', async () => {
    const world = newWorld();

    const changes = await changesOf(cluster.url({ user: 'supabase_admin' }), async () => {
      await runSql(cluster.editorUrl, worldSql(world)); // a row in every table
      await runSql(cluster.editorUrl, `update chats set title = 'Other'; update workflows set name = 'Other'`);
      await runSql(cluster.editorUrl, `delete from auth.users where id = '${world.people.owner}'`);
    });

    expect(changes).toEqual({
      ...{ workflows: 'IUD', workflow_nodes: 'ID', workflow_connections: 'ID', workflow_shares: 'IUD' },
      ...{ workflow_executions: 'ID', node_executions: 'ID' },
    });
  });
});

/** What a reader of the log is told, by table: pgoutput names a table (R) before the first change (I, U, D) in it. */
async function changesOf(url: string, work: () => Promise<unknown>): Promise<Record<string, string>> {
  await runSql(url, `select pg_create_logical_replication_slot('reader', 'pgoutput')`);
  await work();
  const messages = await runSql<{ data: Buffer }>(
    url,
    `select data from pg_logical_slot_get_binary_changes('reader', null, null, 'proto_version', '1', 'publication_names', 'supabase_realtime')`,
  );
  await runSql(url, `select pg_drop_replication_slot('reader')`);
  const names = new Map<number, string>();
  const changes: Record<string, string> = {};
  for (const { data } of messages) {
    const kind = String.fromCharCode(data[0]!);
    if (kind === 'R') names.set(data.readUInt32BE(1), data.subarray(5).toString('utf8').split('\0')[1]!);
    if (!'IUD'.includes(kind)) continue;
    const name = names.get(data.readUInt32BE(1))!;
    changes[name] = [...new Set(`${changes[name] ?? ''}${kind}`)].join('');
  }
  return changes;
}

const debian = findDebianPostgres();

describe(`on Debian's PostgreSQL 15${debian ? '' : ' (skipped: /usr/lib/postgresql/15 is not here)'}`, () => {
  let cluster: Cluster;
  afterAll(() => cluster?.stop());

  it.skipIf(debian === null)(
    'is applied, seeded and applied again without a difference',
    async () => {
      cluster = await startCluster({ superuser: 'postgres', binaries: debian! });
      const serviceUrl = cluster.url({ user: 'postgres' });

      await migrate({ serviceUrl, appPassword });
      const first = await readCatalogue(serviceUrl);
      for (const text of [schema, seed, templatesSql()]) await runSql(serviceUrl, text);

      expect(await readCatalogue(serviceUrl)).toEqual(first);
      const [server] = await runSql<{ version: string }>(
        serviceUrl,
        `select current_setting('server_version') as version`,
      );
      expect(server!.version).toMatch(/^15\./);
      const { serviceUrl: ours } = await freshDatabase();
      expect(tablesAndPolicies(first)).toEqual(tablesAndPolicies(await readCatalogue(ours)));
    },
    60_000,
  );
});

/** What both versions print in the same words: PostgreSQL 16 and 17 leave out needless table names in expressions. */
const tablesAndPolicies = (lines: readonly string[]) =>
  lines.map(line => /^(table|column|constraint|index|trigger|policy) \| [^|]+/.exec(line)?.[0]).filter(Boolean);
