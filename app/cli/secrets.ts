import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Secrets = z.object({ encryptionKey: z.string().min(32) });

export interface Secrets {
  encryptionKey: string;
  jwtSecret: string;
  /** The password of the login role `parley_app`. */
  appPassword: string;
}

/** The key of this installation, made once; everything else that must stay the same is derived from it. */
export function readSecrets(home: string, environment: NodeJS.ProcessEnv): Secrets {
  const encryptionKey = environment.PARLEY_ENCRYPTION_KEY || readOrMake(join(home, 'secrets.json'));
  const derive = (purpose: string) => createHmac('sha256', encryptionKey).update(purpose).digest('base64url');
  return {
    encryptionKey,
    jwtSecret: environment.PARLEY_JWT_SECRET || derive('jwt'),
    appPassword: derive('parley_app'),
  };
}

/** The key that came with a backup. A key set by the environment stays the operator's: theirs must be the same one. */
export function keepKey(home: string, encryptionKey: string): void {
  const file = join(home, 'secrets.json');
  if (existsSync(file) && readOrMake(file) === encryptionKey) return;
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${JSON.stringify({ encryptionKey })}\n`, { mode: 0o600 });
  renameSync(mine, file);
}

/** `link` gives the name to a complete file, and only to the first of several starts. */
function readOrMake(file: string): string {
  const mine = `${file}.${process.pid}`;
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))).encryptionKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  writeFileSync(mine, `${JSON.stringify({ encryptionKey: randomBytes(32).toString('base64') })}\n`, { mode: 0o600 });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  return Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))).encryptionKey;
}
