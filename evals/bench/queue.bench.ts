import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { runtime } from '@/app/_server/runtime';
import { asUser, type Claims } from '@/database/connection';
import { startPostgres } from '@/database/embedded/start-postgres';
import { nodeExecutionColumns } from '@/database/execution-rows';
import { createExecution } from '@/database/executions';
import { addOwner, prepareDatabase } from '../chaos/database';
import { ChaosWorker } from '../chaos/workers';
import { buildChain } from './build-chain';
import { type Bench, figure } from './figure';

const runs = 10_000;
const steps = 10;
const rowsOfAnInsert = 100;
const referenceRows = 20_000;

/** 10,000 ten-node runs that wait in the queue, drained by two workers, beside inserts of the same rows, 100 at a time. */
export const bench: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  chmodSync(home, 0o711);
  const postgres = await startPostgres({ home });
  const workers: ChaosWorker[] = [];
  try {
    const environment = await prepareDatabase(postgres.serviceUrl);
    const claims = await addOwner(postgres.serviceUrl);
    await enqueue(claims);
    workers.push(new ChaosWorker(environment), new ChaosWorker(environment));
    const rate = await drain(workers);
    await Promise.all(workers.map(worker => worker.stop()));
    const reference = await insertRate(postgres.serviceUrl);
    return [
      figure('engine: node executions a second, 10,000 runs, two workers', {
        ...{ value: rate, unit: '1/s', reference },
      }),
    ];
  } finally {
    await Promise.all(workers.map(worker => worker.stop()));
    await runtime().close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

/** About 1 KB a node. */
const payload = { id: 7, amount: 150, note: 'x'.repeat(950) };

async function enqueue(claims: Claims): Promise<void> {
  const { db } = runtime();
  const { workflowId, triggerNodeId } = await buildChain(db, { claims, steps });
  const { driver } = await runtime().parts();
  const facts = { workflowId, version: 1, mode: 'live', triggerNodeId, items: [payload], startedBy: 'cli' } as const;
  for (let made = 0; made < runs; made += 100) {
    const ids = await asUser(db, claims, async tx => {
      const batch: string[] = [];
      for (let one = 0; one < 100; one += 1) batch.push(await createExecution(tx, facts));
      return batch;
    });
    await Promise.all(ids.map(id => driver.start(id)));
  }
}

/** Node executions a second, from the first that is recorded to the last. */
async function drain(workers: readonly ChaosWorker[]): Promise<number> {
  for (const worker of workers) worker.start();
  for (;;) {
    await pause(200);
    const { rows } = await sql<{ left: number }>`
      select count(*) as left from workflow_executions where finished_at is null`.execute(runtime().db.service);
    if (rows[0]!.left === 0) break;
  }
  const { rows } = await sql<{ seconds: number; nodes: number }>`
    select (select count(*) from node_executions) as nodes,
      extract(epoch from max(finished_at) - min(started_at)) as seconds from workflow_executions`.execute(
    runtime().db.service,
  );
  return rows[0]!.nodes / rows[0]!.seconds;
}

/** Rows a second of the same payload into the same table, each statement its own commit, over two connections. */
async function insertRate(serviceUrl: string): Promise<number> {
  const clients = [0, 1].map(() => new Client({ connectionString: serviceUrl }));
  await Promise.all(clients.map(client => client.connect()));
  const columns = nodeExecutionColumns.filter(column => column !== 'node_key').join(', ');
  for (const client of clients)
    await client.query(`create temp table given as select * from node_executions limit ${rowsOfAnInsert}`);
  const began = performance.now();
  const insert = async (client: Client, part: number) => {
    for (let done = 0; done < referenceRows / clients.length; done += rowsOfAnInsert) {
      await client.query(
        `insert into node_executions (execution_id, node_key, ${columns})
         select execution_id, node_key || $1, ${columns} from given`,
        [`_${part}_${done}`],
      );
    }
  };
  await Promise.all(clients.map(insert));
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all(clients.map(client => client.end()));
  return referenceRows / seconds;
}
