import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '@/engine/errors';

const noRoom = /No space left on device|ENOSPC|Disk quota exceeded/;

/** What PostgreSQL says when its files are not what it left behind. */
const damaged =
  /not a valid data directory|pg_control|valid checkpoint|invalid page|incorrect checksum|database files are incompatible|PG_VERSION|could not (?:open|read) (?:file|directory) "(?:global|base|pg_wal|pg_xact)|missing or erroneous|invalid record length|Permission denied/;

/** Why the server did not come up, from what it has written since `from` (bytes into its log). */
export function whyNotStarted({ log, from, data }: { log: string; from: number; data: string }): AppError {
  const said = existsSync(log) ? readFileSync(log).subarray(from).toString('utf8').trim() : '';
  return toStartError(said, data);
}

/** The same, from what `postgres` or `initdb` printed. */
export function toStartError(said: string, data: string): AppError {
  if (noRoom.test(said)) return new AppError('host.disk_full', { path: data });
  const lines = said.split('\n');
  const telling = lines.filter(line => /FATAL|PANIC|error while loading|^initdb: error/.test(line));
  const reason = withoutPrefix(telling.at(-1) ?? lines.at(-1) ?? '') || 'it did not answer within a minute';
  return damaged.test(telling.join('\n'))
    ? new AppError('host.database_damaged', { path: data, reason })
    : new AppError('host.database_failed', { reason });
}

const withoutPrefix = (line: string) => line.replace(/^.*(?:FATAL|PANIC|error):\s*/, '').trim();
