import { z } from 'zod';
import { isBanned } from '@/database/auth/accounts';
import { confirmAddress, moveAddress } from '@/database/auth/addresses';
import { consumeToken } from '@/database/auth/one-time-tokens';
import { type Session, startSession } from '@/database/auth/sessions';
import { asService, type Transaction } from '@/database/connection';
import { consumeLink } from '@/database/local-auth';
import { limitAddress } from './allowances';
import type { Call } from './deps';
import { allowedRedirect, confirmLink } from './links';
import { answer, Refusal, readForm } from './wire';

/** Supabase's names for what a link is for, with what kind of token that is here. */
const tokenTypes = {
  email: 'confirmation_token',
  signup: 'confirmation_token',
  invite: 'confirmation_token',
  recovery: 'recovery_token',
  email_change: 'email_change_token_new',
} as const;

type Mailed = keyof typeof tokenTypes;

const Verify = z.object({
  token_hash: z.string().min(1).max(500),
  type: z.enum(['magiclink', 'email', 'signup', 'invite', 'recovery', 'email_change']),
});

/** What a link was for ends in a session: the address is confirmed, changed, or a new password may be chosen. */
export async function verify(call: Call): Promise<Response> {
  const { token_hash: token, type } = await readForm(call.request, Verify);
  await limitAddress(call, 'verifyByAddress');
  const { deps, origin } = call;
  const session =
    type === 'magiclink'
      ? await consumeLink(deps.db, { token, secret: deps.secret, origin })
      : await asService(deps.db, tx => consumeMailed(tx, { token, type, call }));
  if (!session) throw new Refusal(403, 'otp_expired', 'Email link is invalid or has expired');
  return answer(session);
}

async function consumeMailed(
  tx: Transaction,
  { token, type, call }: { token: string; type: Mailed; call: Call },
): Promise<Session | null> {
  const used = await consumeToken(tx, { token, type: tokenTypes[type] });
  if (!used) return null;
  const { userId, relatesTo: email } = used;
  if (await isBanned(tx, userId)) throw new Refusal(400, 'user_banned', 'User is banned');
  const isTheirs =
    type === 'email_change'
      ? await moveAddress(tx, { userId, email })
      : await confirmAddress(tx, { userId, email, dropPassword: tokenTypes[type] === 'recovery_token' });
  return isTheirs ? startSession(tx, { userId, secret: call.deps.secret, origin: call.origin }) : null;
}

/** A link in Supabase's older form leads to the page that asks for a press of the button. */
export function showVerify({ request, deps }: Call): Response {
  const { searchParams } = new URL(request.url);
  const type = z.enum(['signup', 'recovery', 'email_change', 'invite']).safeParse(searchParams.get('type'));
  const token = searchParams.get('token') ?? searchParams.get('token_hash');
  if (!type.success || !token) throw new Refusal(400, 'validation_failed', 'Verify requires a type and a token');
  const redirectTo = allowedRedirect(deps, searchParams.get('redirect_to'));
  const location = confirmLink(deps, { token, type: type.data, redirectTo });
  return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } });
}
