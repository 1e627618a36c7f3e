import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `work` while no other process does. The lock is the operating system's, by way of SQLite, so it ends with its
 * holder even after `kill -9`; a file with a process id in it could be stale, and two rescuers could both take it.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const file = new DatabaseSync(path);
  try {
    while (!tryLock(file)) await pause(25);
    return await work();
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
