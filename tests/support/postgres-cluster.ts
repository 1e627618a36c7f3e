import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isRoot, unprivilegedAccount } from '@/database/embedded/account';
import { type Binaries, prepareBinaries } from '@/database/embedded/binaries';
import { bareEnvironment } from '@/database/embedded/environment';

export interface Cluster {
  /** Whoever asks is believed: the socket lies in a folder of ours. */
  url(as: { user: string; database?: string }): string;
  stop(): Promise<void>;
}

/** PostgreSQL 15 as Debian installs it, where it is. */
export function findDebianPostgres(): Binaries | null {
  const folder = '/usr/lib/postgresql/15/bin';
  const binaries = { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
  return existsSync(binaries.postgres) && existsSync(binaries.initdb) ? binaries : null;
}

/** A server of its own, because roles belong to a whole server. Its files go when it stops. */
export async function startCluster({
  superuser,
  binaries,
}: {
  superuser: string;
  binaries?: Binaries;
}): Promise<Cluster> {
  const account = isRoot() ? unprivilegedAccount() : null;
  const root = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
  chmodSync(root, 0o711);
  if (account) chownSync(root, account.uid, account.gid);
  const { initdb, postgres } = binaries ?? prepareBinaries({ root, account });
  const data = join(root, 'data');
  const how = { cwd: root, env: bareEnvironment(), ...account };
  const form = ['-A', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-sync', '--no-instructions'];
  execFileSync(initdb, ['-D', data, '-U', superuser, ...form], { ...how, stdio: 'pipe' });
  const settings = { ...careless, unix_socket_directories: root, listen_addresses: '' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', data, ...flags], { ...how, stdio: 'ignore' });
  const over = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const killNow = () => server.kill('SIGQUIT');
  process.once('exit', killNow);
  const url: Cluster['url'] = ({ user, database = 'postgres' }) =>
    `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(root)}`;
  const stop = async () => {
    process.off('exit', killNow);
    killNow();
    await over;
    rmSync(root, { recursive: true, force: true });
  };
  if (await answers(url({ user: superuser }), () => server.exitCode === null)) return { url, stop };
  await stop();
  throw new Error('PostgreSQL did not start');
}

const careless = {
  ...{ fsync: 'off', full_page_writes: 'off', shared_buffers: '16MB' },
  ...{ wal_level: 'logical', max_connections: 20, jit: 'off', max_parallel_workers_per_gather: 0 },
};

async function answers(connectionString: string, isAlive: () => boolean): Promise<boolean> {
  while (isAlive()) {
    const client = new Client({ connectionString });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch {
      await pause(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** One statement after another, or a whole file, as this person. */
export async function runSql<Row extends object>(connectionString: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const results = await client.query<Row>(text);
    return (Array.isArray(results) ? results.at(-1) : results).rows;
  } finally {
    await client.end();
  }
}
