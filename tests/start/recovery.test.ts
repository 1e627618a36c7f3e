import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { startPostgres } from '@/database/embedded/start-postgres';

const root = mkdtempSync(join(tmpdir(), 'parley-recovery-'));
const archive = join(root, 'archive');
for (const folder of [root, archive]) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777); // the database may run as somebody else than the test
}
afterAll(() => rmSync(root, { recursive: true, force: true }));

const homeOf = (name: string) => {
  const home = join(root, name);
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
  return home;
};

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** The steps of database/RECOVERY.md, as it says them. */
it.skipIf(process.platform === 'win32')(
  'goes back to a moment: base backup, archived log, recovery target',
  { timeout: 120_000 },
  async () => {
    const [from, to] = [homeOf('from'), homeOf('to')];
    const prepared = await startPostgres({ home: from, fast: true });
    const setting = await connect(prepared.serviceUrl);
    for (const [name, value] of [
      ['archive_mode', 'on'],
      ['archive_command', `test ! -f ${archive}/%f && cp %p ${archive}/%f`],
    ])
      await setting.query(`alter system set ${name} = '${value}'`);
    await setting.end();
    await prepared.stop();

    const server = await startPostgres({ home: from, fast: true });
    const client = await connect(server.serviceUrl);
    await client.query('create table notes (id int)');
    await client.query(`select pg_backup_start('base', true)`);
    execFileSync('cp', ['-a', join(from, 'postgres'), join(to, 'postgres')]);
    const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'select * from pg_backup_stop(false)',
    );
    await client.query('insert into notes values (1)');
    const moment = (await client.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now;
    await client.query('select pg_sleep(0.05)'); // the target lies between two commits, and its clock is in milliseconds here
    await client.query('insert into notes values (2)');
    await client.query('select pg_switch_wal()');
    await client.end();
    await server.stop();

    const data = join(to, 'postgres', 'data');
    for (const left of ['postgres/clients', 'postgres/socket', 'postgres/data/postmaster.pid'])
      rmSync(join(to, left), { recursive: true, force: true });
    writeFileSync(join(data, 'backup_label'), rows[0]!.labelfile);
    writeFileSync(join(data, 'recovery.signal'), '');
    appendFileSync(
      join(data, 'postgresql.auto.conf'),
      `\narchive_mode = off\nrestore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${new Date(moment.getTime() + 20).toISOString().replace('Z', '+00')}'\nrecovery_target_action = 'promote'\n`,
    );
    execFileSync('chown', [
      '--reference',
      join(data, 'PG_VERSION'),
      join(data, 'backup_label'),
      join(data, 'recovery.signal'),
    ]);
    const back = await startPostgres({ home: to, fast: true });
    const restored = await connect(back.serviceUrl);
    const notes = await restored.query<{ id: number }>('select id from notes order by id');
    await restored.end();
    await back.stop();

    expect(notes.rows).toEqual([{ id: 1 }]);
  },
);
