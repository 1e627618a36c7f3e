import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, endAll } from '@/app/_server/endings';
import { runtime } from '@/app/_server/runtime';
import { settings } from '@/app/_server/settings';
import { prepare } from '@/app/cli/prepare';
import type { Claims } from '@/database/connection';
import { ensureLocalOwner } from '@/database/local-auth';
import { parley } from '@/tests/support/parley';
import { buildChain } from './build-chain';
import { type Bench, type Figure, figure } from './figure';
import { type Load, load } from './load';

const steps = 10;
const clients = 16;
const rounds = 5;
const roundMs = 3_000;
/** About 1 KB, as every node passes it on. */
const body = JSON.stringify({ id: 7, amount: 150, note: 'x'.repeat(950) });

/** Webhook → ten nodes → answer, of the product as `npm start` serves it, beside a bare server that writes twelve rows. */
export const bench: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  chmodSync(home, 0o711);
  const server = parley(['start'], { PARLEY_HOME: home, PORT: '0', PARLEY_LOG_LEVEL: 'silent' });
  let bare: ChildProcess | null = null;
  try {
    const [, origin] = await server.prints(/Parley is ready: (http:\/\/[^/]+)/);
    Object.assign(process.env, { PARLEY_HOME: home, PORT: new URL(origin!).port });
    await prepare();
    atEnd(() => runtime().close());
    const { id, email } = await ensureLocalOwner(runtime().db);
    const url = await hookOf({ sub: id, role: 'authenticated', email });
    const reference = await bareServer(settings().serviceUrl);
    bare = reference.child;
    return await measure(url, reference.url);
  } finally {
    bare?.kill();
    await endAll();
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(home, { recursive: true, force: true });
  }
};

/** In turns, so that a noisy minute falls on both; the middle one of five rounds counts. */
async function measure(ours: string, bare: string): Promise<Figure[]> {
  for (const url of [ours, bare]) await load(url, { clients, ms: roundMs, body });
  const [one, many] = [
    [1, roundMs],
    [clients, roundMs],
  ].map(() => ({ ours: [] as Load[], bare: [] as Load[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, url] of [
      ['ours', ours],
      ['bare', bare],
    ] as const) {
      one![side].push(await load(url, { clients: 1, ms: roundMs, body }));
      many![side].push(await load(url, { clients, ms: roundMs, body }));
    }
  }
  const middle = (loads: readonly Load[], of: keyof Load) =>
    loads.map(each => each[of]).toSorted((a, b) => a - b)[Math.floor(loads.length / 2)]!;
  return [
    figure('engine: webhook, ten nodes, answer; p50 of one client', {
      ...{ value: middle(one!.ours, 'p50'), unit: 'ms', reference: middle(one!.bare, 'p50') },
    }),
    figure(`engine: webhook, ten nodes, answer; rate of ${clients} clients`, {
      ...{ value: middle(many!.ours, 'rate'), unit: '1/s', reference: middle(many!.bare, 'rate') },
    }),
    figure(`engine: webhook, ten nodes, answer; p99 of ${clients} clients against p50`, {
      ...{ value: middle(many!.ours, 'p99'), unit: 'ms', reference: middle(many!.ours, 'p50') },
    }),
  ];
}

/** The address of a workflow of ten steps that sends back what it was sent. */
async function hookOf(claims: Claims): Promise<string> {
  const { workflowId } = await buildChain(runtime().db, { claims, steps, hook: true });
  const activation = await runtime().activate({ claims, workflowId });
  const [address] = activation.addresses;
  if (!activation.active || !address)
    throw new Error(`The bench's own workflow cannot be switched on: ${activation.problems.join(' ')}`);
  return address.url;
}

async function bareServer(databaseUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const loader = join(import.meta.dirname, '../../app/cli/read-typescript.mjs');
  const child = spawn(
    process.execPath,
    ['--import', loader, join(import.meta.dirname, 'bare-server.ts'), databaseUrl],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const text of child.stdout!.setEncoding('utf8')) {
    const port = /listening on (\d+)/.exec(text)?.[1];
    if (port) return { child, url: `http://127.0.0.1:${port}/` };
  }
  throw new Error('The reference server ended before it listened.');
}
