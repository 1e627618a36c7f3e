import type { ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '@/engine/errors';
import { prepareBinaries } from './binaries';
import { hasClients, registerClient } from './clients';
import { initData, readPassword } from './init-data';
import { withLock } from './lock';
import { lockOf, openPlace, type Place } from './place';
import { findPostmaster, type Postmaster, spawnPostmaster, stopPostmaster, tellPostmaster } from './postmaster';
import { whyNotStarted } from './why-not-started';

export interface StartOptions {
  /** PARLEY_HOME. */
  home: string;
  log?: (line: string) => void;
  /** For tests: nothing is flushed to the disk. */
  fast?: boolean;
}

export interface EmbeddedPostgres {
  /** The owner's address: past row level security. */
  serviceUrl: string;
  /** Ends our use of it; the server ends with its last user. */
  stop(): Promise<void>;
}

/** Starts the PostgreSQL of this home, or joins the one that runs. Any number of processes may do so at once. */
export async function startPostgres({ home, log = () => {}, fast = false }: StartOptions): Promise<EmbeddedPostgres> {
  const lock = lockOf(home);
  return withLock(lock, async () => {
    const place = openPlace(home);
    const client = registerClient(place.clients);
    const leaveAtExit = () => leaveNow(place, client);
    process.once('exit', leaveAtExit);
    try {
      const serviceUrl = await bringUp(place, { log, fast });
      return { serviceUrl, stop: once(() => leave({ lock, place, client, leaveAtExit })) };
    } catch (error) {
      process.off('exit', leaveAtExit);
      client.leave();
      throw error;
    }
  });
}

async function bringUp(place: Place, { log, fast }: { log: (line: string) => void; fast: boolean }): Promise<string> {
  const logged = existsSync(place.log) ? statSync(place.log).size : 0;
  const deadline = Date.now() + 60_000;
  let child: ChildProcess | null = null;
  let starts = 0;
  while (Date.now() < deadline) {
    const running = findPostmaster(place.data);
    const url = running && urlOf(place, running);
    if (url && (await answers(url))) return url;
    if (!running && (child === null || hasEnded(child))) {
      // Children of a server that was killed hold its memory for a moment: they end by themselves, so we try again.
      if (starts === 8) break;
      if (starts > 0) await pause(300);
      else log('starting the database');
      starts += 1;
      child = await spawnPostmasterOf(place, fast);
    }
    await pause(20);
  }
  throw whyNotStarted({ log: place.log, from: logged, data: place.data });
}

async function spawnPostmasterOf(place: Place, fast: boolean): Promise<ChildProcess> {
  const binaries = prepareBinaries(place);
  await initData(place, { binaries, fast });
  return spawnPostmaster(place, { binaries, fast });
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** In the form that `pg` and libpq both read; the host in the query is the folder of the socket. */
function urlOf(place: Place, { port, socketFolder }: Postmaster): string {
  const where = socketFolder
    ? `localhost/postgres?host=${encodeURIComponent(socketFolder)}`
    : `127.0.0.1:${port}/postgres`;
  return `postgresql://postgres:${readPassword(place)}@${where}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== '28P01') return false;
    throw new AppError(
      'host.database_failed',
      { reason: 'its password is not the one that was kept' },
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

interface Leaving {
  lock: string;
  place: Place;
  client: { leave(): void };
  leaveAtExit: () => void;
}

async function leave({ lock, place, client, leaveAtExit }: Leaving): Promise<void> {
  process.off('exit', leaveAtExit);
  await withLock(lock, async () => {
    client.leave();
    if (!hasClients(place.clients)) await stopPostmaster(place);
  });
}

/** For a process that ends without `stop()`: there is no time to wait, so the server is only told. */
function leaveNow(place: Place, client: { leave(): void }): void {
  client.leave();
  if (!hasClients(place.clients)) tellPostmaster(place);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
