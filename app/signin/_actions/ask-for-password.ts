'use server';
import { ownAddress } from '../../_server/own-address';
import { openSession } from '../../_server/session';
import { readOffer } from '../../_server/sign-in-offer';
import { texts } from '../../_ui/texts';
import { asGuest, type FormState, textOf } from './as-guest';

export async function askForPassword(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const email = textOf(form, 'email');
    const client = await openSession();
    const redirectTo = `${await ownAddress()}/auth/callback?next=/signin/password`;
    const { error } = await client.auth.resetPasswordForEmail(email, { redirectTo });
    if (error) throw error;
    const { mails } = await readOffer();
    return { done: mails ? texts.signin.recoverySent(email) : texts.signin.recoveryPrinted(email) };
  }, form);
}
