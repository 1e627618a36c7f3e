import { generateKeyPair } from 'jose';
import { afterAll } from 'vitest';
import type { SigningKey } from '@/database/access-token';
import { openDatabase } from '@/database/connection';
import { serveAuth } from './auth-server';
import { runSql } from './postgres-cluster';
import { startSupabaseCluster } from './supabase-cluster';

/**
 * A Supabase project as far as the app meets it: a database prepared as Supabase prepares one, and the Auth API in front
 * of Supabase's own tables, signing with a pair whose public half it publishes. Once per test file.
 */
export async function startSupabaseProject() {
  const cluster = await startSupabaseCluster();
  afterAll(() => cluster.stop());
  const authUrl = cluster.url({ user: 'supabase_auth_admin' });
  // Supabase counts attempts in its own memory; ours keeps them in a table.
  await runSql(authUrl, 'create table auth.rate_limits (key text primary key, empty_at timestamptz not null)');
  const db = openDatabase({ serviceUrl: authUrl, appUrl: authUrl, max: 3 });
  afterAll(() => db.close());
  const key: SigningKey = { alg: 'ES256', kid: 'first', issuer: '', ...(await generateKeyPair('ES256')) };
  const auth = await serveAuth({ db, secret: key });
  key.issuer = `${auth.url}/auth/v1`;
  return { ...cluster, ...auth, key, databaseUrl: cluster.editorUrl };
}
