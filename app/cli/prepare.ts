import { join, resolve } from 'node:path';
import { openHome } from '@/database/embedded/home';
import { startPostgres } from '@/database/embedded/start-postgres';
import { migrate } from '@/database/migrate';
import { AppError } from '@/engine/errors';
import { atEnd } from '../_server/endings';
import { readSecrets } from './secrets';

export const projectFolder = resolve(import.meta.dirname, '../..');

export const homeFolder = () => resolve(projectFolder, process.env.PARLEY_HOME || '.parley');

export interface Prepared {
  home: string;
  serviceUrl: string;
  /** What `migrate` did, by name; empty when the database was up to date. */
  applied: readonly string[];
}

/** Everything a command needs before it can work: home, secrets, a database with its tables; the environment says where. */
export async function prepare({ log = () => {} }: { log?: (line: string) => void } = {}): Promise<Prepared> {
  const home = homeFolder();
  openHome(home);
  const { encryptionKey, jwtSecret, appPassword } = readSecrets(home, process.env);
  const serviceUrl = await openDatabaseServer({ home, log });
  const { applied } = await migrateOrSay({ serviceUrl, appPassword, log });
  Object.assign(process.env, {
    PARLEY_HOME: home,
    PARLEY_DATABASE_SERVICE_URL: serviceUrl,
    PARLEY_DATABASE_APP_URL: appUrlOf(serviceUrl, appPassword),
    PARLEY_ENCRYPTION_KEY: encryptionKey,
    PARLEY_JWT_SECRET: jwtSecret,
  });
  return { home, serviceUrl, applied };
}

async function openDatabaseServer({ home, log }: { home: string; log: (line: string) => void }): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const postgres = await startPostgres({ home, log });
  atEnd(() => postgres.stop());
  return postgres.serviceUrl;
}

async function migrateOrSay(options: Parameters<typeof migrate>[0]) {
  try {
    return await migrate(options);
  } catch (error) {
    if (AppError.is(error)) throw error;
    const reason = error instanceof Error && error.message ? error.message : String((error as { code?: string }).code);
    throw new AppError('host.database_refused', { reason }, { cause: error });
  }
}

/** The same server as another role. A pooler in front of Supabase wants the project behind the name: `role.project`. */
export function appUrlOf(serviceUrl: string, password: string): string {
  const url = new URL(serviceUrl);
  const project = url.username.split('.')[1];
  url.username = project ? `parley_app.${project}` : 'parley_app';
  url.password = password;
  return url.href;
}

export const logFile = (home: string) => join(home, 'server.log');
