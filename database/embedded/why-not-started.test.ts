import { expect, it } from 'vitest';
import { toStartError } from './why-not-started';

it.each([
  ['2026-01-01 UTC [1] FATAL:  could not write lock file "postmaster.pid": No space left on device', 'host.disk_full'],
  ['initdb: error: could not create directory "/data": No space left on device', 'host.disk_full'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1500028', 'host.database_damaged'],
  ['FATAL:  could not open file "global/pg_filenode.map": No such file or directory', 'host.database_damaged'],
  ['FATAL:  "/data" is not a valid data directory', 'host.database_damaged'],
  ['FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster running?', 'host.database_failed'],
  ['', 'host.database_failed'],
])('%j is %s', (said, code) => {
  expect(toStartError(said, '/data').code).toBe(code);
});

it('gives the reason in the words of the database, and says that nothing was deleted', () => {
  const { userMessage } = toStartError('LOG:  x\nPANIC:  could not locate a valid checkpoint record', '/data');

  expect(userMessage).toContain('The data in /data cannot be read: could not locate a valid checkpoint record.');
  expect(userMessage).toContain('Nothing was deleted.');
});
