import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { runtime } from '@/app/_server/runtime';
import { asUser, type Claims } from '@/database/connection';
import { startPostgres } from '@/database/embedded/start-postgres';
import { createExecution } from '@/database/executions';
import { buildRow } from '../build-row';
import { addOwner, prepareDatabase } from '../chaos/database';
import { type Bench, figure } from './figure';

const runs = 2_000;
/** So that what is loaded once, and caches, count in both. */
const before = 300;

/** Memory of a worker while 2,000 runs wait for somebody's approval, beside the same worker before they came. */
export const bench: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  chmodSync(home, 0o711);
  const postgres = await startPostgres({ home });
  try {
    Object.assign(process.env, await prepareDatabase(postgres.serviceUrl));
    const claims = await addOwner(postgres.serviceUrl);
    await runtime().serve();
    const { workflowId, triggerNodeId } = await buildRow(runtime().db, {
      ...{ claims, name: 'Parked' },
      nodes: [
        { key: 'start', type: 'core.manual' },
        { key: 'ask', type: 'core.approval', params: { title: 'Pay {{ item.amount }}?' } },
      ],
    });
    const facts = { workflowId, version: 1, mode: 'live', triggerNodeId, startedBy: 'cli' } as const;
    const [reference, timersBefore] = await parkedWith(claims, { facts, count: before });
    const [value, timers] = await parkedWith(claims, { facts, count: runs });
    return [
      figure('engine: MB in a worker with 2,000 runs parked', { value, unit: 'MB', reference }),
      figure('engine: timers in a worker with 2,000 runs parked', { value: timers, unit: '', reference: timersBefore }),
    ];
  } finally {
    await runtime().close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

type Facts = Omit<Parameters<typeof createExecution>[1], 'items'>;

/** MB on the heap, and timers, once so many more wait and nothing else is left to do. */
async function parkedWith(
  claims: Claims,
  { facts, count }: { facts: Facts; count: number },
): Promise<[number, number]> {
  const { driver } = await runtime().parts();
  const { db } = runtime();
  for (let made = 0; made < count; made += 100) {
    const ids = await asUser(db, claims, async tx => {
      const batch: string[] = [];
      for (let one = 0; one < 100; one += 1) {
        batch.push(await createExecution(tx, { ...facts, items: [{ amount: made + one, note: 'x'.repeat(950) }] }));
      }
      return batch;
    });
    await Promise.all(ids.map(id => driver.start(id)));
  }
  for (let left = 1; left > 0; ) {
    await pause(250);
    const { rows } = await sql<{ left: number }>`
      select count(*)::int as left from workflow_executions where status <> 'waiting'`.execute(db.service);
    left = rows[0]!.left;
  }
  await pause(1_000);
  return [collected(), process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length];
}

function collected(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed / 1e6;
}
