import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerAuth } from '@/app/_server/local-auth-api';
import { freshDatabase } from '@/tests/support/database';
import { verifyAccessToken } from './access-token';
import { moveAddress, wantAddress } from './auth/addresses';
import { refreshSession } from './auth/sessions';
import { asService, asUser } from './connection';
import { consumeLink, createLink, ensureLocalOwner } from './local-auth';

const { db, serviceUrl } = await freshDatabase();
const secret = 'a secret that is long enough for the test';

const server = createServer(async (incoming, outgoing) => {
  const body = await new Response(incoming as never).text();
  const { method = 'GET', headers, url } = incoming;
  const request = new Request(`http://localhost${url}`, { method, headers: headers as never, body: body || undefined });
  const response = await answerAuth(request, { db, secret });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
});
let url = '';
beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(done => server.close(done)));

const link = () => createLink({ serviceUrl });
const noStorage = { auth: { persistSession: false, autoRefreshToken: false } };

/** Somebody with the cookies of a browser. */
function browser() {
  const jar = new Map<string, string>();
  const options: { httpOnly?: boolean }[] = [];
  const client = () =>
    createServerClient(url, 'local', {
      cookies: {
        getAll: () => [...jar].map(([name, value]) => ({ name, value })),
        setAll: changed => {
          for (const { name, value, options: how } of changed) {
            options.push(how);
            if (value) jar.set(name, value);
            else jar.delete(name);
          }
        },
      },
    });
  return { jar, client };
}

it('makes one owner, however many ask at once, with a profile', async () => {
  const owners = await Promise.all([1, 2, 3, 4].map(() => ensureLocalOwner(db)));

  expect(new Set(owners.map(owner => owner.id)).size).toBe(1);
  const profiles = await db.service.selectFrom('users').select(['id', 'email']).execute();
  expect(profiles).toEqual([{ id: owners[0]!.id, email: 'owner@localhost' }]);
});

it('signs in an unmodified Supabase client by a link, which works once', async () => {
  const token = await link();
  const supabase = createClient(url, 'local', noStorage);

  const first = await supabase.auth.verifyOtp({ token_hash: token, type: 'magiclink' });
  const second = await createClient(url, 'local', noStorage).auth.verifyOtp({ token_hash: token, type: 'magiclink' });

  expect(first.data.user?.email).toBe('owner@localhost');
  expect(second.error?.code).toBe('otp_expired');
  expect((await supabase.auth.getUser()).data.user?.id).toBe(first.data.user?.id);
});

it('gives the link to one of two who use it at the same moment', async () => {
  const token = await link();

  const sessions = await Promise.all([1, 2, 3].map(() => consumeLink(db, { token, secret })));

  expect(sessions.filter(Boolean)).toHaveLength(1);
});

it('refuses a link after 15 minutes and keeps no token in clear', async () => {
  const token = await link();
  const stored = await db.service.selectFrom('auth.one_time_tokens').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(token);

  await db.service.updateTable('auth.one_time_tokens').set({ expires_at: sql`now()` }).execute();

  expect(await consumeLink(db, { token, secret })).toBeNull();
});

it("signs a token in Supabase's form, which becomes the person in the database", async () => {
  const session = await consumeLink(db, { token: await link(), secret });
  const claims = await verifyAccessToken(session!.access_token, secret);

  const { rows } = await asUser(db, claims!, tx =>
    sql<{ uid: string; role: string }>`select auth.uid() as uid, auth.jwt() ->> 'role' as role`.execute(tx),
  );

  expect(rows).toEqual([{ uid: session!.user.id, role: 'authenticated' }]);
  const { exp, iat, aud, sub, session_id } = decodeJwt(session!.access_token);
  expect({ seconds: exp! - iat!, aud, sub }).toEqual({ seconds: 3600, aud: 'authenticated', sub: session!.user.id });
  expect(session_id).toEqual(expect.any(String));
});

it('takes no token that another key signed, that nobody signed, or that was altered', async () => {
  const session = await consumeLink(db, { token: await link(), secret });
  const [head, body, signature] = session!.access_token.split('.');
  const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`;
  const anon = Buffer.from(JSON.stringify({ ...decodeJwt(session!.access_token), role: 'service_role' }));

  expect(await verifyAccessToken(session!.access_token, `${secret}!`)).toBeNull();
  expect(await verifyAccessToken(none, secret)).toBeNull();
  expect(await verifyAccessToken(`${head}.${anon.toString('base64url')}.${signature}`, secret)).toBeNull();
});

it("keeps the session in the cookies that Supabase's server client reads, renews it and ends it", async () => {
  const { jar, client } = browser();
  await client().auth.verifyOtp({ token_hash: await link(), type: 'magiclink' });
  const before = (await client().auth.getSession()).data.session!;
  expect([...jar.keys()]).toEqual(['sb-127-auth-token']);

  const renewed = await client().auth.refreshSession();
  const other = browser();
  for (const [name, value] of jar) other.jar.set(name, value);

  expect(renewed.data.session?.refresh_token).not.toBe(before.refresh_token);
  expect((await other.client().auth.getUser()).data.user?.email).toBe('owner@localhost');
  await client().auth.signOut();
  expect([...jar.keys()]).toEqual([]);
  expect((await other.client().auth.getUser()).error).not.toBeNull();
});

it('takes a refresh token again while its answer may be on the way, and ends the session when a copy turns up', async () => {
  const session = await consumeLink(db, { token: await link(), secret });
  const use = async (token: string) => {
    const result = await refreshSession(db, { token, secret });
    return 'session' in result ? result.session.refresh_token : result.refused;
  };
  const later = () =>
    db.service.updateTable('auth.refresh_tokens').set({ updated_at: sql`updated_at - interval '1 minute'` }).execute();

  const [one, two] = await Promise.all([use(session!.refresh_token), use(session!.refresh_token)]);
  expect([one, two]).not.toContain('refresh_token_already_used');
  await later();
  const lost = await use(session!.refresh_token);
  expect(lost).toMatch(/^[\w-]{43}$/);
  expect(await use(lost)).toMatch(/^[\w-]{43}$/);
  await later();

  expect(await use(session!.refresh_token)).toBe('refresh_token_already_used');
  expect(await use(one!)).toBe('refresh_token_not_found');
  expect(await use('never one')).toBe('refresh_token_not_found');
});

it('knows the owner of this computer by whatever address they have', async () => {
  const owner = await ensureLocalOwner(db);
  await asService(db, tx => wantAddress(tx, { userId: owner.id, email: 'ada@example.test' }));
  await asService(db, tx => moveAddress(tx, { userId: owner.id, email: 'ada@example.test' }));

  expect(await ensureLocalOwner(db)).toEqual({ id: owner.id, email: 'ada@example.test' });
});
