import { createEmulator } from 'emulate';
import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveAuth } from '@/tests/support/auth-server';
import { freshDatabase } from '@/tests/support/database';

const { db } = await freshDatabase();
const client = { clientId: 'parley', clientSecret: 'the client secret' };

const users = {
  github: [
    { login: 'ada', name: 'Ada', email: 'ada@example.test' },
    { login: 'grace', name: 'Grace', email: 'grace@example.test' },
  ],
  google: [{ email: 'ada@example.test', name: 'Ada of Google' }],
};
const github = await createEmulator({ service: 'github', port: 0, seed: { github: { users: users.github } } });
const google = await createEmulator({ service: 'google', port: 0, seed: { google: { users: users.google } } });
const strange = new OAuth2Server();
beforeAll(async () => {
  await strange.issuer.keys.generate('RS256');
  await strange.start(0, '127.0.0.1');
  strange.issuer.url = `http://127.0.0.1:${strange.address().port}`;
});
afterAll(() => Promise.all([github.close(), google.close(), strange.stop()]));

const auth = await serveAuth({
  db,
  redirectUrls: ['https://app.example/back/'],
  providers: { github: { ...client, url: github.url }, google: { ...client, url: google.url } },
});

type Person = ReturnType<typeof auth.browser>;

/** What a browser does until the provider shows its page; the answer is where it stands. */
async function begin(person: Person, { provider, redirectTo }: { provider: 'github' | 'google'; redirectTo?: string }) {
  const { data } = await person.client().auth.signInWithOAuth({
    provider,
    options: { redirectTo: redirectTo ?? `${auth.url}/auth/callback`, skipBrowserRedirect: true },
  });
  const answer = await fetch(data.url!, { redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location') ?? '', answer };
}

/** Presses somebody's button on the emulator's page; the answer is where the provider leads back to. */
async function choose(page: string, name: string): Promise<string> {
  const html = await (await fetch(page)).text();
  const forms = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find(text => text.includes(name))!;
  const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  const fields = [...form.matchAll(/name="([^"]*)"\s+value="([^"]*)"/g)].map(([, key, value]) => [
    key!,
    decode(value!),
  ]);
  const action = new URL(/action="([^"]*)"/.exec(form)![1]!, page);
  const answer = await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  return answer.headers.get('location')!;
}

const follow = async (address: string) => (await fetch(address, { redirect: 'manual' })).headers.get('location')!;

async function signIn(person: Person, { provider, as }: { provider: 'github' | 'google'; as: string }) {
  const { location } = await begin(person, { provider });
  const back = new URL(await follow(await choose(location, as)));
  const code = back.searchParams.get('code');
  return { back, code, result: await person.client().auth.exchangeCodeForSession(code ?? '') };
}

it('signs somebody in whom GitHub knows, with the address that it has checked, and again as the same person', async () => {
  const first = await signIn(auth.browser(), { provider: 'github', as: 'grace' });
  expect(first.result.error).toBeNull();
  expect(first.back.origin + first.back.pathname).toBe(`${auth.url}/auth/callback`);
  expect(first.result.data.user).toMatchObject({
    email: 'grace@example.test',
    app_metadata: { provider: 'github', providers: ['github'] },
    user_metadata: { full_name: 'Grace' },
  });
  const second = await signIn(auth.browser(), { provider: 'github', as: 'grace' });
  expect(second.result.data.user?.id).toBe(first.result.data.user!.id);
});

it('knows one person by GitHub, by Google and by a password', async () => {
  const email = 'ada@example.test';
  const person = auth.client();
  await person.auth.signUp({ email, password: 'correct horse battery' });
  const { token } = await auth.mailTo(email);
  const { data } = await person.auth.verifyOtp({ token_hash: token, type: 'signup' });

  const byGithub = await signIn(auth.browser(), { provider: 'github', as: 'ada' });
  const byGoogle = await signIn(auth.browser(), { provider: 'google', as: email });

  expect([byGithub.result.data.user?.id, byGoogle.result.data.user?.id]).toEqual([data.user!.id, data.user!.id]);
  expect(byGoogle.result.data.user?.identities?.map(({ provider }) => provider)).toEqual(['email', 'github', 'google']);
});

it('gives a session to the browser that began and to no other, once', async () => {
  const [mine, theirs] = [auth.browser(), auth.browser()];
  await begin(theirs, { provider: 'github' });
  const { location } = await begin(mine, { provider: 'github' });
  const code = new URL(await follow(await choose(location, 'grace'))).searchParams.get('code')!;

  expect((await theirs.client().auth.exchangeCodeForSession(code)).error?.code).toBe('bad_code_verifier');
  expect((await mine.client().auth.exchangeCodeForSession(code)).error?.code, 'nobody gets a second guess').toBe(
    'flow_state_not_found',
  );
});

it('takes an answer of the provider once, and none that it did not ask for', async () => {
  const { location } = await begin(auth.browser(), { provider: 'github' });
  const answer = await choose(location, 'grace');
  expect(new URL(await follow(answer)).searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  expect(new URL(await follow(answer)).searchParams.get('error_code')).toBe('bad_oauth_state');
  expect(new URL(await follow(`${auth.url}/auth/v1/callback?code=x&state=y`)).searchParams.get('error_code')).toBe(
    'bad_oauth_state',
  );
});

it('leads back to its own pages and those the operator listed, and nowhere else', async () => {
  const backTo = async (redirectTo: string) => {
    const { location } = await begin(auth.browser(), { provider: 'github', redirectTo });
    const back = new URL(await follow(await choose(location, 'grace')));
    return back.origin + back.pathname;
  };
  expect(await backTo('https://app.example/back/here')).toBe('https://app.example/back/here');
  expect(await backTo('https://app.example/elsewhere')).toBe(`${auth.url}/`);
  expect(await backTo('https://app.example.evil.example/back/')).toBe(`${auth.url}/`);
  expect(await backTo('javascript:alert(1)')).toBe(`${auth.url}/`);
});

it('refuses a sign-in without PKCE, with a provider that is not set up, or denied at the provider', async () => {
  const ask = async (query: string) => (await (await fetch(`${auth.url}/auth/v1/authorize?${query}`)).json()).code;
  expect(await ask('provider=github')).toBe('validation_failed');
  expect(await ask(`provider=github&code_challenge=${'a'.repeat(43)}&code_challenge_method=plain`)).toBe(
    'validation_failed',
  );
  expect(await ask('provider=apple')).toBe('provider_disabled');
  expect(await ask('provider=constructor')).toBe('provider_disabled');
  const { location } = await begin(auth.browser(), { provider: 'google' });
  const state = new URL(location).searchParams.get('state');
  const back = new URL(
    await follow(`${auth.url}/auth/v1/callback?error=access_denied&error_description=No&state=${state}`),
  );
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', error_description: 'No' });
});

it('believes no ID token that another key signed, that is for somebody else, or an address that was not checked', async () => {
  const other = await serveAuth({ db, providers: { google: { ...client, url: strange.issuer.url! } } });
  const arrive = async (claims: Record<string, unknown>, change: (text: string) => string = text => text) => {
    const person = other.browser();
    strange.service.removeAllListeners();
    strange.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) =>
      Object.assign(token.payload, claims),
    );
    strange.service.on('beforeResponse', (response: { body: { id_token?: string } }) => {
      if (response.body.id_token) response.body.id_token = change(response.body.id_token);
    });
    const { data } = await person
      .client()
      .auth.signInWithOAuth({ provider: 'google', options: { skipBrowserRedirect: true, redirectTo: other.url } });
    const back = new URL(await follow(await follow(await follow(data.url!))));
    return (
      back.searchParams.get('error_code') ?? (back.searchParams.has('code') ? 'in' : back.searchParams.get('error'))
    );
  };
  const good = { aud: client.clientId, sub: '1', email: 'new@example.test', email_verified: true };

  expect(await arrive(good)).toBe('in');
  expect(await arrive({ ...good, sub: '2', email_verified: false })).toBe('provider_email_needs_verification');
  expect(await arrive({ ...good, aud: 'somebody else' })).toBe('unexpected_failure');
  expect(await arrive({ ...good, iss: 'https://elsewhere.example' })).toBe('unexpected_failure');
  expect(await arrive(good, token => `${token.slice(0, -6)}AAAAAA`)).toBe('unexpected_failure');
  const forged = Buffer.from(JSON.stringify({ ...good, iss: strange.issuer.url, iat: 1, exp: 9e9 })).toString(
    'base64url',
  );
  expect(await arrive(good, () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged}.`)).toBe(
    'unexpected_failure',
  );
});

it('makes no account where sign-up is closed, and takes the password from whoever used the address unconfirmed', async () => {
  const closed = await serveAuth({ db, signUp: 'closed', providers: { github: { ...client, url: github.url } } });
  const { data } = await closed
    .browser()
    .client()
    .auth.signInWithOAuth({ provider: 'github', options: { skipBrowserRedirect: true, redirectTo: closed.url } });
  const page = await follow(data.url!);
  await db.service.deleteFrom('auth.users').where('email', '=', 'grace@example.test').execute();
  expect(new URL(await follow(await choose(page, 'grace'))).searchParams.get('error_code')).toBe('signup_disabled');

  await auth.client().auth.signUp({ email: 'grace@example.test', password: 'the stranger’s' });
  expect((await signIn(auth.browser(), { provider: 'github', as: 'grace' })).result.error).toBeNull();
  const stranger = await auth
    .client()
    .auth.signInWithPassword({ email: 'grace@example.test', password: 'the stranger’s' });
  expect(stranger.error?.code).toBe('invalid_credentials');
});
