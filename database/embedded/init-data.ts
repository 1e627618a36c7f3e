import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@/engine/errors';
import type { Binaries } from './binaries';
import { bareEnvironment } from './environment';
import type { Place } from './place';
import { toStartError } from './why-not-started';

/** Makes the data folder once. It gets its name when it is complete, so a killed start leaves nothing half made. */
export async function initData(place: Place, { binaries, fast }: { binaries: Binaries; fast: boolean }): Promise<void> {
  if (existsSync(place.data)) return;
  const passwordFile = join(place.root, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
  const unfinished = `${place.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  await run(binaries.initdb, place, [
    ...['-D', unfinished, '-U', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--data-checksums', '--no-instructions', ...(fast ? ['--no-sync'] : [])],
  ]);
  renameSync(unfinished, place.data);
}

export function readPassword(place: Place): string {
  try {
    return readFileSync(join(place.root, 'password'), 'utf8');
  } catch (error) {
    const reason = 'the file with its password is missing';
    throw new AppError('host.database_damaged', { path: place.root, reason }, { cause: error });
  }
}

async function run(program: string, place: Place, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(program, args, { cwd: place.root, env: bareEnvironment(), ...place.account });
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? '').trim() || String(error);
    throw toStartError(said, place.data);
  }
}
