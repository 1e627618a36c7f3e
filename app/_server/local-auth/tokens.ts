import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findAccount } from '@/database/auth/accounts';
import { consumeFlow } from '@/database/auth/flows';
import { verifyPassword } from '@/database/auth/passwords';
import { refreshSession, startSession } from '@/database/auth/sessions';
import { asService } from '@/database/connection';
import { forgiveAccount, limitAccount, limitAddress } from './allowances';
import type { Call } from './deps';
import { answer, EmailAddress, Password, Refusal, readForm } from './wire';

/** Everything that ends in a session: a password, a refresh token, or the code that a provider's sign-in ended with. */
export function giveToken(call: Call): Promise<Response> {
  const grant = new URL(call.request.url).searchParams.get('grant_type');
  if (grant === 'password') return byPassword(call);
  if (grant === 'refresh_token') return byRefreshToken(call);
  if (grant === 'pkce') return byCode(call);
  throw new Refusal(400, 'unsupported_grant_type', `There is no grant type ${grant}`);
}

const ByPassword = z.object({ email: EmailAddress, password: Password });

async function byPassword(call: Call): Promise<Response> {
  const { request, deps, origin } = call;
  const { email, password } = await readForm(request, ByPassword);
  await limitAddress(call, 'signInByAddress');
  await limitAccount(call, 'signInByAccount', email);
  const account = await findAccount(deps.db.service, email);
  const isRight = await verifyPassword({ password, hash: account?.encrypted_password ?? null });
  if (!account || !isRight) throw new Refusal(400, 'invalid_credentials', 'Invalid login credentials');
  await forgiveAccount(call, 'signInByAccount', email);
  if (!account.email_confirmed_at) throw new Refusal(400, 'email_not_confirmed', 'Email not confirmed');
  if (account.is_banned) throw new Refusal(400, 'user_banned', 'User is banned');
  return answer(await asService(deps.db, tx => startSession(tx, { userId: account.id, secret: deps.secret, origin })));
}

const ByRefreshToken = z.object({ refresh_token: z.string().min(1).max(500) });

const refusals = {
  refresh_token_not_found: 'Invalid Refresh Token: Refresh Token Not Found',
  refresh_token_already_used: 'Invalid Refresh Token: Already Used',
};

async function byRefreshToken(call: Call): Promise<Response> {
  const { refresh_token: token } = await readForm(call.request, ByRefreshToken);
  await limitAddress(call, 'tokenByAddress');
  const { db, secret } = call.deps;
  const result = await refreshSession(db, { token, secret });
  if ('refused' in result) throw new Refusal(400, result.refused, refusals[result.refused]);
  return answer(result.session);
}

const ByCode = z.object({ auth_code: z.string().min(1).max(500), code_verifier: z.string().min(43).max(128) });

async function byCode(call: Call): Promise<Response> {
  const { auth_code: code, code_verifier: verifier } = await readForm(call.request, ByCode);
  await limitAddress(call, 'tokenByAddress');
  const { db, secret } = call.deps;
  const flow = await consumeFlow(db, { code });
  if (!flow) throw new Refusal(404, 'flow_state_not_found', 'Invalid flow state, no valid flow state found');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  if (challenge !== flow.codeChallenge) {
    throw new Refusal(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier');
  }
  return answer(await asService(db, tx => startSession(tx, { userId: flow.userId, secret, origin: call.origin })));
}
