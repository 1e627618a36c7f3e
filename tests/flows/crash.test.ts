import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { runtime } from '@/app/_server/runtime';
import { listExecutions, readExecution } from '@/database/executions';
import { noteShortMemory } from '@/database/workers';
import { createWorkflow } from '@/database/workflows';
import { explainExecution } from '@/engine/explain/explain-execution';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { mostTries } from '@/engine/run/set-aside';
import type { NewNode } from '@/engine/workflow/change';
import { freshDatabase } from '@/tests/support/database';
import { edit, environmentFor } from '@/tests/support/running';

const database = await freshDatabase();
const environment = environmentFor({ ...database, port: 0 });
Object.assign(process.env, environment);
const parley = runtime();
const user = await database.addUser();
const service = await startService();
afterAll(async () => {
  await parley.close();
  await service.close();
});

/** Counts calls per path; answers to `/hold…` wait until they are let go. */
async function startService() {
  const calls: string[] = [];
  const held = new Map<string, ServerResponse>();
  let holding = true;
  let called = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    calls.push(request.url!);
    called.resolve();
    called = Promise.withResolvers();
    if (holding && request.url!.startsWith('/hold')) held.set(request.url!, response);
    else response.end('ok');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (path: string) => calls.filter(call => call === path).length,
    hold: () => {
      holding = true;
    },
    answer: (path: string) => held.get(path)!.end('ok'),
    letGo: () => {
      holding = false;
    },
    async reach(...paths: string[]) {
      while (!paths.every(path => calls.includes(path))) await called.promise;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

async function startWorker(): Promise<{ child: ChildProcess; url: string }> {
  const file = join(import.meta.dirname, '../support/worker.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<Buffer>(resolve => child.stdout!.once('data', resolve));
  return { child, url: `http://127.0.0.1:${/\d+/.exec(String(said))![0]}` };
}

const call = (key: string, method: 'GET' | 'POST', path: string): NewNode => ({
  key,
  type: 'core.http-request',
  params: { method, url: `${service.url}${path}` },
});

async function build(nodes: readonly NewNode[], owner = user): Promise<string> {
  const { id: workflowId } = await owner.asUser(tx => createWorkflow(tx, { name: 'Crash' }));
  const changes = [
    ...nodes.map(node => ({ type: 'add-node' as const, node })),
    ...nodes.slice(1).map((node, index) => ({ type: 'connect' as const, from: nodes[index]!.key!, to: node.key! })),
  ];
  await edit(owner, { workflowId, changes });
  return workflowId;
}

async function start(nodes: readonly NewNode[]): Promise<string> {
  const workflowId = await build([{ key: 'start', type: 'core.manual' }, ...nodes]);
  return parley.startExecution({ claims: user.claims, workflowId, mode: 'live', startedBy: 'person' });
}

async function finished(executionId: string, owner = user) {
  await parley.waitForExecution(executionId, { timeoutMs: 40_000 });
  return owner.asUser(tx => readExecution(tx, { executionId }));
}

it('a killed worker costs no run, no effect is carried out twice, and what kills one after the other is set aside', {
  timeout: 60_000,
}, async () => {
  const first = await startWorker();
  const store: NewNode = {
    key: 'store',
    type: 'core.data-table',
    params: { operation: 'insert', table: 'crash', values: [{ name: 'run', value: '{{ execution.id }}' }] },
  };
  const reading = await start([
    store,
    call('before', 'POST', '/before'),
    call('hold', 'GET', '/hold-read'),
    call('after', 'POST', '/after'),
  ]);
  const writing = await start([call('send', 'POST', '/hold-write'), call('never', 'POST', '/never')]);
  const stuck = await start([call('before_it', 'GET', '/before-stuck'), call('big', 'GET', '/hold-stuck')]);
  await service.reach('/hold-read', '/hold-write', '/hold-stuck');
  // As if four workers had gone at that step before this one does.
  await sql`update workflow_executions set tries = ${mostTries}, tries_at_seq = (
    select max(seq) from node_executions where execution_id = ${stuck}::uuid and status <> 'running')
    where id = ${stuck}::uuid`.execute(database.db.service);

  await noteShortMemory(parley.db, { executionIds: [stuck, reading] });

  first.child.kill('SIGKILL');
  service.letGo();
  const second = await startWorker();
  const [read, write, aside] = [await finished(reading), await finished(writing), await finished(stuck)];
  second.child.kill('SIGTERM');

  expect(read.execution).toMatchObject({ status: 'succeeded', epoch: 2 });
  expect([service.count('/before'), service.count('/hold-read'), service.count('/after')]).toEqual([1, 2, 1]);
  const rows = await parley.servicesFor(user.id).tables.find('crash', { filters: [], match: 'all', limit: 10 });
  expect(rows).toHaveLength(1);

  expect(write.execution).toMatchObject({
    status: 'result_unknown',
    error: { code: 'node.result_unknown', nodeKey: 'send' },
  });
  expect([service.count('/hold-write'), service.count('/never')]).toEqual([1, 0]);

  const told = explainExecution({ ...aside, nodeTypes });
  expect(aside.execution).toMatchObject({ status: 'failed', error: { code: 'execution.set_aside', nodeKey: 'big' } });
  expect(aside.records.find(({ nodeKey }) => nodeKey === 'big')).toMatchObject({ status: 'failed' });
  expect([service.count('/before-stuck'), service.count('/hold-stuck')]).toEqual([1, 1]); // nobody tried it again
  expect(told).toMatchObject({
    cause: { node: 'big' },
    sentence: expect.stringMatching(/taken up 5 times.* at the step "Big" while its memory was filling up/),
    nextStep: expect.stringContaining('smaller items'),
  });
});

it('a worker killed in mid-loop goes on in that round, and no round takes effect twice', {
  timeout: 60_000,
}, async () => {
  service.hold();
  const first = await startWorker();
  const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Loop' }));
  const inside = { parentId: 'each_order' };
  const nodes: NewNode[] = [
    { key: 'start', type: 'core.manual' },
    { key: 'each_order', type: 'core.loop' },
    { ...call('pay', 'POST', '/pay-{{ item.order }}'), ...inside },
    { ...call('look', 'GET', '/{{ nodes.each_order.item.look }}'), ...inside },
    { ...call('tell', 'POST', '/tell-{{ nodes.start.item.order }}'), ...inside },
  ];
  const arrows = ['start > each_order', 'pay > look', 'look > tell'].map(arrow => {
    const [from, to] = arrow.split(' > ') as [string, string];
    return { type: 'connect' as const, from, to };
  });
  const changes = [...nodes.map(node => ({ type: 'add-node' as const, node })), ...arrows];
  await edit(user, { workflowId, changes });
  const orders = [0, 1, 2].map(order => ({ order, look: order === 1 ? 'hold-loop' : `look-${order}` }));
  const executionId = await parley.startExecution({
    ...{ claims: user.claims, workflowId, mode: 'live', startedBy: 'person', items: orders },
  });
  await service.reach('/pay-0', '/tell-0', '/pay-1', '/hold-loop');

  first.child.kill('SIGKILL');
  service.letGo();
  const second = await startWorker();
  const { execution, records } = await finished(executionId);
  second.child.kill('SIGTERM');

  expect(execution).toMatchObject({ status: 'succeeded', epoch: 2 });
  const paths = [0, 1, 2].flatMap(order => [`/pay-${order}`, `/tell-${order}`]);
  expect(paths.map(service.count)).toEqual(new Array(6).fill(1));
  expect([service.count('/look-0'), service.count('/hold-loop')]).toEqual([1, 2]);
  const rounds = records.filter(({ nodeKey }) => nodeKey.endsWith('/tell')).map(({ nodeKey }) => nodeKey);
  expect(rounds).toEqual(['each_order[0]/tell', 'each_order[1]/tell', 'each_order[2]/tell']);
});

it('a killed server costs no run that it had begun for a webhook, and one that is told to go ends what it can', {
  timeout: 60_000,
}, async () => {
  const limited = await database.addUser(); // whose runs take their place in the database first
  await sql`update users set limits = '{"concurrent_runs": 5}' where id = ${limited.id}::uuid`.execute(
    database.db.service,
  );
  const first = await startWorker();
  const hook: NewNode = { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } };
  const workflowId = await build([
    hook,
    call('first', 'POST', '/hook-first'),
    call('wait', 'GET', '/hold-hook'),
    call('last', 'POST', '/hook-last'),
  ]);
  const limitedId = await build(
    [hook, call('wait', 'GET', '/hold-limited'), call('last', 'POST', '/limited-last')],
    limited,
  );
  const callHook = async ({ claims }: typeof user, id: string) => {
    const { addresses } = await parley.activate({ claims, workflowId: id });
    return fetch(first.url + new URL(addresses[0]!.url).pathname, { method: 'POST' }).catch(() => 'cut off');
  };
  service.hold();
  const answers = Promise.all([callHook(user, workflowId), callHook(limited, limitedId)]);
  await service.reach('/hook-first', '/hold-hook', '/hold-limited');

  first.child.kill('SIGKILL');
  service.letGo();
  const second = await startWorker();
  const [run] = await user.asUser(tx => listExecutions(tx, { workflowId, limit: 1 }));
  const [heldRun] = await limited.asUser(tx => listExecutions(tx, { workflowId: limitedId, limit: 1 }));
  const [{ execution }, goneOn] = [await finished(run!.id), await finished(heldRun!.id, limited)];

  service.hold();
  const [short, long] = [await start([call('a', 'GET', '/hold-short')]), await start([call('b', 'GET', '/hold-long')])];
  await service.reach('/hold-short', '/hold-long');
  const exit = new Promise<number | null>(resolve => second.child.once('exit', resolve));
  second.child.kill('SIGTERM');
  service.answer('/hold-short');
  const ended = await finished(short);
  const code = await exit;
  const { rows } = await sql<
    Record<string, unknown>
  >`select status, tries, error from workflow_executions where id = ${long}::uuid`.execute(database.db.service);

  expect([code, ended.execution.status, ended.execution.epoch]).toEqual([143, 'succeeded', 1]);
  expect(rows).toEqual([{ status: 'running', tries: 0, error: null }]); // handed over, and that counts for nothing

  expect(await answers).toEqual(['cut off', 'cut off']);
  expect(goneOn.execution).toMatchObject({ status: 'succeeded', epoch: 2 });
  expect(service.count('/limited-last')).toBe(1);
  expect(execution).toMatchObject({ status: 'succeeded', startedBy: 'webhook', epoch: 2 });
  expect(['/hook-first', '/hold-hook', '/hook-last'].map(service.count)).toEqual([1, 2, 1]);
});
