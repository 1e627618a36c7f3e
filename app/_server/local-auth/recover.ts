import { z } from 'zod';
import { findAccount } from '@/database/auth/accounts';
import { createToken } from '@/database/auth/one-time-tokens';
import { asService } from '@/database/connection';
import { log } from '../log';
import { limitAccount, limitAddress } from './allowances';
import { changeMail, confirmMail, recoveryMail } from './compose';
import type { AuthDeps, Call } from './deps';
import { allowedRedirect, confirmLink } from './links';
import { answer, EmailAddress, readForm } from './wire';

interface Asked {
  email: string;
  redirectTo: string;
}

const Recover = z.object({ email: EmailAddress });

/** A link for a new password, to who has an account. The answer is there before anybody looks whether that is so. */
export async function recover(call: Call): Promise<Response> {
  const { email } = await readForm(call.request, Recover);
  return later(call, email, sendRecovery);
}

const Resend = z.object({ email: EmailAddress, type: z.enum(['signup', 'email_change']) });

/** The mail of a sign-up or of a change of address once more. */
export async function resend(call: Call): Promise<Response> {
  const { email, type } = await readForm(call.request, Resend);
  return later(call, email, type === 'signup' ? sendConfirmation : sendChange);
}

async function later(call: Call, email: string, work: (deps: AuthDeps, asked: Asked) => Promise<void>) {
  await limitAddress(call, 'mailByAddress');
  await limitAccount(call, 'mailByAccount', email);
  const redirectTo = allowedRedirect(call.deps, new URL(call.request.url).searchParams.get('redirect_to'));
  work(call.deps, { email, redirectTo }).catch((error: unknown) => {
    log.error({ error }, 'a link for signing in could not be made');
  });
  return answer({});
}

async function sendRecovery(deps: AuthDeps, { email, redirectTo }: Asked): Promise<void> {
  const token = await asService(deps.db, async tx => {
    const account = await findAccount(tx, email);
    if (!account) return null;
    await tx
      .updateTable('auth.users')
      .set({ recovery_sent_at: new Date().toISOString() })
      .where('id', '=', account.id)
      .execute();
    return createToken(tx, { userId: account.id, type: 'recovery_token', relatesTo: email });
  });
  if (token) deps.send(recoveryMail(email, confirmLink(deps, { token, type: 'recovery', redirectTo })));
}

async function sendConfirmation(deps: AuthDeps, { email, redirectTo }: Asked): Promise<void> {
  const token = await asService(deps.db, async tx => {
    const account = await findAccount(tx, email);
    if (!account || account.email_confirmed_at) return null;
    return createToken(tx, { userId: account.id, type: 'confirmation_token', relatesTo: email });
  });
  if (token) deps.send(confirmMail(email, confirmLink(deps, { token, type: 'signup', redirectTo })));
}

async function sendChange(deps: AuthDeps, { email, redirectTo }: Asked): Promise<void> {
  const token = await asService(deps.db, async tx => {
    const person = await tx.selectFrom('auth.users').select('id').where('email_change', '=', email).executeTakeFirst();
    return person ? createToken(tx, { userId: person.id, type: 'email_change_token_new', relatesTo: email }) : null;
  });
  if (token) deps.send(changeMail(email, confirmLink(deps, { token, type: 'email_change', redirectTo })));
}
