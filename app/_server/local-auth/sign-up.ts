import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type AuthUser, createAccount, findAccount, keepIdentity } from '@/database/auth/accounts';
import { createToken } from '@/database/auth/one-time-tokens';
import { hashPassword } from '@/database/auth/passwords';
import { asService, type Transaction } from '@/database/connection';
import { limitAccount, limitAddress } from './allowances';
import { accountMail, confirmMail } from './compose';
import type { AuthDeps, Call } from './deps';
import { allowedRedirect, confirmLink } from './links';
import { answer, EmailAddress, Password, Refusal, readForm, requireStrength } from './wire';

const SignUp = z.object({
  email: EmailAddress,
  password: Password,
  data: z.record(z.string(), z.unknown()).nullish(),
});

/** An account that waits for its address to be confirmed. Whoever has one already gets the same answer, and a mail. */
export async function signUp(call: Call): Promise<Response> {
  const { request, deps } = call;
  const { email, password, data } = await readSignUp(request);
  await limitAddress(call, 'signUpByAddress');
  if (!maySignUp(deps, email)) throw new Refusal(422, 'signup_disabled', 'Signups not allowed for this instance');
  requireStrength(password);
  await limitAccount(call, 'mailByAccount', email);
  const redirectTo = allowedRedirect(deps, new URL(request.url).searchParams.get('redirect_to'));
  const passwordHash = await hashPassword(password);
  const account = await makeOrFeign(deps, { email, passwordHash, data: data ?? {} });
  deps.send(
    account
      ? confirmMail(email, confirmLink(deps, { token: account.token, type: 'signup', redirectTo }))
      : accountMail(deps, email),
  );
  return answer(toUnconfirmed({ id: account?.userId ?? madeUpId(deps, email), email, data: data ?? {} }));
}

interface Wanted {
  email: string;
  passwordHash: string;
  data: Record<string, unknown>;
}

class Feigned extends Error {}

/** Null for who has an account: for them the same is written and taken back, so that it takes as long. */
async function makeOrFeign({ db }: AuthDeps, wanted: Wanted) {
  try {
    return await asService(db, async tx => {
      const known = await findAccount(tx, wanted.email);
      if (!known?.email_confirmed_at) return makeAccount(tx, { wanted, knownId: known?.id ?? null });
      await makeAccount(tx, { wanted: { ...wanted, email: `${crypto.randomUUID()}@invalid` }, knownId: null });
      throw new Feigned();
    });
  } catch (error) {
    if (error instanceof Feigned) return null;
    throw error;
  }
}

/** Until an address is confirmed the last who signed up with it chooses the password. */
async function makeAccount(tx: Transaction, { wanted, knownId }: { wanted: Wanted; knownId: string | null }) {
  const { email, passwordHash, data } = wanted;
  const userId = knownId ?? (await createAccount(tx, { email, passwordHash, data }));
  if (!userId) return null; // somebody signed up with it at the same moment
  await keepIdentity(tx, { userId, provider: 'email', providerId: userId, data: { ...data, sub: userId, email } });
  await tx
    .updateTable('auth.users')
    .set({ encrypted_password: passwordHash, confirmation_sent_at: new Date().toISOString() })
    .where('id', '=', userId)
    .execute();
  return { userId, token: await createToken(tx, { userId, type: 'confirmation_token', relatesTo: email }) };
}

/** An id for who has an account: the same one each time, as who has none would get, and nobody's. */
function madeUpId({ secret }: AuthDeps, email: string): string {
  const key = typeof secret === 'string' ? secret : secret.kid;
  const hex = createHmac('sha256', key).update(`id of ${email}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function readSignUp(request: Request): Promise<z.output<typeof SignUp>> {
  const body = await readForm(request.clone(), z.looseObject({}));
  if (body.phone) throw new Refusal(400, 'phone_provider_disabled', 'Phone signups are disabled');
  if (!body.email) throw new Refusal(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  return readForm(request, SignUp);
}

export function maySignUp({ signUp: rule }: Pick<AuthDeps, 'signUp'>, email: string): boolean {
  if (typeof rule === 'string') return rule === 'open';
  return rule.includes(email.slice(email.lastIndexOf('@') + 1));
}

/** The same for everybody, so that it tells nobody whether there was an account. */
function toUnconfirmed({ id, email, data }: Omit<Wanted, 'passwordHash'> & { id: string }): AuthUser {
  const now = new Date().toISOString();
  const times = { created_at: now, updated_at: now };
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    confirmation_sent_at: now,
    last_sign_in_at: null,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: { ...data, email, email_verified: false, phone_verified: false },
    identities: [
      {
        identity_id: crypto.randomUUID(),
        id,
        user_id: id,
        provider: 'email',
        identity_data: { ...data, email, email_verified: false, phone_verified: false, sub: id },
        last_sign_in_at: now,
        email,
        ...times,
      },
    ],
    is_anonymous: false,
    ...times,
  };
}
