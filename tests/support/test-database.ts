import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { asUser, type Claims, type Database, openDatabase, type Transaction } from '@/database/connection';
import { type EmbeddedPostgres, startPostgres } from '@/database/embedded/start-postgres';
import { migrate } from '@/database/migrate';
import { templatesSql } from '@/database/seed-templates';

const appPassword = 'only-for-tests';
const missingDatabase = '3D000';

export interface TestUser {
  id: string;
  email: string;
  claims: Claims;
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

export interface TestDatabase {
  db: Database;
  serviceUrl: string;
  appUrl: string;
  addUser(email?: string): Promise<TestUser>;
  close(): Promise<void>;
}

/** An empty, migrated database of its own. Any number of processes may ask at once; they share one server. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await sharedServer();
  const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await withAdmin(server.serviceUrl, async admin => {
    const create = async () =>
      admin.query(`create database ${name} template ${await ensureTemplate(admin, server.serviceUrl)}`);
    // Tests of another schema beside us may have taken our template away in between.
    await create().catch(error => (error.code === missingDatabase ? create() : Promise.reject(error)));
    await admin.query(`revoke temporary on database ${name} from public`); // rights on a database are not copied
  });
  const serviceUrl = toUrl(server.serviceUrl, { database: name });
  const appUrl = toUrl(serviceUrl, { user: 'parley_app', password: appPassword });
  const db = openDatabase({ serviceUrl, appUrl, max: 8 });
  return {
    db,
    serviceUrl,
    appUrl,
    addUser: email => addUser(db, email),
    close: async () => {
      await db.close();
      await withAdmin(server.serviceUrl, admin => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function addUser(db: Database, email = `${crypto.randomUUID().slice(0, 8)}@example.test`): Promise<TestUser> {
  const { id } = await db.service.insertInto('auth.users').values({ email }).returning('id').executeTakeFirstOrThrow();
  const claims: Claims = { sub: id, role: 'authenticated', email };
  return { id, email, claims, asUser: work => asUser(db, claims, work) };
}

/** One for the process, kept through the files a test worker runs; it leaves when the process ends. */
function sharedServer(): Promise<EmbeddedPostgres> {
  const kept = globalThis as { parleyTestServer?: Promise<EmbeddedPostgres> };
  const home = join(tmpdir(), `parley-tests-${process.getuid?.() ?? 'user'}`);
  kept.parleyTestServer ??= startPostgres({ home, fast: true });
  return kept.parleyTestServer;
}

/** Named after what it was made from, so that a changed schema makes a new one and an unchanged one is used again. */
async function ensureTemplate(admin: Client, serviceUrl: string): Promise<string> {
  const name = `template_${schemaHash()}`;
  if (await exists(admin, name)) return name;
  await admin.query("select pg_advisory_lock(hashtext('parley test template'))");
  try {
    if (await exists(admin, name)) return name;
    await dropLeftovers(admin);
    const making = `${name}_making`;
    await admin.query(`drop database if exists ${making} with (force)`);
    await admin.query(`create database ${making}`);
    await migrate({ serviceUrl: toUrl(serviceUrl, { database: making }), appPassword });
    await admin.query(`alter database ${making} rename to ${name}`);
    return name;
  } finally {
    await admin.query("select pg_advisory_unlock(hashtext('parley test template'))");
  }
}

const exists = async (admin: Client, name: string) =>
  (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1;

function schemaHash(): string {
  const folder = join(import.meta.dirname, '../../database');
  const hash = createHash('sha256').update(appPassword);
  for (const file of ['schema.sql', 'seed.sql', 'migrate.ts']) hash.update(readFileSync(join(folder, file)));
  for (const name of readdirSync(join(folder, 'migrations')).sort()) hash.update(name); // they count as applied
  hash.update(templatesSql());
  return hash.digest('hex').slice(0, 12);
}

/** What test processes that were killed left behind, and templates of older schemas nobody is using. */
async function dropLeftovers(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test_|template_[0-9a-f])'
     and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname)`,
  );
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1];
    if (pid === undefined || !isAlive(Number(pid)))
      await admin.query(`drop database if exists ${datname}`).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function withAdmin<Result>(url: string, work: (admin: Client) => Promise<Result>): Promise<Result> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function toUrl(url: string, change: { database?: string; user?: string; password?: string }): string {
  const changed = new URL(url);
  if (change.database) changed.pathname = `/${change.database}`;
  if (change.user) changed.username = change.user;
  if (change.password) changed.password = change.password;
  return changed.href;
}
