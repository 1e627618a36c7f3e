'use server';
import { ownAddress } from '../../../_server/own-address';
import { openSession } from '../../../_server/session';
import { readOffer } from '../../../_server/sign-in-offer';
import { texts } from '../../../_ui/texts';
import { asGuest, type FormState, textOf } from '../../../signin/_actions/as-guest';

/** The address changes when the link that goes there is opened. */
export async function changeAddress(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const email = textOf(form, 'email').trim();
    const client = await openSession();
    const emailRedirectTo = `${await ownAddress()}/auth/callback?next=/settings/account`;
    const { error } = await client.auth.updateUser({ email }, { emailRedirectTo });
    if (error) throw error;
    const { mails } = await readOffer();
    return { done: mails ? texts.account.changeSent(email) : texts.account.changePrinted(email) };
  });
}
