import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { runtime } from '@/app/_server/runtime';
import { startPostgres } from '@/database/embedded/start-postgres';
import { randomFrom } from '@/tests/support/random-edits';
import { addOwner, prepareDatabase } from './database';
import { type Findings, judge, type Started } from './judge';
import { patiently } from './patiently';
import { startChaosService } from './service';
import { ChaosWorker } from './workers';
import { buildWorkflow, type Kind, kinds } from './workflows';

export interface ChaosOptions {
  runs: number;
  /** The same seed, the same order of disturbances; when they strike is the machine's affair. */
  seed: number;
  /** The pause between two disturbances is at most twice this, in ms. */
  everyMs: number;
  /** After the last run was begun and the last disturbance struck, in ms. */
  patienceMs: number;
}

/**
 * Runs of mixed workflows over two worker processes that are killed (SIGKILL) and held up (SIGSTOP, SIGCONT), on a
 * database that crashes, against a service that counts. Resolves with what was found, whether good or bad.
 */
export async function chaos(options: ChaosOptions): Promise<Findings> {
  const home = mkdtempSync(join(tmpdir(), 'parley-chaos-'));
  chmodSync(home, 0o711);
  const postgres = await startPostgres({ home, fast: true });
  try {
    return await disturb(postgres.serviceUrl, options);
  } finally {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function disturb(serviceUrl: string, { runs, seed, everyMs, patienceMs }: ChaosOptions): Promise<Findings> {
  const random = randomFrom(seed);
  const environment = await prepareDatabase(serviceUrl);
  const service = await startChaosService({ random: randomFrom(seed + 1), slowest: 600 });
  const workers = [new ChaosWorker(environment), new ChaosWorker(environment)];
  const parley = runtime();
  try {
    const claims = await addOwner(serviceUrl);
    const workflows = new Map<Kind, string>();
    for (const kind of kinds) workflows.set(kind, await buildWorkflow(parley.db, { claims, kind, url: service.url }));
    const { addresses } = await parley.activate({ claims, workflowId: workflows.get('hook')! });
    const hookPath = new URL(addresses[0]!.url).pathname;
    for (const worker of workers) worker.start();
    await Promise.all(workers.map(worker => worker.url));

    const started: Started[] = [];
    const begin = async (kind: Kind) => {
      const workflowId = workflows.get(kind)!;
      if (kind === 'hook') return void callHook(workers[Math.floor(random() * 2)]!, hookPath, started);
      const run = () => parley.startExecution({ claims, workflowId, mode: 'live', startedBy: 'cli' });
      started.push({ kind, executionId: await patiently(run) });
    };
    const disturbing = strike({ workers, serviceUrl, random, everyMs });
    for (let run = 0; run < runs; run += 1) {
      await begin(kinds[run % kinds.length]!);
      if (run % 5 === 4) await pause(everyMs);
    }
    const strikes = await disturbing.end();
    const hookWorkflow = workflows.get('hook')!;
    return await judge({ db: parley.db, service, asked: runs, started, strikes, patienceMs, hookWorkflow });
  } finally {
    await Promise.all(workers.map(worker => worker.stop()));
    await service.close();
    await parley.close();
  }
}

/** The caller hears nothing when its worker dies: then it does not know, and the run is found in the records or not at all. */
async function callHook(worker: ChaosWorker, path: string, started: Started[]): Promise<void> {
  try {
    const answer = await fetch((await worker.url) + path, { method: 'POST', signal: AbortSignal.timeout(60_000) });
    const executionId = answer.headers.get('x-parley-run');
    if (answer.ok && executionId) started.push({ kind: 'hook', executionId, answered: await answer.text() });
  } catch {
    // Cut off.
  }
}

interface Strike {
  workers: readonly ChaosWorker[];
  serviceUrl: string;
  random(): number;
  everyMs: number;
}

/** Something bad, again and again, until it is ended; everybody is awake then. */
function strike({ workers, serviceUrl, random, everyMs }: Strike) {
  const counts = { killed: 0, heldUp: 0, crashed: 0 };
  let over = false;
  const work = async () => {
    while (!over) {
      await pause(random() * 2 * everyMs);
      const worker = workers[Math.floor(random() * workers.length)]!;
      const dice = random();
      if (dice < 0.5) {
        worker.signal('SIGKILL');
        counts.killed += 1;
      } else if (dice < 0.85) {
        worker.signal('SIGSTOP');
        await pause(random() * 15 * everyMs);
        worker.signal('SIGCONT');
        counts.heldUp += 1;
      } else {
        await crashDatabase(serviceUrl, random);
        counts.crashed += 1;
      }
    }
  };
  const working = work();
  return {
    async end() {
      over = true;
      await working;
      return counts;
    },
  };
}

/** One of its processes is killed: PostgreSQL throws everybody out and recovers from its log, as after a power cut. */
async function crashDatabase(serviceUrl: string, random: () => number): Promise<void> {
  const client = new Client({ connectionString: serviceUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    const victim = rows[Math.floor(random() * rows.length)];
    if (victim) process.kill(victim.pid, 'SIGKILL');
  } catch {
    // It is down already.
  } finally {
    await client.end().catch(() => undefined);
  }
}
