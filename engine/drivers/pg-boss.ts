import { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { AppError } from '../errors';
import { crowded, type Driver } from '../run/driver';
import { listen } from './listen';
import { WorkLoop } from './work-loop';

export interface PgBossOptions {
  /** A role that owns the queue's schema, or may make it. Session-pinned: not through a transaction pooler. */
  connectionString: string;
  schema?: string;
  /** `executionId`: whose work broke off, where it was that of one. */
  onError?: (error: unknown, executionId?: string) => void;
}

const queue = 'executions';
const cancelChannel = 'parley_cancel';
const wakeChannel = 'parley_queue';
/** The shortest that pg-boss allows; a dead worker's runs continue elsewhere after about this long. */
const heartbeatSeconds = 10;

/** The queue's own tables. Safe to call from many processes at once, and again. */
export async function installPgBoss({ connectionString, schema = 'pgboss' }: PgBossOptions): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await createQueue(boss);
  await boss.stop({ graceful: false });
}

/** `stately`: per execution one in the queue and one being worked on, so a signal during a run is not lost. */
const createQueue = (boss: PgBoss) =>
  boss.createQueue(queue, {
    policy: 'stately',
    heartbeatSeconds,
    expireInSeconds: 86_400 - 1, // a run may last; the heartbeat tells whether somebody is at it
    retentionSeconds: 400 * 86_400, // and may wait long for its time
    retryLimit: 1_000_000, // whether a run is given up is for the run to say
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    deleteAfterSeconds: 3_600,
  });

/** Dispatch on PostgreSQL alone: any number of processes may open one on the same database. */
export async function openPgBossDriver(options: PgBossOptions): Promise<Driver> {
  try {
    return await openInstalled(options);
  } catch {
    await installPgBoss(options); // the first start, or a newer pg-boss; what else is wrong shows again below
    return openInstalled(options);
  }
}

async function openInstalled(options: PgBossOptions): Promise<Driver> {
  const { connectionString, schema = 'pgboss', onError = () => undefined } = options;
  const pool = new Pool({ connectionString, max: 6, application_name: 'parley queue', allowExitOnIdle: true });
  // Once it is being closed, a server that goes first is no news.
  pool.on('error', error => pool.ending || onError(error));
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema,
    createSchema: false,
    migrate: false,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    monitorVacuum: false,
  });
  boss.on('error', error => onError(error));
  try {
    await boss.start();
  } catch (error) {
    await pool.end();
    throw error;
  }

  const loop = new WorkLoop({
    fetch: async (count, uncrowded) => {
      const only = uncrowded ? { minPriority: crowded + 1 } : {};
      const jobs = await boss.fetch<{ executionId: string }>(queue, { batchSize: count, ...only });
      return jobs.map(({ id, retryCount, data }) => ({ executionId: data.executionId, attempt: { id, retryCount } }));
    },
    done: attempts => boss.deleteJob(queue, [...attempts]).then(() => undefined),
    again: attempt => boss.fail(queue, attempt).then(() => undefined),
    areStillOurs: async attempts => touched(await boss.touch(queue, [...attempts])) === attempts.length,
    onError,
  });
  const listener = await listen({
    connectionString,
    name: 'parley queue listener',
    channels: [wakeChannel, cancelChannel],
    onNotice: (channel, payload) => {
      if (channel === cancelChannel) loop.abort(payload, new AppError('execution.cancelled', {}));
      else loop.look();
    },
    onGap: () => loop.look(),
  });

  /** Here, if there is room: others are woken only when they are needed. */
  const wake = async () => {
    if (loop.hasRoom) loop.look();
    else await pool.query('select pg_notify($1, $2)', [wakeChannel, '']);
  };

  return {
    async start(executionId, { priority = 0 } = {}) {
      await boss.send(queue, { executionId }, { singletonKey: executionId, priority });
      await wake();
    },
    async wakeAt(executionId, time) {
      // Refused while one is queued already: that one comes earlier, and whoever takes it will ask again.
      await boss.send(queue, { executionId }, { singletonKey: executionId, startAfter: time });
      loop.lookAt(time);
    },
    async signal(executionId) {
      // Not a time in the past: what is kept is counted from it, and would be over at once.
      await boss.upsert(queue, { executionId }, { singletonKey: executionId, startAfter: 0 });
      await wake();
    },
    async cancel(executionId) {
      loop.abort(executionId, new AppError('execution.cancelled', {}));
      await pool.query('select pg_notify($1, $2)', [cancelChannel, executionId]);
    },
    async serve(work, { concurrency }) {
      loop.begin(work, concurrency);
    },
    hold: (executionId, work) => loop.hold(executionId, work),
    async stop({ graceMs = 5_000 } = {}) {
      await loop.end(graceMs);
      await listener.close();
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}

/** How many claims a heartbeat reached; the declared type of the answer leaves it out. */
const touched = (response: object): number => ('affected' in response ? Number(response.affected) : 0);
