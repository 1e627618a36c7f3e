import { afterEach, expect, expectTypeOf, it, vi } from 'vitest';
import { createSupabase } from '@/database/supabase';
import { freshDatabase } from '@/tests/support/database';
import { serve } from '@/tests/support/loopback-server';
import { lookAtSignIn } from './doctor-supabase';

const { db, serviceUrl } = await freshDatabase();
afterEach(() => vi.unstubAllEnvs());

/** The two APIs of a project that are asked: Auth's settings, and PostgREST over a table. */
async function project({ moved = 0 } = {}) {
  const { url, requests } = await serve(async (request, response) => {
    const answer = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.apikey === 'wrong') return answer({ message: 'Invalid API key' }, 401);
    if (request.url?.startsWith('/auth/v1/settings')) return answer({ external: {}, disable_signup: false });
    const rows = await db.service.selectFrom('schema_migrations').select(['name', 'hash', 'applied_at']).execute();
    return answer(
      rows.map(row => ({ ...row, applied_at: new Date(Date.parse(row.applied_at) + moved).toISOString() })),
    );
  });
  return { url, requests };
}

function set(url: string, more: Record<string, string> = {}) {
  const given = { SUPABASE_URL: url, SUPABASE_ANON_KEY: 'publishable', DATABASE_URL: serviceUrl, ...more };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
}

it('finds that Supabase and the database are one project, or not', async () => {
  const [same, other] = [await project(), await project({ moved: 5_000 })];
  set(same.url, { SUPABASE_SERVICE_ROLE_KEY: 'service' });
  expect(await lookAtSignIn()).toContain('DATABASE_URL is its database');
  expect(same.requests.at(-1)?.url).toContain('/rest/v1/schema_migrations?select=');
  set(other.url, { SUPABASE_SERVICE_ROLE_KEY: 'service' });
  await expect(lookAtSignIn()).rejects.toMatchObject({
    details: { what: expect.stringContaining('different projects') },
  });
});

it('says what is missing, and that a key is refused', async () => {
  expect(await lookAtSignIn()).toContain('sign in here');
  const { url } = await project();
  set(url, { SUPABASE_ANON_KEY: 'wrong' });
  await expect(lookAtSignIn()).rejects.toMatchObject({ details: { what: expect.stringContaining('401') } });
  set(url, { DATABASE_URL: '' });
  await expect(lookAtSignIn()).rejects.toMatchObject({ details: { what: 'DATABASE_URL is not set' } });
});

it('says why nothing answers, and is not misled by one connection that breaks', async () => {
  let broken = 0;
  const { url } = await serve((request, response) => {
    broken += 1;
    if (broken === 1) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  set(url);
  expect(await lookAtSignIn()).toContain('signs people in');
  expect(broken).toBe(2);
  set('http://127.0.0.1:1');
  await expect(lookAtSignIn()).rejects.toMatchObject({
    details: { what: expect.stringMatching(/does not answer \((?!fetch failed)/) },
  });
});

it('knows our tables by the generated types', async () => {
  const { url } = await project();
  const asked = createSupabase({ url, key: 'publishable' }).from('users').select('plan, teams (name)');
  expectTypeOf<NonNullable<Awaited<typeof asked>['data']>[number]['plan']>().toEqualTypeOf<string>();
  // @ts-expect-error: there is no such table
  createSupabase({ url, key: 'publishable' }).from('nobody');
  expect((await asked).error).toBeNull();
});
