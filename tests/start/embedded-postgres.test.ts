import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive } from '@/database/embedded/process-state';
import { startPostgres } from '@/database/embedded/start-postgres';

const endings: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function newHome(...deeper: string[]): string {
  const top = mkdtempSync(join(tmpdir(), 'parley-home-'));
  chmodSync(top, 0o711); // else, for root, the data goes to another folder (the last test)
  endings.push(() => rmSync(top, { recursive: true, force: true }));
  const home = join(top, ...deeper);
  mkdirSync(home, { recursive: true });
  return home;
}

/** `fork` under tsx, as the command line runs. */
async function hold(home: string): Promise<{ child: ChildProcess; serviceUrl: string }> {
  const child = fork(join(import.meta.dirname, 'hold-database.ts'), [home], { execArgv: ['--import', 'tsx'] });
  endings.push(() => child.kill('SIGKILL'));
  const [serviceUrl] = (await once(child, 'message')) as [string];
  return { child, serviceUrl };
}

async function ask(serviceUrl: string, sql: string) {
  const client = new Client({ connectionString: serviceUrl });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterOf = (home: string) =>
  Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

/** Waits for a fact of the operating system, which nobody announces. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await pause(20);
}

async function open(home: string, { fast = true } = {}) {
  const postgres = await startPostgres({ home, fast });
  endings.push(postgres.stop);
  return postgres;
}

function mountSmallDisk(size: string): string {
  const disk = newHome();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'parley-test', disk], { stdio: 'pipe' });
  endings.push(() => execFileSync('umount', ['-l', disk]));
  return disk;
}

function canMount(): boolean {
  try {
    const disk = mkdtempSync(join(tmpdir(), 'parley-mount-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'parley-test', disk], { stdio: 'pipe' });
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Writes until there is no room for another page. */
function fillDisk(disk: string): void {
  const filler = openSync(join(disk, 'filler'), 'w');
  try {
    for (;;) writeSync(filler, Buffer.alloc(4096));
  } catch {
    closeSync(filler);
  }
}

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('is one server for six processes that start at once, and ends with the last of them', async () => {
    const home = newHome();

    const holders = await Promise.all(Array.from({ length: 6 }, () => hold(home)));
    const started = await Promise.all(
      holders.map(({ serviceUrl }) => ask(serviceUrl, 'select pg_postmaster_start_time()::text t')),
    );
    expect(new Set(started.map(([row]) => row.t)).size).toBe(1);
    const postmaster = postmasterOf(home);

    for (const [index, { child }] of holders.entries()) {
      expect(isAlive(postmaster)).toBe(true);
      child.send(index % 2 ? 'stop' : 'exit');
      await once(child, 'exit');
    }
    await until(() => !isAlive(postmaster));
  });

  it('keeps what was committed when it is killed, and starts again', async () => {
    const home = newHome();
    const first = await open(home, { fast: false });
    await ask(first.serviceUrl, 'create table kept as select 42 as answer');

    process.kill(postmasterOf(home), 'SIGKILL');
    const second = await open(home, { fast: false });

    expect(await ask(second.serviceUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('starts when the id left by a predecessor belongs to a stranger now', async () => {
    const home = newHome();
    const first = await open(home);
    const file = join(home, 'postgres/data/postmaster.pid');
    const left = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    writeFileSync(file, [String(process.ppid), ...left.slice(1)].join('\n'));

    const second = await open(home);

    expect(await ask(second.serviceUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('ends when all who used it were killed', async () => {
    const home = newHome();
    const { child } = await hold(home);
    const postmaster = postmasterOf(home);

    child.kill('SIGKILL');

    await until(() => !isAlive(postmaster));
  });

  it('runs below a path that is longer than a socket may have', async () => {
    const home = newHome('a-folder-with-a-long-name'.repeat(3), 'and-another-one-inside-it'.repeat(3));

    const { serviceUrl } = await open(home);

    expect(await ask(serviceUrl, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it('asks for its password, checks its pages and is not on the network', async () => {
    const { serviceUrl } = await open(newHome());

    const settings = await ask(
      serviceUrl,
      `select name, setting from pg_settings where name in ('data_checksums', 'listen_addresses', 'wal_level') order by 1`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', '', 'logical']);
    await expect(ask(serviceUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it.runIf(process.getuid?.() === 0)('serves root below a folder that only root may enter', async () => {
    const home = newHome('private');
    chmodSync(home, 0o700);

    const { serviceUrl } = await open(home);
    const outside = realpathSync(join(home, 'postgres'));
    endings.unshift(() => rmSync(outside, { recursive: true }));

    expect(await ask(serviceUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(outside.startsWith(home)).toBe(false);
  });

  it('says that its data is damaged, and leaves it as it is', async () => {
    const home = newHome();
    const first = await open(home, { fast: false });
    await first.stop();
    const control = join(home, 'postgres/data/global/pg_control');
    writeFileSync(control, Buffer.alloc(8192));

    await expect(startPostgres({ home })).rejects.toMatchObject({ code: 'host.database_damaged' });

    expect(readFileSync(control).equals(Buffer.alloc(8192))).toBe(true);
  });

  // Only root may mount the small disk that this needs.
  it.runIf(canMount())('says that the disk is full, at the first start and at a later one', async () => {
    const disk = mountSmallDisk('4m');
    await expect(startPostgres({ home: join(disk, 'home') })).rejects.toMatchObject({ code: 'host.disk_full' });

    const roomy = mountSmallDisk('120m');
    const home = join(roomy, 'home');
    await (await startPostgres({ home, fast: true })).stop();
    fillDisk(roomy);
    await expect(startPostgres({ home, fast: true })).rejects.toMatchObject({ code: 'host.disk_full' });

    rmSync(join(roomy, 'filler'));
    const { serviceUrl } = await open(home);
    expect(await ask(serviceUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says which folder it cannot write to', async () => {
    const file = join(newHome(), 'a-file');
    writeFileSync(file, '');

    await expect(startPostgres({ home: join(file, 'home') })).rejects.toMatchObject({ code: 'host.home_unwritable' });
  });
});
