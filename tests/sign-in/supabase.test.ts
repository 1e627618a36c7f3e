import { generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { runtime } from '@/app/_server/runtime';
import { answerLocally } from '@/app/_server/session-client';
import { settings } from '@/app/_server/settings';
import { needsSecret, verifySupabaseToken } from '@/app/_server/supabase-token';
import { appUrlOf, sessionAddress } from '@/app/cli/prepare';
import { type SigningKey, signAccessToken } from '@/database/access-token';
import { changeWorkflow } from '@/database/change-workflow';
import { asUser, type Claims, openDatabase } from '@/database/connection';
import { readExecution } from '@/database/executions';
import { hearsNotices } from '@/database/hears-notices';
import { migrate } from '@/database/migrate';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { runSql } from '@/tests/support/postgres-cluster';
import { environmentFor } from '@/tests/support/running';
import { startSupabaseProject } from '@/tests/support/supabase-project';
import { serveTransactionPooler } from '@/tests/support/transaction-pooler';

const project = await startSupabaseProject();
await migrate({ serviceUrl: project.databaseUrl, appPassword: 'only-for-tests' });
Object.assign(process.env, {
  ...environmentFor({
    serviceUrl: project.databaseUrl,
    appUrl: project.databaseUrl.replace('postgres@', 'parley_app@'),
    port: 3000,
  }),
  ...{ DATABASE_URL: project.databaseUrl, SUPABASE_URL: project.url, SUPABASE_ANON_KEY: 'publishable' },
});
const given = settings().supabase!;
const parley = runtime();
await parley.serve();
afterAll(() => parley.close());

const password = 'correct horse battery';

async function member(email: string) {
  const client = project.client();
  await client.auth.signUp({ email, password, options: { data: { full_name: 'Ada' } } });
  const { token } = await project.mailTo(email);
  const { data } = await client.auth.verifyOtp({ token_hash: token, type: 'signup' });
  return { client, id: data.user!.id, token: data.session!.access_token };
}

it('lets a person whom Supabase signed in make and run a workflow, by the same code and rules', async () => {
  const { id, token } = await member('ada@example.test');
  const claims = (await verifySupabaseToken(token, given)) as Claims;
  expect(claims).toMatchObject({ sub: id, role: 'authenticated', email: 'ada@example.test' });

  const workflowId = await asUser(parley.db, claims, async tx => {
    const made = await createWorkflow(tx, { name: 'Mine' });
    await changeWorkflow(tx, {
      ...{ workflowId: made.id, baseVersion: 0, author: 'user', nodeTypes },
      changes: [
        { type: 'add-node', node: { key: 'start', type: 'core.manual' } },
        {
          type: 'add-node',
          node: { key: 'note', type: 'core.set', params: { fields: [{ name: 'a', value: '{{ item.b + 1 }}' }] } },
        },
        { type: 'connect', from: 'start', to: 'note' },
      ],
    });
    return made.id;
  });
  const executionId = await parley.startExecution({
    claims,
    workflowId,
    items: [{ b: 1 }],
    mode: 'live',
    startedBy: 'person',
  });
  await parley.waitForExecution(executionId, { timeoutMs: 20_000 });
  const { execution, records } = await asUser(parley.db, claims, tx => readExecution(tx, { executionId }));
  expect([execution.status, records.at(-1)?.outputs]).toEqual(['succeeded', { next: [{ a: 2, b: 1 }] }]);

  const stranger = await member('eve@example.test');
  const theirs = (await verifySupabaseToken(stranger.token, given)) as Claims;
  const { rows } = await asUser(parley.db, theirs, tx => sql`select id from workflows`.execute(tx));
  expect(rows).toEqual([]);
  expect(
    await asUser(parley.db, claims, async tx => (await sql`select full_name from users`.execute(tx)).rows),
  ).toEqual([{ full_name: 'Ada' }]);
});

it('believes no token but of this project, for signed-in people, in its time', async () => {
  const user = {
    id: crypto.randomUUID(),
    email: null,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
  };
  const sign = (secret: SigningKey | string) => signAccessToken({ user, sessionId: crypto.randomUUID(), secret });
  const other: SigningKey = { ...project.key, ...(await generateKeyPair('ES256')) };
  const claims = { sub: user.id, role: 'authenticated' };
  const forge = (change: (token: SignJWT) => SignJWT, more: object = {}) =>
    change(
      new SignJWT({ ...claims, ...more })
        .setProtectedHeader({ alg: 'ES256', kid: 'first' })
        .setIssuer(project.key.issuer)
        .setAudience('authenticated')
        .setExpirationTime('1h'),
    ).sign(project.key.privateKey);
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ ...claims, aud: 'authenticated', iss: project.key.issuer, exp: 9e9 })).toString('base64url')}.`;
  const { publicKey } = project.key;
  const published = JSON.stringify(await crypto.subtle.exportKey('jwk', publicKey));

  expect(await verifySupabaseToken(await sign(project.key), given)).toMatchObject({ sub: user.id });
  const refused = {
    'another key': await sign(other),
    'another project': await sign({ ...project.key, issuer: 'https://other.supabase.co/auth/v1' }),
    'an unknown key': await sign({ ...project.key, kid: 'second' }),
    unsigned: none,
    'a secret where keys count': await sign('the secret of somebody'),
    'the published key as a secret': await sign(published),
    expired: await forge(token => token.setExpirationTime('1s ago')),
    'another audience': await forge(token => token.setAudience('anon')),
    'no person': await forge(token => token, { role: 'anon' }),
    'the service': await forge(token => token, { role: 'service_role' }),
    nonsense: 'nonsense',
  };
  for (const [what, token] of Object.entries(refused)) expect(await verifySupabaseToken(token, given), what).toBeNull();
});

it('believes the shared secret of an older project where the operator gave it', async () => {
  const jwtSecret = 'the shared secret of an older project';
  const user = {
    id: crypto.randomUUID(),
    email: null,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
  };
  const issue = (issuer: string, secret = jwtSecret) =>
    new SignJWT({ sub: user.id, role: 'authenticated' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience('authenticated')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
  const token = await issue(project.key.issuer);

  expect(needsSecret(token)).toBe(true);
  expect(await verifySupabaseToken(token, { ...given, jwtSecret })).toMatchObject({ sub: user.id });
  expect(await verifySupabaseToken(token, { ...given, jwtSecret: 'another' })).toBeNull();
  expect(await verifySupabaseToken(await issue('parley'), { ...given, jwtSecret })).toBeNull();
});

it('keeps nothing of local sign-in in a project of Supabase', async () => {
  const local = await runtime()
    .db.service.selectFrom('auth.users')
    .select('email')
    .where('email', 'like', '%@localhost')
    .execute();
  expect(local).toEqual([]);
  const { rows } =
    await sql`select relname from pg_class where relnamespace = 'auth'::regnamespace and pg_get_userbyid(relowner) <> 'supabase_auth_admin'`.execute(
      runtime().db.service,
    );
  expect(rows, 'migrating adds nothing to what is Supabase’s').toEqual([]);
  await expect(Promise.resolve().then(() => answerLocally(new Request(`${project.url}/auth/v1/user`)))).rejects.toThrow(
    /local sign-in/,
  );
});

it('notices a pooler that lends connections for one transaction, by its address or by its silence', async () => {
  const pooled = await serveTransactionPooler(project.databaseUrl);
  expect(await runSql(pooled, 'begin; select 1; commit; select 2 as two'), 'it works as far as it goes').toEqual([
    { two: 2 },
  ]);

  expect(await hearsNotices(project.databaseUrl)).toBe(true);
  expect(await hearsNotices(pooled, { timeoutMs: 300 })).toBe(false);
  const at = (port: number) => `postgresql://postgres.ref:x@aws-0-eu-west-1.pooler.supabase.com:${port}/postgres`;
  expect(() => sessionAddress(at(6543))).toThrow(expect.objectContaining({ code: 'host.setting_invalid' }));
  expect(sessionAddress(at(5432))).toBe(at(5432));
  expect(appUrlOf(at(5432), 'p/w')).toBe(
    'postgresql://parley_app.ref:p%2Fw@aws-0-eu-west-1.pooler.supabase.com:5432/postgres',
  );
});

it('sets who is asking for each transaction and prepares no statement, so a borrowed connection serves as well', async () => {
  const pooled = await serveTransactionPooler(project.databaseUrl);
  const db = openDatabase({ serviceUrl: pooled, appUrl: pooled.replace('postgres@', 'parley_app@'), max: 1 });
  onTestFinished(() => db.close());
  const people = [await member('one@example.test'), await member('two@example.test')];
  const idOf = ({ id }: { id: string }) =>
    asUser(db, { sub: id, role: 'authenticated' }, async tx => {
      await createWorkflow(tx, { name: 'Mine' });
      return (await sql<{ owner_id: string }>`select owner_id from workflows`.execute(tx)).rows;
    });

  for (const person of people) expect(await idOf(person)).toEqual([{ owner_id: person.id }]);
  await expect(sql`select from workflows`.execute(db.app)).rejects.toMatchObject({ code: '42501' });
});
