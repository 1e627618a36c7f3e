import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { log } from '@/app/_server/log';
import { settings } from '@/app/_server/settings';
import { workerId } from '@/app/_server/worker-id';
import { saveCredential } from '@/database/credentials';
import { serve } from '@/tests/support/loopback-server';
import { environmentFor, startRunning } from '@/tests/support/running';

const folder = mkdtempSync(join(tmpdir(), 'parley-logs-'));
vi.hoisted(() => {
  process.env.PARLEY_LOG_LEVEL = 'info';
  process.env.PARLEY_METRICS_TOKEN = 'operators-own-token';
});
process.env.PARLEY_LOG_FILE = join(folder, 'server.log');
const { parley, hooks, user, build } = await startRunning();
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
  await vi.waitUntil(() => there.every(id => said.includes(id)));

  const written = readFileSync(join(folder, 'server.log'), 'utf8');
  const ended = (text: string) => linesOf(text).filter(({ msg }) => msg === 'a run failed');
  expect(ended(written).map(({ executionId }) => executionId)).toEqual(here);
  expect(ended(said).map(({ executionId }) => executionId)).toEqual(there);
  expect(ended(written)[0]).toMatchObject({
    workerId: workerId(),
    status: 'failed',
    code: 'node.refused',
    node: 'call',
  });
  expect(new Set(linesOf(said).map(line => line.workerId))).toHaveLength(1);
  expect(linesOf(said)[0]!.workerId).not.toBe(workerId());
  expect(linesOf(written).at(-1)).toMatchObject({ executionId: here[0], error: { name: 'TypeError' } });

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
