'use server';
import { openSession } from '../../../_server/session';
import { texts } from '../../../_ui/texts';
import { asGuest, type FormState, textOf } from '../../../signin/_actions/as-guest';

/** Whoever sits at an open browser does not know the password, so the one of now is asked for where there is one. */
export async function changePassword(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const client = await openSession();
    const current = form.has('current') ? { current_password: textOf(form, 'current') } : {};
    const { error } = await client.auth.updateUser({ password: textOf(form, 'password'), ...current });
    if (error) throw error;
    return { done: texts.account.passwordSet };
  });
}
