import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { inviteAccount } from '@/database/auth/invitations';
import { plainClient, serveAuth } from '@/tests/support/auth-server';
import { freshDatabase } from '@/tests/support/database';

const { db, addUser } = await freshDatabase();
const auth = await serveAuth({ db });
const password = 'correct horse battery';
let count = 0;
const newEmail = () => `person-${++count}@example.test`;

/** Somebody who signed up and confirmed their address. */
async function member(email = newEmail()) {
  const client = auth.client();
  await client.auth.signUp({ email, password });
  const { token } = await auth.mailTo(email);
  const { data } = await client.auth.verifyOtp({ token_hash: token, type: 'signup' });
  return { email, client, id: data.user!.id };
}

const passwordOf = (email: string) =>
  db.service.selectFrom('auth.users').select('encrypted_password').where('email', '=', email).executeTakeFirstOrThrow();

it('makes an account whose address is confirmed by the mailed link, with a profile', async () => {
  const email = newEmail();
  const client = auth.client();

  const { data, error } = await client.auth.signUp({
    email: ` ${email.toUpperCase()} `.trim(),
    password,
    options: { data: { full_name: 'Ada' } },
  });
  expect({ error, session: data.session, email: data.user?.email }).toEqual({ error: null, session: null, email });
  const early = await client.auth.signInWithPassword({ email, password });
  expect(early.error?.code).toBe('email_not_confirmed');

  const mail = await auth.mailTo(email);
  expect(mail.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/auth\/confirm\?token_hash=[\w-]{43}&type=signup/);
  const confirmed = await client.auth.verifyOtp({ token_hash: mail.token, type: 'signup' });
  expect(confirmed.data.session?.token_type).toBe('bearer');
  expect(confirmed.data.user).toMatchObject({
    id: data.user!.id,
    email,
    app_metadata: { provider: 'email' },
    user_metadata: { full_name: 'Ada' },
  });
  expect((await client.auth.verifyOtp({ token_hash: mail.token, type: 'signup' })).error?.code).toBe('otp_expired');

  const profile = await db.service
    .selectFrom('users')
    .select(['id', 'email', 'full_name'])
    .where('email', '=', email)
    .execute();
  expect(profile).toEqual([{ id: data.user!.id, email, full_name: 'Ada' }]);
  expect((await passwordOf(email)).encrypted_password).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/,
  );
});

it('answers the same to who has an account and to who has none', async () => {
  const { email: known } = await member();
  const unknown = newEmail();
  const shape = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : Array.isArray(value)
        ? value.map(shape)
        : typeof value;

  const ups = await Promise.all(
    [known, unknown].map(email => auth.client().auth.signUp({ email, password: 'another password' })),
  );
  expect(shape(ups[0])).toEqual(shape(ups[1]));
  const again = await auth.client().auth.signUp({ email: known, password: 'another password' });
  expect(again.data.user?.id, 'as stable as that of somebody new').toBe(ups[0]!.data.user?.id);

  const feigned = await db.service
    .selectFrom('auth.users')
    .select('email')
    .where('email', 'like', '%@invalid')
    .execute();
  expect(feigned, 'what was written for the sake of equal work is taken back').toEqual([]);
  const never = newEmail();
  const ins = await Promise.all(
    [known, never].map(email => auth.client().auth.signInWithPassword({ email, password: 'wrong' })),
  );
  expect(ins.map(({ error }) => [error?.status, error?.code, error?.message])).toEqual(
    Array(2).fill([400, 'invalid_credentials', 'Invalid login credentials']),
  );
  const recoveries = await Promise.all([known, never].map(email => auth.client().auth.resetPasswordForEmail(email)));
  expect(recoveries[0]).toEqual(recoveries[1]);
  expect((await auth.mailTo(known)).subject).toBe('You have a Parley account already');
  expect(
    (await auth.client().auth.signInWithPassword({ email: known, password })).error,
    'the password stays',
  ).toBeNull();
});

it('refuses what is no address, a short password, and what this installation does not offer, in Supabase’s words', async () => {
  const client = auth.client();
  const short = await client.auth.signUp({ email: newEmail(), password: 'short' });
  expect(short.error).toMatchObject({
    name: 'AuthWeakPasswordError',
    code: 'weak_password',
    reasons: ['length'],
    status: 422,
  });
  expect((await client.auth.signUp({ email: 'nobody', password })).error?.code).toBe('validation_failed');
  expect((await client.auth.signInAnonymously()).error?.code).toBe('anonymous_provider_disabled');
  expect((await client.auth.signUp({ phone: '123456', password })).error?.code).toBe('phone_provider_disabled');
  const broken = await fetch(`${auth.url}/auth/v1/signup`, { method: 'POST', body: '{' });
  expect([broken.status, (await broken.json()).code]).toEqual([400, 'bad_json']);
});

