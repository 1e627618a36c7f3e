import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@/engine/errors';

/** SQLITE_FULL, https://sqlite.org/rescode.html#full */
const sqliteFull = 13;

/**
 * Runs `work` while no other process does. The lock is the operating system's, by way of SQLite, so it ends with its
 * holder even after `kill -9`; a file with a process id in it could be stale, and two rescuers could both take it.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const file = new DatabaseSync(path);
  try {
    while (!tryLock(file)) await pause(25);
    return await work();
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== sqliteFull) throw error;
    throw new AppError('host.disk_full', { path: dirname(path) }, { cause: error });
  } finally {
    file.close();
  }
}

function tryLock(file: DatabaseSync): boolean {
  try {
    file.exec('begin exclusive');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === 5) return false; // SQLITE_BUSY
    throw error;
  }
}
