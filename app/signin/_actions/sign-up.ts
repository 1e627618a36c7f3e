'use server';
import { backPath, ownAddress } from '../../_server/own-address';
import { openSession } from '../../_server/session';
import { readOffer } from '../../_server/sign-in-offer';
import { texts } from '../../_ui/texts';
import { asGuest, type FormState, textOf } from './as-guest';

export async function signUp(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const email = textOf(form, 'email');
    const back = new URL('/auth/callback', await ownAddress());
    const next = backPath(textOf(form, 'next'));
    if (next !== '/') back.searchParams.set('next', next);
    const client = await openSession();
    const { error } = await client.auth.signUp({
      email,
      password: textOf(form, 'password'),
      options: {
        data: { full_name: textOf(form, 'name').trim().slice(0, 120) },
        emailRedirectTo: back.href,
      },
    });
    if (error) throw error;
    const { mails } = await readOffer();
    return { done: mails ? texts.signin.sent(email) : texts.signin.printed(email) };
  }, form);
}
