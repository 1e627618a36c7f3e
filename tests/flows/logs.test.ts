import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { log } from '@/app/_server/log';
import { readMetrics } from '@/app/_server/metrics';
import { settings } from '@/app/_server/settings';
import { workerId } from '@/app/_server/worker-id';
import { saveCredential } from '@/database/credentials';
import { listExecutions } from '@/database/executions';
import { json } from '@/database/json';
import { createWorkflow } from '@/database/workflows';
import type { NewNode } from '@/engine/workflow/change';
import { serve } from '@/tests/support/loopback-server';
import { edit, environmentFor, startRunning } from '@/tests/support/running';

const folder = mkdtempSync(join(tmpdir(), 'parley-logs-'));
vi.hoisted(() => {
  process.env.PARLEY_LOG_LEVEL = 'info';
  process.env.PARLEY_METRICS_TOKEN = 'operators-own-token';
});
process.env.PARLEY_LOG_FILE = join(folder, 'server.log');
const { parley, hooks, user, addUser, build } = await startRunning();
const secret = 'Tr0ub4dor "&3" and/more';

let worker: ChildProcess | null = null;
let said = '';
afterAll(() => {
  worker?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(): Promise<string> {
  const { PARLEY_LOG_FILE: _file, ...environment } = process.env;
  const { serviceUrl, appUrl } = settings();
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../support/worker.ts')], {
    env: { ...environment, ...environmentFor({ serviceUrl, appUrl, port: hooks.port }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  worker = child;
  child.stderr.setEncoding('utf8').on('data', text => (said += text));
  const ready = await new Promise<Buffer>(resolve => child.stdout.once('data', resolve));
  return `http://127.0.0.1:${/\d+/.exec(String(ready))![0]}`;
}

/** Every line as the object that it is; throws for one that is none. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>);

/** A service that refuses and says every secret it was sent, in its own words. */
const gossip = () =>
  serve((request, response) =>
    response.writeHead(400).end(`no: ${decodeURIComponent(request.url!)} ${JSON.stringify(request.headers)}`),
  );

async function hookWith(integration: string, values: Record<string, string>, url: string) {
  const credentialId = await saveCredential(parley.db, {
    ...{ claims: user.claims, masterKey: settings().encryptionKey },
    credential: { integration, name: integration, values: { ...values, hosts: new URL(url).host } },
  });
  const workflowId = await build([
    { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
    { key: 'call', type: 'core.http-request', params: { url: `${url}/a` }, options: { credentialId } },
  ]);
  const { addresses } = await parley.activate({ claims: user.claims, workflowId });
  return new URL(addresses[0]!.url).pathname;
}

it('server and worker write JSON alone, with the run and the process it was in, and never a secret', async () => {
  const [origin, service] = await Promise.all([startWorker(), gossip()]);
  const header = await hookWith('http-header', { name: 'X-Key', value: 'plain-Tr0ub4dor-key' }, service.url);
  const query = await hookWith('http-query', { name: 'key', value: secret }, service.url);
  const call = async (at: string) => (await fetch(at, { method: 'POST' })).headers.get('x-parley-run')!;

  const here = [await call(hooks.url + header), await call(hooks.url + query)];
  const there = [await call(origin + header), await call(origin + query)];
  // What a library may throw: the key in an address, in a header, and within JSON within a message.
  const address = `https://api.example.test/?key=${encodeURIComponent(secret)}`;
  const error = new TypeError(
    `failed: ${address} ${JSON.stringify({ sent: { 'x-key': 'plain-Tr0ub4dor-key', key: secret } })}`,
    {
      cause: new Error(`token operators-own-token for ${settings().serviceUrl}`),
    },
  );
  log.error({ error, executionId: here[0] }, `a node broke at ${address}`);
  // The file is written a moment after the line, and an answer may be on its way before the end of its run is told.
  const read = () => readFileSync(join(folder, 'server.log'), 'utf8');
  const isTold = (text: string, id: string) => linesOf(text).some(line => line.executionId === id && line.status);
  const patience = { timeout: 20_000 };
  await vi.waitUntil(() => here.every(id => isTold(read(), id)), patience);
  await vi.waitUntil(() => read().includes('TypeError') && read().endsWith('\n'), patience);
  await vi.waitUntil(() => said.endsWith('\n') && there.every(id => isTold(said, id)), patience);

  const written = read();
  const ended = (text: string) => linesOf(text).filter(({ msg }) => msg === 'a run failed');
  const runsIn = (text: string) => ended(text).map(({ executionId }) => executionId);
  expect(runsIn(written).toSorted()).toEqual(here.toSorted());
  expect(runsIn(said).toSorted()).toEqual(there.toSorted());
  expect(ended(written)[0]).toMatchObject({
    workerId: workerId(),
    status: 'failed',
    code: 'node.refused',
    node: 'call',
  });
  expect(new Set(linesOf(said).map(line => line.workerId))).toHaveLength(1);
  expect(linesOf(said)[0]!.workerId).not.toBe(workerId());
  const broken = { executionId: here[0], error: expect.objectContaining({ name: 'TypeError' }) };
  expect(linesOf(written)).toContainEqual(expect.objectContaining(broken));

  expect(service.requests).toHaveLength(4); // they were sent, so there was something to say
  const parts = [
    'Tr0ub4dor',
    'operators-own-token',
    settings().encryptionKey,
    settings().jwtSecret,
    new URL(settings().appUrl).password,
  ];
  for (const part of parts.filter(Boolean)) expect(written + said).not.toContain(part);
  expect(written.split('•••').length).toBeGreaterThan(6);
});

it('a call that a limit holds back is told to come again and starts nothing; refusals are counted and told once', async () => {
  const limited = await addUser();
  const { promise: release, resolve: letGo } = Promise.withResolvers<void>();
  const service = await serve((_request, response) => void release.then(() => response.end('ok')));
  const { id: workflowId } = await limited.asUser(tx => createWorkflow(tx, { name: 'Limited' }));
  const steps: NewNode[] = [
    { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
    { key: 'call', type: 'core.http-request', params: { url: service.url } },
    { key: 'reply', type: 'core.respond', params: { body: 'done' } },
  ];
  const nodes = steps.map(node => ({ type: 'add-node' as const, node }));
  const arrows = [
    ['hook', 'call'],
    ['call', 'reply'],
  ].map(([from, to]) => ({ type: 'connect' as const, from: from!, to: to! }));
  await edit(limited, { workflowId, changes: [...nodes, ...arrows] });
  const { addresses } = await parley.activate({ claims: limited.claims, workflowId });
  const limit = (limits: object) =>
    parley.db.service
      .updateTable('users')
      .set({ limits: json(limits) })
      .where('id', '=', limited.id)
      .execute();
  const call = (init: RequestInit = {}) =>
    fetch(addresses[0]!.url, { method: 'POST', headers: { authorization: 'Bearer call-s3cret' }, ...init });
  const runs = () => limited.asUser(tx => listExecutions(tx, { workflowId, limit: 9 }));
  await limit({ concurrent_runs: 1 });
  await vi.waitUntil(() => parley.mayHold(limited.id), { timeout: 5_000 });

  const first = call();
  await vi.waitUntil(() => service.requests.length === 1);
  const [second, third] = await Promise.all([call(), call()]);
  const during = await runs();
  letGo();
  const answered = await first;
  await limit({ concurrent_runs: 1, runs_per_minute: 1 });
  const late = await call();
  await call({ method: 'GET', body: null });

  expect([second.status, third.status]).toEqual([429, 429]);
  expect(second.headers.get('retry-after')).toBe('5');
  expect(await second.json()).toMatchObject({
    error: { code: 'hook.limited', message: expect.stringContaining('Call again in 5 seconds') },
  });
  expect(during).toHaveLength(1); // nothing of them is left to run later
  expect([answered.status, await answered.text()]).toEqual([200, 'done']);
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(30);
  expect(await runs()).toHaveLength(1);

  const { text } = await readMetrics(parley.db);
  expect(text).toMatch(/^parley_webhook_refusals_total\{reason="hook.limited"\} 3$/m);
  const lines = linesOf(readFileSync(join(folder, 'server.log'), 'utf8')).filter(({ reason }) => reason);
  const hookId = new URL(addresses[0]!.url).pathname.split('/')[3];
  expect(lines).toMatchObject([
    { hookId, reason: 'hook.limited' },
    { hookId, reason: 'hook.method_not_allowed' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('s3cret');
});
