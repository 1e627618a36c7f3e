import { Client } from 'pg';
import type { Claims } from '@/database/connection';
import { migrate } from '@/database/migrate';

/** The tables, and what a process needs to know to work on them; this one knows it from now on. */
export async function prepareDatabase(serviceUrl: string): Promise<Record<string, string>> {
  const appPassword = 'only-for-chaos';
  await migrate({ serviceUrl, appPassword });
  const appUrl = new URL(serviceUrl);
  appUrl.username = 'parley_app';
  appUrl.password = appPassword;
  const environment = {
    PARLEY_HOME: '/nonexistent',
    PARLEY_DATABASE_SERVICE_URL: serviceUrl,
    PARLEY_DATABASE_APP_URL: appUrl.href,
    PARLEY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    PARLEY_JWT_SECRET: 'only-for-chaos-only-for-chaos-only',
    PORT: '0',
  };
  Object.assign(process.env, environment);
  return environment;
}

/** Somebody whose workflows they are. */
export async function addOwner(serviceUrl: string, email = 'chaos@example.test'): Promise<Claims> {
  const client = new Client({ connectionString: serviceUrl });
  await client.connect();
  const { rows } = await client.query('insert into auth.users (email) values ($1) returning id', [email]);
  await client.end();
  return { sub: String(rows[0].id), role: 'authenticated', email };
}
