import { execFileSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@/engine/errors';

/** Whom PostgreSQL runs as when we are root, because it refuses to be root. */
export interface Account {
  uid: number;
  gid: number;
}

export const isRoot = () => process.getuid?.() === 0;

export function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {}
  }
  throw new AppError('host.database_failed', {
    reason: 'PostgreSQL cannot run as root, and there is neither a user postgres nor a user nobody here',
  });
}

/** Whether the account may enter the path and every folder above it, which root never notices for itself. */
export function canReach(path: string, { uid, gid }: Account): boolean {
  const stat = statSync(path);
  const needed = stat.isDirectory() ? 0o1 : 0o5;
  const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
  const allowed = ((stat.mode >> shift) & needed) === needed;
  const above = dirname(path);
  return allowed && (above === path || canReach(above, { uid, gid }));
}

export function giveTo(path: string, { uid, gid }: Account): void {
  chownSync(path, uid, gid);
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) lchownSync(join(path, name), uid, gid);
}
