import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { runtime } from '@/app/_server/runtime';
import { asUser, type Claims } from '@/database/connection';
import { startPostgres } from '@/database/embedded/start-postgres';
import { createExecution } from '@/database/executions';
import { addOwner, prepareDatabase } from '../chaos/database';
import { ChaosWorker } from '../chaos/workers';
import { buildChain } from './build-chain';
import { type Bench, figure } from './figure';

const flood = 10_000;
const steps = 10;
const samples = 25;
const betweenMs = 60;
/** About 1 KB a node. */
const payload = { id: 7, amount: 150, note: 'x'.repeat(950) };

/** One run of somebody, from being asked for to its end, alone and while 10,000 runs of somebody else wait. Two workers. */
export const bench: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  chmodSync(home, 0o711);
  const postgres = await startPostgres({ home });
  const workers: ChaosWorker[] = [];
  try {
    const environment = await prepareDatabase(postgres.serviceUrl);
    workers.push(new ChaosWorker(environment), new ChaosWorker(environment));
    for (const worker of workers) worker.start();
    await Promise.all(workers.map(({ url }) => url));
    const one = await ownChain(await addOwner(postgres.serviceUrl, 'one@example.test'));
    const many = await ownChain(await addOwner(postgres.serviceUrl, 'many@example.test'));
    for (const chain of [one, many]) await measure(chain, { count: 5 }); // so that nothing is met for the first time
    const alone = await measure(one, { count: samples });
    for (const worker of workers) worker.signal('SIGSTOP');
    await enqueue(many);
    for (const worker of workers) worker.signal('SIGCONT');
    await pause(1_000); // they were held up to let the queue grow: what they missed meanwhile is no part of it
    const beside = await measure(one, { count: samples, during: many });
    return [
      figure("fairness: ms that another team's run takes longer while 10,000 wait", {
        ...{ value: middle(beside) - middle(alone), unit: 'ms', reference: middle(alone) },
      }),
      figure('fairness: ms of the slowest of 25 such runs', {
        ...{ value: Math.max(...beside), unit: 'ms', reference: Math.max(...alone) },
      }),
    ];
  } finally {
    await Promise.all(workers.map(worker => worker.stop()));
    await runtime().close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

interface Chain {
  claims: Claims;
  facts: Omit<Parameters<typeof createExecution>[1], 'items'>;
}

async function ownChain(claims: Claims): Promise<Chain> {
  const { workflowId, triggerNodeId } = await buildChain(runtime().db, { claims, steps });
  return { claims, facts: { workflowId, version: 1, mode: 'live', triggerNodeId, startedBy: 'cli' } };
}

async function enqueue({ claims, facts }: Chain): Promise<void> {
  const { driver } = await runtime().parts();
  for (let made = 0; made < flood; made += 100) {
    const ids = await asUser(runtime().db, claims, async tx => {
      const batch: string[] = [];
      for (let one = 0; one < 100; one += 1) batch.push(await createExecution(tx, { ...facts, items: [payload] }));
      return batch;
    });
    await Promise.all(ids.map(id => driver.start(id)));
  }
}

/** Milliseconds of each run; those of a time when `during` had none left in the queue do not count, and there must be enough. */
async function measure(
  { claims, facts }: Chain,
  { count, during }: { count: number; during?: Chain },
): Promise<number[]> {
  const times: number[] = [];
  for (let tried = 0; tried < count; tried += 1) {
    await pause(betweenMs);
    const began = performance.now();
    const id = await asUser(runtime().db, claims, tx => createExecution(tx, { ...facts, items: [payload] }));
    await (await runtime().parts()).driver.start(id);
    const state = await runtime().waitForExecution(id, { timeoutMs: 120_000 });
    if (state?.status !== 'succeeded') throw new Error(`the run ended as ${state?.status}`);
    const took = performance.now() - began;
    if (!during || (await waiting(during)) > 0) times.push(took);
  }
  if (times.length < Math.min(count, 5)) throw new Error('the flood was over before anything could be measured');
  return times;
}

async function waiting({ facts }: Chain): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from workflow_executions
    where workflow_id = ${facts.workflowId}::uuid and status = 'queued'`.execute(runtime().db.service);
  return rows[0]!.count;
}

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
