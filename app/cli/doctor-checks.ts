import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import OpenAI from 'openai';
import { Client } from 'pg';
import { findLocalServers } from '@/agent/models/find-local-servers';
import { findPackage, prepareBinaries } from '@/database/embedded/binaries';
import { openHome } from '@/database/embedded/home';
import { startPostgres } from '@/database/embedded/start-postgres';
import { hearsNotices } from '@/database/hears-notices';
import { AppError } from '@/engine/errors';
import { lookAtSignIn } from './doctor-supabase';
import { findInstance } from './instance';
import { claimPort } from './port';
import { homeFolder, sessionAddress } from './prepare';

export interface Finding {
  name: string;
  ok: boolean;
  /** What is there, or what is wrong and what to do. */
  detail: string;
}

export interface Check {
  name: string;
  /** Says what it found, or throws what is wrong. */
  look(): string | Promise<string>;
}

const GB = 1024 ** 3;

/** In the order in which a start needs them. */
export const checks: readonly Check[] = [
  { name: 'Node', look: lookAtNode },
  { name: 'home', look: lookAtHome },
  { name: 'disk', look: lookAtDisk },
  { name: 'port', look: lookAtPort },
  { name: 'PostgreSQL', look: lookAtPrograms },
  { name: 'database', look: lookAtDatabase },
  { name: 'sign-in', look: lookAtSignIn },
  { name: 'model', look: lookAtModel },
  { name: 'local model', look: lookForLocalModels },
];

const wrong = (what: string, fix: string) => new AppError('host.not_ready', { what, fix });

function lookAtNode(): string {
  if (!process.version.startsWith('v24.')) throw new AppError('host.node_missing', {});
  return `${process.version}, and the packages are those of package-lock.json.`;
}

function lookAtHome(): string {
  openHome(homeFolder());
  return `${homeFolder()} can be written.`;
}

function lookAtDisk(): string {
  const { bavail, bsize } = statfsSync(homeFolder());
  const free = (bavail * bsize) / GB;
  if (free < 1) throw wrong(`Only ${free.toFixed(1)} GB are free`, 'Parley wants at least 1 GB; make some room.');
  return `${Math.round(free)} GB are free.`;
}

async function lookAtPort(): Promise<string> {
  const running = findInstance(homeFolder());
  if (running) return `Parley is running at ${running.url}.`;
  const port = Number(process.env.PORT || 3000);
  await claimPort({ host: process.env.PARLEY_HOST || '127.0.0.1', port });
  return `${port} is free.`;
}

function lookAtPrograms(): string {
  if (process.env.DATABASE_URL) return 'DATABASE_URL is set, so the one that comes with npm is not used.';
  const { folder } = findPackage();
  const { postgres } = prepareBinaries({ root: homeFolder(), account: null });
  return `${execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim()} in ${folder}.`;
}

async function lookAtDatabase(): Promise<string> {
  if (process.env.DATABASE_URL) {
    const address = sessionAddress(process.env.DATABASE_URL);
    const description = await describeDatabase(address);
    if (await hearsNotices(address)) return description;
    throw wrong(
      'A pooler lends this address for one transaction at a time',
      'Take the session pooler or the direct address: Parley listens on a connection for as long as it runs.',
    );
  }
  const { serviceUrl, stop } = await startPostgres({ home: homeFolder() });
  try {
    return await describeDatabase(serviceUrl);
  } finally {
    await stop();
  }
}

async function describeDatabase(connectionString: string): Promise<string> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major,
              to_regclass('public.schema_migrations') is not null as migrated`,
    );
    if (rows[0].major < 15) throw wrong(`It is PostgreSQL ${rows[0].major}`, 'Parley needs 15 or newer.');
    return `PostgreSQL ${rows[0].major} answers; ${rows[0].migrated ? await lastMigration(client) : 'its tables are made at the first start.'}`;
  } catch (error) {
    if (AppError.is(error)) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new AppError('host.database_refused', { reason }, { cause: error });
  } finally {
    await client.end();
  }
}

async function lastMigration(client: Client): Promise<string> {
  const { rows } = await client.query(
    'select name, applied_at from public.schema_migrations order by applied_at desc, name desc limit 1',
  );
  return rows[0]
    ? `${rows[0].name} was applied ${new Date(rows[0].applied_at).toISOString()}.`
    : 'its tables are there.';
}

/** Not a fault where there is none: the settings offer what is found here. */
async function lookForLocalModels(): Promise<string> {
  const servers = await findLocalServers();
  if (servers.length === 0) return 'No Ollama, LM Studio, llama.cpp or vLLM is running on this computer.';
  const found = servers.map(({ label, baseUrl, models }) => {
    const names = models.length > 4 ? `${models.slice(0, 4).join(', ')} …` : models.join(', ');
    return `${label} at ${baseUrl} offers ${names || 'no model yet'}.`;
  });
  return `${found.join(' ')} Use it in Settings, Models, or set PARLEY_MODEL_URL and PARLEY_MODEL.`;
}

async function lookAtModel(): Promise<string> {
  const { PARLEY_MODEL_URL: baseURL, PARLEY_MODEL_KEY: key, PARLEY_MODEL: model } = process.env;
  if (!baseURL) {
    const keys = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY', 'OPENROUTER_API_KEY'];
    const set = keys.filter(name => process.env[name]);
    if (set.length > 0) return `${set.join(' and ')} can be used by the models of that provider.`;
    return 'None is set, so the built-in planner answers. Keys are added in Settings, Models.';
  }
  const client = new OpenAI({ baseURL, apiKey: key || 'none', timeout: 10_000, maxRetries: 1 });
  try {
    const names = (await client.models.list()).data.map(({ id }) => id);
    if (!model) throw wrong('PARLEY_MODEL is not set', `Set it to one of ${names.slice(0, 8).join(', ')}.`);
    if (!names.includes(model)) throw wrong(`${model} is not offered`, `Offered are ${names.slice(0, 8).join(', ')}.`);
    return `${model} at ${new URL(baseURL).host}, one of ${names.length}.`;
  } catch (error) {
    if (AppError.is(error)) throw error;
    const provider = URL.canParse(baseURL) ? new URL(baseURL).host : baseURL;
    const refused = error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError;
    throw new AppError(refused ? 'model.unauthorized' : 'model.unavailable', { provider }, { cause: error });
  }
}
