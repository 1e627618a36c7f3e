import { join, resolve } from 'node:path';
import { openHome } from '@/database/embedded/home';
import { startPostgres } from '@/database/embedded/start-postgres';
import { migrate } from '@/database/migrate';
import { AppError } from '@/engine/errors';
import { atEnd } from '../_server/endings';
import { rereadOwnSecrets } from '../_server/known-secrets';
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
  rereadOwnSecrets();
  return { home, serviceUrl, applied };
}

async function openDatabaseServer({ home, log }: { home: string; log: (line: string) => void }): Promise<string> {
  if (process.env.DATABASE_URL) return sessionAddress(process.env.DATABASE_URL);
  if (process.env.SUPABASE_URL) {
    const reason = 'SUPABASE_URL is set, and its database is reached by an address of its own';
    throw new AppError('host.setting_invalid', { name: 'DATABASE_URL', reason });
  }
  const postgres = await startPostgres({ home, log });
  atEnd(() => postgres.stop());
  return postgres.serviceUrl;
}

/** Supabase's transaction pooler lends a connection for one transaction: nobody would ever hear a NOTIFY on it. */
export function sessionAddress(url: string): string {
  const { hostname, port } = URL.canParse(url) ? new URL(url) : { hostname: '', port: '' };
  if (port !== '6543' || !/\.supabase\.(com|co)$/.test(hostname)) return url;
  const reason = 'port 6543 is the transaction pooler; take the session pooler (port 5432) or the direct address';
  throw new AppError('host.setting_invalid', { name: 'DATABASE_URL', reason });
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
