import { sql } from 'kysely';
import { z } from 'zod';
import { verifyAccessToken } from '@/database/access-token';
import { findAccount, keepIdentity, readAuthUser } from '@/database/auth/accounts';
import { wantAddress } from '@/database/auth/addresses';
import { createToken } from '@/database/auth/one-time-tokens';
import { hashPassword, verifyPassword } from '@/database/auth/passwords';
import { endSessions, findSessionUser } from '@/database/auth/sessions';
import { asService } from '@/database/connection';
import { json } from '@/database/json';
import { limitAccount } from './allowances';
import { accountMail, changeMail, movedMail, passwordMail } from './compose';
import type { Call } from './deps';
import { allowedRedirect, confirmLink } from './links';
import { answer, EmailAddress, Password, Refusal, readForm, requireStrength } from './wire';

interface SignedIn {
  userId: string;
  sessionId: string;
  email: string | null;
}

/** Who is asking, by a token whose session has not ended. */
async function requireSession({ request, deps }: Call, whenMissing: 401 | 403): Promise<SignedIn> {
  const bearer = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? '';
  if (!bearer) throw new Refusal(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  const claims = await verifyAccessToken(bearer, deps.secret);
  if (!claims?.session_id)
    throw new Refusal(whenMissing, 'bad_jwt', 'invalid JWT: unable to parse or verify signature');
  const which = { userId: claims.sub, sessionId: claims.session_id };
  const user = await findSessionUser(deps.db, which);
  if (!user) throw new Refusal(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  return { ...which, email: user.email };
}

export async function readUser(call: Call): Promise<Response> {
  const { userId } = await requireSession(call, 403);
  return answer(await asService(call.deps.db, tx => readAuthUser(tx, userId)));
}

const Scope = z.enum(['global', 'local', 'others']).catch('global');

/** Ends this session, all others, or all of them. */
export async function logout(call: Call): Promise<Response> {
  const { userId, sessionId } = await requireSession(call, 401);
  const scope = Scope.parse(new URL(call.request.url).searchParams.get('scope'));
  await endSessions(call.deps.db, { userId, sessionId, scope });
  return new Response(null, { status: 204 });
}

const Update = z.object({
  email: EmailAddress.nullish(),
  password: Password.nullish(),
  current_password: Password.nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

/** Another password, another address (once it is confirmed) or other facts about oneself. */
export async function updateUser(call: Call): Promise<Response> {
  const me = await requireSession(call, 403);
  const { email, password, current_password: current, data } = await readForm(call.request, Update);
  const { db } = call.deps;
  if (password || email) await limitAccount(call, 'changeByAccount', me.userId);
  if (password) await changePassword(call, { me, password, current: current ?? null });
  if (data) {
    await db.service
      .updateTable('auth.users')
      .set({ raw_user_meta_data: sql`raw_user_meta_data || ${json(data)}`, updated_at: sql`now()` })
      .where('id', '=', me.userId)
      .execute();
  }
  if (email && email !== me.email) await changeAddress(call, { me, email });
  return answer(await asService(db, tx => readAuthUser(tx, me.userId)));
}

interface NewPassword {
  me: SignedIn;
  password: string;
  current: string | null;
}

/** Whoever else is signed in with the old password is signed out. */
async function changePassword({ deps }: Call, { me, password, current }: NewPassword): Promise<void> {
  requireStrength(password);
  const { encrypted_password: hash } = await deps.db.service
    .selectFrom('auth.users')
    .select('encrypted_password')
    .where('id', '=', me.userId)
    .executeTakeFirstOrThrow();
  if (current !== null && !(await verifyPassword({ password: current, hash }))) {
    throw new Refusal(400, 'invalid_credentials', 'Invalid login credentials');
  }
  if (await verifyPassword({ password, hash })) {
    throw new Refusal(422, 'same_password', 'New password should be different from the old password.');
  }
  const passwordHash = await hashPassword(password);
  await asService(deps.db, async tx => {
    await tx
      .updateTable('auth.users')
      .set({ encrypted_password: passwordHash, updated_at: sql`now()` })
      .where('id', '=', me.userId)
      .execute();
    const { userId, sessionId, email } = me;
    await keepIdentity(tx, { userId, provider: 'email', providerId: userId, data: { sub: userId, email } });
    await endSessions(tx, { userId, sessionId, scope: 'others' });
  });
  if (me.email) deps.send(passwordMail(me.email));
}

/** To the new address goes a link, to the old one a notice. Whether the new one has an account is not told. */
async function changeAddress(call: Call, { me, email }: { me: SignedIn; email: string }): Promise<void> {
  const { deps, request } = call;
  await limitAccount(call, 'mailByAccount', email);
  const redirectTo = allowedRedirect(deps, new URL(request.url).searchParams.get('redirect_to'));
  const token = await asService(deps.db, async tx => {
    await wantAddress(tx, { userId: me.userId, email });
    if (await findAccount(tx, email)) return null;
    return createToken(tx, { userId: me.userId, type: 'email_change_token_new', relatesTo: email });
  });
  deps.send(
    token
      ? changeMail(email, confirmLink(deps, { token, type: 'email_change', redirectTo }))
      : accountMail(deps, email),
  );
  if (me.email) deps.send(movedMail(me.email, email));
}