it('lets in nobody new where the operator closed it, and only some where they named domains', async () => {
  const [closed, some] = await Promise.all([
    serveAuth({ db, signUp: 'closed' }),
    serveAuth({ db, signUp: ['work.example'] }),
  ]);
  expect((await closed.client().auth.signUp({ email: newEmail(), password })).error?.code).toBe('signup_disabled');
  expect((await some.client().auth.signUp({ email: newEmail(), password })).error?.code).toBe('signup_disabled');
  expect((await some.client().auth.signUp({ email: 'ada@work.example', password })).error).toBeNull();
  expect(await (await fetch(`${closed.url}/auth/v1/settings`)).json()).toMatchObject({
    disable_signup: true,
    external: { email: true, github: false },
  });
});

it('changes a password, which signs out everybody else, and says so by mail', async () => {
  const { email, client } = await member();
  const elsewhere = auth.client();
  await elsewhere.auth.signInWithPassword({ email, password });

  expect((await client.auth.updateUser({ password })).error?.code).toBe('same_password');
  expect((await client.auth.updateUser({ password: 'short' })).error?.code).toBe('weak_password');
  expect((await client.auth.updateUser({ password: 'new password', current_password: 'wrong' })).error?.code).toBe(
    'invalid_credentials',
  );
  expect((await client.auth.updateUser({ password: 'new password', current_password: password })).error).toBeNull();

  expect((await auth.mailTo(email)).subject).toBe('Your Parley password was changed');
  expect((await client.auth.getUser()).data.user?.email).toBe(email);
  expect((await elsewhere.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
  expect((await auth.client().auth.signInWithPassword({ email, password })).error?.code).toBe('invalid_credentials');
  expect((await auth.client().auth.signInWithPassword({ email, password: 'new password' })).error).toBeNull();
});

it('lets who forgot it choose another password by a mailed link', async () => {
  const { email } = await member();
  const client = auth.client();
  expect(await client.auth.resetPasswordForEmail(email)).toEqual({ data: {}, error: null });
  const { token } = await auth.mailTo(email);

  expect(
    (await client.auth.verifyOtp({ token_hash: token, type: 'signup' })).error?.code,
    'a link is for one thing',
  ).toBe('otp_expired');
  await client.auth.verifyOtp({ token_hash: token, type: 'recovery' });
  await client.auth.updateUser({ password: 'a third password' });
  expect((await auth.client().auth.signInWithPassword({ email, password: 'a third password' })).error).toBeNull();
});

it('drops the password of whoever signed up with somebody else’s address', async () => {
  const email = newEmail();
  await auth.client().auth.signUp({ email, password: 'the stranger’s password' });
  await auth.mailTo(email);
  const owner = auth.client();
  await owner.auth.resetPasswordForEmail(email);
  const { token } = await auth.mailTo(email);

  expect((await owner.auth.verifyOtp({ token_hash: token, type: 'recovery' })).error).toBeNull();
  expect(
    (await auth.client().auth.signInWithPassword({ email, password: 'the stranger’s password' })).error?.code,
  ).toBe('invalid_credentials');
});

it('moves an account to another address once that one is confirmed, and tells the old one', async () => {
  const { email, client, id } = await member();
  const wanted = newEmail();
  const { data } = await client.auth.updateUser({ email: wanted, data: { full_name: 'Grace' } });
  expect(data.user).toMatchObject({ email, new_email: wanted, user_metadata: { full_name: 'Grace' } });
  const mail = await auth.mailTo(wanted);
  expect((await auth.mailTo(email)).text).toContain(wanted);

  const moved = await client.auth.verifyOtp({ token_hash: mail.token, type: 'email_change' });
  expect(moved.data.user).toMatchObject({ id, email: wanted });
  expect(moved.data.user?.new_email).toBeUndefined();
  expect(await db.service.selectFrom('users').select('email').where('id', '=', id).execute()).toEqual([
    { email: wanted },
  ]);
  expect((await auth.client().auth.signInWithPassword({ email: wanted, password })).error).toBeNull();
});

it('tells nobody by way of a change whether an address has an account', async () => {
  const { client } = await member();
  const { email: taken } = await member();
  const { data, error } = await client.auth.updateUser({ email: taken });
  expect({ error, wanted: data.user?.new_email }).toEqual({ error: null, wanted: taken });
  expect((await auth.mailTo(taken)).subject).toBe('You have a Parley account already');
});

it('mails a confirmation again, after which the earlier one no longer works', async () => {
  const email = newEmail();
  const client = auth.client();
  await client.auth.signUp({ email, password });
  const first = await auth.mailTo(email);
  expect((await client.auth.resend({ type: 'signup', email })).error).toBeNull();
  const second = await auth.mailTo(email);
  expect((await client.auth.verifyOtp({ token_hash: first.token, type: 'signup' })).error?.code).toBe('otp_expired');
  expect((await client.auth.verifyOtp({ token_hash: second.token, type: 'signup' })).error).toBeNull();
});

it('ends one session, all others, or all', async () => {
  const { email, client } = await member();
  const [phone, desk] = [auth.client(), auth.client()];
  for (const place of [phone, desk]) await place.auth.signInWithPassword({ email, password });
  const isIn = async (place: typeof client) => (await place.auth.getUser()).error === null;

  await phone.auth.signOut({ scope: 'local' });
  expect([await isIn(phone), await isIn(desk), await isIn(client)]).toEqual([false, true, true]);
  await desk.auth.signOut({ scope: 'others' });
  expect([await isIn(desk), await isIn(client)]).toEqual([true, false]);
  await phone.auth.signInWithPassword({ email, password });
  await desk.auth.signOut({ scope: 'global' });
  expect([await isIn(desk), await isIn(phone)]).toEqual([false, false]);
});

it('takes no token for another person’s session, and nothing without one', async () => {
  const { client } = await member();
  const stranger = await addUser();
  const { data } = await client.auth.getSession();
  const [head, , signature] = data.session!.access_token.split('.');
  const forged = Buffer.from(
    JSON.stringify({ sub: stranger.id, role: 'authenticated', aud: 'authenticated' }),
  ).toString('base64url');
  const ask = (token?: string) =>
    fetch(`${auth.url}/auth/v1/user`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

  expect((await ask()).status).toBe(401);
  expect((await ask(`${head}.${forged}.${signature}`)).status).toBe(403);
  expect(await (await ask(`${head}.${forged}.${signature}`)).json()).toMatchObject({ code: 'bad_jwt' });
});

it('lets nobody guess, from one address or at one account, however many processes answer', async () => {
  const { email } = await member();
  const other = await serveAuth({ db });
  const guess = (index: number) =>
    plainClient(index % 2 ? auth.url : other.url, { address: `203.0.113.${index}` }).auth.signInWithPassword({
      email,
      password: `guess ${index}`,
    });
  const codes = (await Promise.all(Array.from({ length: 14 }, (_, index) => guess(index)))).map(
    ({ error }) => error?.code,
  );
  const guesses = codes.filter(code => code === 'invalid_credentials').length; // one more is allowed each minute
  expect([guesses >= 10, guesses <= 12, codes.includes('over_request_rate_limit')]).toEqual([true, true, true]);

  const from = plainClient(auth.url, { address: '198.51.100.7' });
  const tries = [];
  for (let index = 0; index < 36; index++)
    tries.push(from.auth.signInWithPassword({ email: `never-${index}@example.test`, password }));
  const answers = (await Promise.all(tries)).map(({ error }) => error?.code);
  expect(answers.filter(code => code === 'invalid_credentials').length).toBeGreaterThanOrEqual(30);
  expect(answers).toContain('over_request_rate_limit');
  expect(
    (await db.service.selectFrom('auth.rate_limits').selectAll().execute()).some(({ key }) => key.includes('@')),
  ).toBe(false);
});

it('mails nobody more than they can read, whether or not they have an account', async () => {
  const email = newEmail();
  const results = await Promise.all([1, 2, 3, 4, 5, 6].map(() => auth.client().auth.resetPasswordForEmail(email)));
  expect(results.filter(({ error }) => error?.code === 'over_email_send_rate_limit')).toHaveLength(1);
});

it('lets in who is invited, also where sign-up is closed, and nobody twice', async () => {
  const closed = await serveAuth({ db, signUp: 'closed' });
  const email = newEmail();
  const token = await inviteAccount(db, { email });
  const client = closed.client();

  expect((await client.auth.verifyOtp({ token_hash: token!, type: 'invite' })).data.user?.email).toBe(email);
  await client.auth.updateUser({ password });
  expect((await closed.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  expect(await inviteAccount(db, { email })).toBeNull();
});

it('lets nobody in whose account the operator closed, and ends their session', async () => {
  const { email, client, id } = await member();
  await db.service
    .updateTable('auth.users')
    .set({ banned_until: sql`now() + interval '1 day'` })
    .where('id', '=', id)
    .execute();

  expect((await auth.client().auth.signInWithPassword({ email, password })).error?.code).toBe('user_banned');
  expect((await client.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
  await client.auth.resetPasswordForEmail(email);
  const { token } = await auth.mailTo(email);
  expect((await client.auth.verifyOtp({ token_hash: token, type: 'recovery' })).error?.code).toBe('user_banned');
});
