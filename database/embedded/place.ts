import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@/engine/errors';
import { type Account, canReach, giveTo, isRoot, unprivilegedAccount } from './account';
import { openHome, orUnwritable } from './home';

/** Where the database of one home lives, and as whom it runs (null: as ourselves). */
export interface Place {
  root: string;
  data: string;
  account: Account | null;
  clients: string;
  log: string;
}

/** Makes the folders that are missing; only while holding the lock of `lockOf`, because a racing start does the same. */
export function openPlace(home: string): Place {
  return orUnwritable(home, () => {
    const { root, account } = openRoot(home);
    return {
      root,
      account,
      data: join(root, 'data'),
      clients: join(home, 'postgres-clients'),
      log: join(home, 'postgres.log'),
    };
  });
}

export function lockOf(home: string): string {
  openHome(home);
  return join(home, 'postgres.lock');
}

function openRoot(home: string): { root: string; account: Account | null } {
  const folder = join(home, 'postgres');
  if (!isRoot()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { root: realpathSync(folder), account: null };
  }
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) makeRootFor(unprivilegedAccount(), { home: realpathSync(home), folder });
  else if (!existsSync(folder)) throw new AppError('host.database_failed', { reason: `${folder} points to nothing` });
  const root = realpathSync(folder);
  return { root, account: ownerOf(root) };
}

/** The owner of what is there, so that a folder made by an ordinary user is still theirs after root has used it. */
function ownerOf(root: string): Account {
  const { uid, gid } = statSync(root);
  if (uid !== 0) return { uid, gid };
  const account = unprivilegedAccount();
  giveTo(root, account);
  return account;
}

/** Below a private folder such as /root nobody else can reach the data, so it goes where they can, behind a link. */
function makeRootFor(account: Account, { home, folder }: { home: string; folder: string }): void {
  if (canReach(home, account)) {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, account.uid, account.gid);
    return;
  }
  const lasting = existsSync('/var/lib') ? '/var/lib' : '/var/db';
  const outside = mkdtempSync(join(home.startsWith(realpathSync(tmpdir())) ? tmpdir() : lasting, 'parley-'));
  chownSync(outside, account.uid, account.gid);
  symlinkSync(outside, folder);
}

/** A socket's path may have 107 bytes, name included, and no comma; other homes get a private folder elsewhere. */
export function socketFolder({ root, account }: Place): string {
  const inside = join(root, 'socket');
  if (fits(inside)) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    if (account) chownSync(inside, account.uid, account.gid);
    return inside;
  }
  const outside = mkdtempSync(join(fits(join(tmpdir(), 'parley-XXXXXX')) ? tmpdir() : '/tmp', 'parley-'));
  chmodSync(outside, 0o700);
  if (account) chownSync(outside, account.uid, account.gid);
  return outside;
}

const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= 103 && !/[,"]/.test(folder); // macOS has 4 bytes fewer
