import { Client } from 'pg';
import { createSupabase, findMismatch } from '@/database/supabase';
import { AppError } from '@/engine/errors';

const wrong = (what: string, fix: string) => new AppError('host.not_ready', { what, fix });

/** Who signs people in, and with Supabase: whether it answers, takes the key, and is the project of the database address. */
export async function lookAtSignIn(): Promise<string> {
  const {
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: key,
    SUPABASE_SERVICE_ROLE_KEY: serviceKey,
    DATABASE_URL,
  } = process.env;
  if (!url) return 'People sign in here: by the link that is printed, or with an account.';
  if (!key)
    throw wrong('SUPABASE_ANON_KEY is not set', 'Copy the publishable key from the project, Settings, API keys.');
  if (!DATABASE_URL)
    throw wrong('DATABASE_URL is not set', 'Copy the session pooler address from the project, Connect.');
  await askAuth(url.replace(/\/+$/, ''), key);
  if (!serviceKey)
    return `${new URL(url).host} signs people in. With SUPABASE_SERVICE_ROLE_KEY it can be compared with DATABASE_URL.`;
  const mismatch = await findMismatch(createSupabase({ url, key: serviceKey }), await readInstallation(DATABASE_URL));
  if (mismatch)
    throw wrong(`Supabase and the database do not fit: ${mismatch}`, 'Take both addresses from one project.');
  return `${new URL(url).host} signs people in, and DATABASE_URL is its database.`;
}

async function askAuth(url: string, key: string): Promise<void> {
  const ask = () => fetch(`${url}/auth/v1/settings`, { headers: { apikey: key }, signal: AbortSignal.timeout(10_000) });
  const response = await ask()
    .catch(ask) // a connection that broke once says nothing about the project
    .catch((error: Error) => {
      const reason = error.cause instanceof Error ? error.cause.message : error.message;
      throw wrong(`${url} does not answer (${reason})`, 'Check SUPABASE_URL and whether the project is paused.');
    });
  if (response.ok) return;
  throw wrong(`${url} answered ${response.status}`, 'Check SUPABASE_URL and SUPABASE_ANON_KEY.');
}

/** What was applied there and when: no two installations have that in common. */
async function readInstallation(connectionString: string): Promise<string> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; hash: string; applied_at: Date }>(
      'select name, hash, applied_at from public.schema_migrations',
    );
    return rows
      .map(({ name, hash, applied_at: at }) => `${name} ${hash} ${at.toISOString()}`)
      .sort()
      .join('\n');
  } finally {
    await client.end();
  }
}
