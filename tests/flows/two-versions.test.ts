import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it, vi } from 'vitest';
import { runtime } from '@/app/_server/runtime';
import { readExecution } from '@/database/executions';
import { migrate } from '@/database/migrate';
import { isKnownElsewhere, leaveToOther, seeWorker } from '@/database/workers';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { NewNode } from '@/engine/workflow/change';
import { freshDatabase } from '@/tests/support/database';
import { edit, environmentFor } from '@/tests/support/running';

const database = await freshDatabase();
const environment = environmentFor({ ...database, port: 0 });
Object.assign(process.env, environment);
const parley = runtime();
const user = await database.addUser();

const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../support/old-worker.ts')], {
  env: { ...process.env, ...environment, TYPES_UNKNOWN: 'core.set,core.rss-new' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ready = await new Promise<Buffer>(resolve => child.stdout!.once('data', resolve));
const old = `http://127.0.0.1:${/\d+/.exec(String(ready))![0]}`;
afterAll(async () => {
  child.kill('SIGKILL');
  await parley.close();
});

const fresh: NewNode = { key: 'new_step', type: 'core.set', params: { fields: [{ name: 'a', value: 'b' }] } };
const plain: NewNode = { key: 'plain', type: 'core.limit', params: { count: 1 } };

async function build(nodes: readonly NewNode[]): Promise<string> {
  const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Two versions' }));
  const adds = nodes.map(node => ({ type: 'add-node' as const, node }));
  const arrows = nodes
    .slice(1)
    .map((node, index) => ({ type: 'connect' as const, from: nodes[index]!.key!, to: node.key! }));
  await edit(user, { workflowId, changes: [...adds, ...arrows] });
  return workflowId;
}
const start = (workflowId: string) =>
  parley.startExecution({ claims: user.claims, workflowId, mode: 'live', startedBy: 'person' });
async function finished(executionId: string) {
  await parley.waitForExecution(executionId, { timeoutMs: 20_000 });
  return user.asUser(tx => readExecution(tx, { executionId }));
}
const read = async (executionId: string) => {
  const { rows } = await sql<{ status: string; epoch: number; tries: number; nodes: number }>`
    select status, epoch, tries, (select count(*)::int from node_executions n where n.execution_id = x.id) as nodes
    from workflow_executions x where id = ${executionId}::uuid`.execute(parley.db.service);
  return rows[0]!;
};

it('an old worker leaves what only a new one knows, does the rest, and both go on while the tables are brought up to date', {
  timeout: 60_000,
}, async () => {
  const workflowId = await build([{ key: 'start', type: 'core.manual' }, fresh, plain]);
  const usual = await build([{ key: 'start', type: 'core.manual' }, plain]);
  const hooked = await build([{ key: 'hook', type: 'core.webhook', params: { respond: 'finally' } }, fresh]);
  // Nobody knows it: as before, the step says so.
  const lost = await finished(await start(workflowId));
  // A new worker was there, and is away for the moment.
  await seeWorker(parley.db, { workerId: crypto.randomUUID(), knows: Object.keys(nodeTypes) });
  const { addresses } = await parley.activate({ claims: user.claims, workflowId: hooked });

  const left = await start(workflowId);
  const answer = fetch(old + new URL(addresses[0]!.url).pathname, { method: 'POST' });
  const done = await finished(await start(usual));
  await vi.waitUntil(async () => (await read(left)).status === 'queued' && (await read(left)).epoch === 1, {
    timeout: 10_000,
  });
  const between = await read(left);
  await parley.serve(); // the new one is back

  const [whole, answered] = [await finished(left), await answer];
  await sql`update schema_migrations set hash = 'older' where name = 'schema.sql'`.execute(parley.db.service);
  const [{ applied }, ...during] = await Promise.all([
    migrate({ serviceUrl: database.serviceUrl, appPassword: new URL(database.appUrl).password }),
    ...Array.from({ length: 30 }, async (_, index) => finished(await start(index % 2 ? usual : workflowId))),
  ]);

  expect(lost.execution).toMatchObject({ status: 'failed', error: { code: 'node.type_unknown', nodeKey: 'new_step' } });
  expect(done.execution.status).toBe('succeeded');
  expect(between).toEqual({ status: 'queued', epoch: 1, tries: 0, nodes: 0 });
  expect(whole.execution.status).toBe('succeeded');
  expect(whole.records.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(answered.status).toBe(200);
  expect(await answered.json()).toMatchObject([{ a: 'b' }]);
  expect(applied).toContain('schema.sql');
  expect(new Set(during.map(({ execution }) => execution.status))).toEqual(new Set(['succeeded']));
});

it('a claim is given back only while it holds, and only for steps that somebody knows', async () => {
  const { db } = parley;
  const executionId = (
    await user.asUser(tx => tx.selectFrom('workflow_executions').select('id').executeTakeFirstOrThrow())
  ).id;
  await sql`update workflow_executions set status = 'running', finished_at = null, epoch = 7, tries = 2 where id = ${executionId}::uuid`.execute(
    db.service,
  );
  const leave = (epoch: number, types: string[]) => leaveToOther(db, { executionId, epoch, types });

  expect([
    await isKnownElsewhere(db, { types: ['core.set'] }),
    await isKnownElsewhere(db, { types: ['core.set', 'no.such'] }),
  ]).toEqual([true, false]);
  expect([await leave(6, ['core.set']), await leave(7, ['no.such'])]).toEqual([false, false]);
  expect(await read(executionId)).toMatchObject({ status: 'running', tries: 2 });
  expect(await leave(7, ['core.set'])).toBe(true);
  expect(await read(executionId)).toMatchObject({ status: 'queued', tries: 1 });
});
