import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { generateTypes } from './generate-types';
import { migrate } from './migrate';

const { serviceUrl } = await freshDatabase();

async function query<Row extends object>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: serviceUrl });
  await client.connect();
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Everything a second run could have changed: columns, rules, indexes, functions, rights. */
const everything = () =>
  query(`
    select 'column' as kind, attrelid::regclass || '.' || attname as name, atttypid::regtype || ' ' || attnotnull::text || coalesce(attacl::text, '') as what
      from pg_attribute join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace and attnum > 0
    union all select 'table', relname, relkind::text || relrowsecurity::text || coalesce(relacl::text, '') from pg_class where relnamespace = 'public'::regnamespace
    union all select 'policy', tablename || '.' || policyname, cmd || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
    union all select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'function', oid::regprocedure::text, prosrc || coalesce(proacl::text, '') from pg_proc where pronamespace = 'parley'::regnamespace
    union all select 'integration', name, updated_at::text from integrations
    order by 1, 2, 3`);

it('changes nothing when schema and seed run a second time', async () => {
  const before = await everything();

  for (const file of ['schema.sql', 'seed.sql']) await query(readFileSync(join(import.meta.dirname, file), 'utf8'));

  expect(await everything()).toEqual(before);
});

it('does nothing when nothing is new, and one of many does the work when something is', async () => {
  expect(await migrate({ serviceUrl, appPassword: 'only-for-tests' })).toEqual({ applied: [] });

  await query("update schema_migrations set hash = 'old' where name = 'seed.sql'");
  const results = await Promise.all([1, 2, 3, 4].map(() => migrate({ serviceUrl, appPassword: 'only-for-tests' })));

  expect(results.flatMap(result => result.applied)).toEqual(['seed.sql']);
});

describe('a database of a newer Parley', async () => {
  const log: string[] = [];
  const old = () => migrate({ serviceUrl, appPassword: 'only-for-tests', log: line => log.push(line) });
  const set = (what: string, name = 'schema.sql') =>
    query(`update schema_migrations set ${what} where name = '${name}'`);
  const [ours] = await query<{ hash: string }>("select hash from schema_migrations where name = 'schema.sql'");
  const mine = async () => {
    log.length = 0;
    await set(`hash = '${ours!.hash}', earlier = '{}', applied_by = null`);
  };

  it.each([
    ['replaced this text', `hash = 'newer', earlier = array['first', '${ours!.hash}']`],
    ['has a higher version', "hash = 'newer', applied_by = '999.0.0'"],
  ])('that %s keeps its functions, seed and templates, and the older one says what to do', async (_how, newer) => {
    await query(
      "create or replace function parley.run_days(plan text, limits jsonb, standard int) returns int language sql immutable as 'select 7'",
    );
    await set(newer);
    await set("hash = 'newer'", 'seed.sql');

    const { applied } = await old();

    expect(applied).toEqual([]);
    expect(await query("select parley.run_days('free', '{}', null) as days")).toEqual([{ days: 7 }]);
    expect(log.join()).toContain('Update Parley on this computer');
    await mine();
    await set("hash = 'older'");
    expect((await old()).applied).toEqual(['schema.sql', 'seed.sql']); // and a newer one puts its own there
    expect(await query("select parley.run_days('free', '{}', null) as days")).toEqual([{ days: 30 }]);
  });

  it('that was changed by a migration nobody here knows is refused in a sentence, untouched', async () => {
    await query("insert into schema_migrations (name, hash) values ('migrations/9999-later.sql', 'x')");
    const before = await everything();

    await expect(old()).rejects.toMatchObject({
      code: 'host.database_newer',
      userMessage: expect.stringContaining('9999-later'),
    });

    expect(await everything()).toEqual(before);
    await query("delete from schema_migrations where name = 'migrations/9999-later.sql'");
  });

  it('brings back what a newer version took up again', async () => {
    await set(`hash = 'between', earlier = array['${ours!.hash}'], applied_by = '0.0.9'`);
    expect((await old()).applied).toEqual(['schema.sql']);
    const [now] = await query<{ earlier: string[] }>("select earlier from schema_migrations where name = 'schema.sql'");
    expect(now!.earlier).toEqual([ours!.hash, 'between']);
    await mine();
  });
});

it('takes the three inserts that the description of the database promises', async () => {
  await query(`
    INSERT INTO public.integrations (name, display_name, category, config_schema)
      VALUES ('new-service', 'New Service', 'api', '{"api_key": "string", "base_url": "string"}');
    INSERT INTO public.ai_models (name, display_name, provider, model_type)
      VALUES ('new-model', 'New AI Model', 'custom', 'text-generation');
    INSERT INTO public.workflow_templates (name, description, category, template_data)
      VALUES ('Custom Template', 'Description', 'automation', '{"nodes": [], "connections": []}')`);

  expect(await query("select provider from ai_models where name = 'new-model'")).toEqual([{ provider: 'custom' }]);
});

it('has types that are generated from it', async () => {
  const written = readFileSync(join(import.meta.dirname, 'types.generated.ts'), 'utf8');

  expect(await generateTypes(serviceUrl), 'run: npm run db:types').toBe(written);
});
