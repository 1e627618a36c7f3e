import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { readMetrics } from '@/app/_server/metrics';
import { requireOperator } from '@/app/_server/metrics-guard';
import { GET as health } from '@/app/api/health/route';
import { GET as metrics } from '@/app/api/metrics/route';
import { openDatabase } from '@/database/connection';
import { json } from '@/database/json';
import { seeWorker } from '@/database/workers';
import { firing, readAlerts } from '@/tests/support/alerts';
import { freshDatabase } from '@/tests/support/database';
import { startRunning } from '@/tests/support/running';

process.env.PARLEY_MOST_QUEUED = '200';
const running = await startRunning();
const quiet = await freshDatabase();
const owner = await quiet.addUser();

/** Runs that nobody takes. */
const leaveRuns = (count: number, createdAt: string) =>
  quiet.db.service
    .insertInto('workflows')
    .values({ name: 'Left', owner_id: owner.id })
    .returning('id')
    .executeTakeFirstOrThrow()
    .then(async ({ id }) => {
      const rows = Array.from({ length: count }, () => ({
        ...{
          workflow_id: id,
          owner_id: owner.id,
          version: 1,
          workflow: '{}',
          mode: 'live' as const,
          created_at: createdAt,
        },
        ...{ trigger_node_id: crypto.randomUUID(), started_by: 'cli' as const },
      }));
      for (let at = 0; at < count; at += 1_000)
        await quiet.db.service
          .insertInto('workflow_executions')
          .values(rows.slice(at, at + 1_000) as never)
          .execute();
    });
const clear = () => quiet.db.service.deleteFrom('workflow_executions').execute();
const firingNow = async (db = quiet.db) => firing((await readMetrics(db)).text);
const ask = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

describe('the figures', () => {
  it('count runs, steps by type and answers to webhooks, under names that Prometheus takes', async () => {
    const { build, run, parley, user } = running;
    await run(
      await build([
        { key: 'start', type: 'core.manual' },
        { key: 'set', type: 'core.set', params: { fields: [{ name: 'a', value: 'b' }] } },
      ]),
    );
    const hook = await build([
      { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
      { key: 'reply', type: 'core.respond', params: { body: 'yes' } },
    ]);
    const { addresses } = await parley.activate({ claims: user.claims, workflowId: hook });
    await (await fetch(addresses[0]!.url, { method: 'POST' })).text();

    const response = await metrics(ask('http://127.0.0.1/api/metrics', { host: '127.0.0.1:3000' }));
    const text = await response.text();

    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(text).toMatch(/^parley_runs_finished_total\{status="succeeded"\} [1-9]/m);
    expect(text).toMatch(/^parley_node_duration_seconds_count\{type="core.set"\} [1-9]/m);
    expect(text).toMatch(/^parley_webhook_answers_total\{status="200"\} 1$/m);
    expect(text).toMatch(/^parley_database_connections\{state="(active|idle)"\} [1-9]/m);
    expect(text).toMatch(/^parley_workers 1$/m);
  });

  it('are for this computer, or for whoever has the token', () => {
    const local = { host: '127.0.0.1', token: undefined };
    const guard = (headers: Record<string, string>, by: Parameters<typeof requireOperator>[1]) => () =>
      requireOperator(ask('http://x/', headers), by);

    expect(guard({ host: 'localhost:3000', 'x-forwarded-for': '::ffff:127.0.0.1' }, local)).not.toThrow();
    expect(guard({ host: 'rebound.example' }, local)).toThrow(/metrics.not_allowed/);
    expect(guard({ host: 'localhost', 'x-forwarded-for': '203.0.113.7, 127.0.0.1' }, local)).toThrow(
      /metrics.not_allowed/,
    );
    expect(guard({ host: 'localhost' }, { ...local, host: '0.0.0.0' })).toThrow(/metrics.not_allowed/);
    const open = { host: '0.0.0.0', token: 'long-secret' };
    expect(guard({ authorization: 'Bearer long-secret' }, open)).not.toThrow();
    expect(guard({ host: 'localhost', authorization: 'Bearer other' }, open)).toThrow(/metrics.not_allowed/);
  });
});

describe('each alert fires when it should, and not before', () => {
  const cases: Record<string, () => Promise<string[]>> = {
    async ParleyDatabaseDown() {
      const gone = openDatabase({
        serviceUrl: 'postgresql://127.0.0.1:1/none',
        appUrl: 'postgresql://127.0.0.1:1/none',
      });
      const fired = await firingNow(gone);
      await gone.close();
      return fired;
    },
    ParleyNoWorkers: async () => {
      await quiet.db.service.deleteFrom('workers').execute();
      return firingNow();
    },
    async ParleyQueueOld() {
      await leaveRuns(1, '2020-01-01T00:00:00Z');
      return firingNow();
    },
    async ParleyQueueLong() {
      await leaveRuns(5_001, new Date().toISOString());
      return firingNow();
    },
  };

  it.each(readAlerts().map(({ name }) => name))('%s', async name => {
    await clear();
    await seeWorker(quiet.db, { workerId: crypto.randomUUID() });
    expect(await firingNow()).toEqual([]);

    expect(await cases[name]!()).toEqual([name]);
  });
});

it('refuses a call while the queue of its owner is full, says when to come again, and takes others', async () => {
  const { build, parley, user, addUser } = running;
  const workflowId = await build([
    { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
    { key: 'reply', type: 'core.respond', params: { body: 'yes' } },
  ]);
  const { addresses } = await parley.activate({ claims: user.claims, workflowId });
  const call = () => fetch(addresses[0]!.url, { method: 'POST' });
  const other = await addUser();
  await parley.db.service
    .updateTable('users')
    .set({ limits: json({ concurrent_runs: 0 }) })
    .where('id', '=', user.id)
    .execute();
  await sql`insert into workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by, created_at)
    select workflow_id, owner_id, version, workflow, 'live', trigger_node_id, 'cli', now()
    from (select w.id as workflow_id, w.owner_id, 1 as version, '{}'::jsonb as workflow, gen_random_uuid() as trigger_node_id
      from workflows w where w.id = ${workflowId}::uuid) given, generate_series(1, 200)`.execute(parley.db.service);
  await vi.waitUntil(() => parley.isCrowded(user.id), { timeout: 20_000 });

  const refused = await call();
  const body = await refused.json();
  await parley.db.service.deleteFrom('workflow_executions').where('status', '=', 'queued').execute();
  await parley.db.service
    .updateTable('users')
    .set({ limits: json({}) })
    .where('id', '=', user.id)
    .execute();
  await vi.waitUntil(() => !parley.isCrowded(user.id), { timeout: 20_000 });

  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(body).toMatchObject({ error: { code: 'hook.busy' } });
  expect(parley.isCrowded(other.id)).toBe(false);
  expect((await call()).status).toBe(200);
});

it('health says that it lives, and whether it is of use', async () => {
  const live = await health(ask('http://127.0.0.1/api/health?check=live'));
  const ready = await health(ask('http://127.0.0.1/api/health'));

  expect(await live.json()).toEqual({ status: 'live' });
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    status: 'ready',
    database: 'ready',
    queue: { depth: 0, oldest_seconds: 0 },
  });
});
