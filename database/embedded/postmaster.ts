import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { bareEnvironment } from './environment';
import { type Place, socketFolder } from './place';
import { commandOf, isAlive } from './process-state';
import { endWatcher, startWatcher } from './watcher';

/** What PostgreSQL itself writes down about its running server. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Empty on Windows, where it listens on 127.0.0.1 instead. */
  socketFolder: string;
}

/** The server of this data folder, if it lives. */
export function findPostmaster(data: string): Postmaster | null {
  const written = readPidFile(data);
  return written && isPostgresOf(written.pid, data) ? written : null;
}

function readPidFile(data: string): Postmaster | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port, folder] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port), socketFolder: folder ?? '' };
}

function isPostgresOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === null || command.includes(data);
}

/** Starts the server in a session of its own: Ctrl-C is for us, who end it when nobody needs it any more. */
export async function spawnPostmaster(place: Place, { binaries, fast }: { binaries: Binaries; fast: boolean }) {
  disownPidFile(place.data);
  const log = openLog(place.log);
  const settings = { ...(await whereToListen(place)), ...general, ...(fast ? careless : {}) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', place.data, ...flags], {
    cwd: place.root,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
    env: bareEnvironment(),
    ...place.account,
  });
  closeSync(log);
  child.on('error', () => {}); // a program that cannot start counts as one that ended
  child.unref();
  if (child.pid) startWatcher(place, child.pid);
  return child;
}

/** Ends sessions and server ("fast"), waits for it, and insists after ten seconds. */
export async function stopPostmaster(place: Place): Promise<void> {
  const { data } = place;
  endWatcher(place);
  const running = findPostmaster(data);
  if (!running) return;
  signal(running.pid, 'SIGINT');
  for (let waited = 0; isPostgresOf(running.pid, data); waited += 20) {
    if (waited === 10_000) signal(running.pid, 'SIGQUIT');
    await pause(20);
  }
  await pause(20); // if it was our child, it is collected meanwhile and leaves no zombie
  if (running.socketFolder && !running.socketFolder.startsWith(join(data, '..'))) {
    rmSync(running.socketFolder, { recursive: true, force: true });
  }
}

/** For a process that is about to end and cannot wait. */
export function tellPostmaster(place: Place): void {
  endWatcher(place);
  const running = findPostmaster(place.data);
  if (running) signal(running.pid, 'SIGINT');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {}
}

const general = {
  wal_level: 'logical',
  max_connections: 100,
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  max_parallel_workers_per_gather: 0, // its shared memory is larger than what /dev/shm has in a container
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** For tests, whose data nobody misses. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function whereToListen(place: Place): Promise<Record<string, string | number>> {
  if (process.platform === 'win32') return { listen_addresses: '127.0.0.1', port: await freePort() };
  const folder = socketFolder(place);
  return { listen_addresses: '', port: 5432, unix_socket_directories: folder, unix_socket_permissions: '0700' };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/**
 * PostgreSQL refuses to start while the id in a leftover `postmaster.pid` belongs to any process, also a zombie or a
 * stranger. Our own id, its parent's, it ignores; and the rest of the file stays, which tells it whether children of
 * the killed server still hold the shared memory.
 */
function disownPidFile(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const rest = readFileSync(file, 'utf8').split('\n').slice(1);
  writeFileSync(file, [process.pid, ...rest].join('\n'));
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > 5_000_000) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
