'use server';
import { redirect } from 'next/navigation';
import { openSession } from '../../_server/session';
import { asGuest, type FormState, textOf } from './as-guest';

/** For who came by a mailed link, and is signed in by it. */
export async function choosePassword(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const client = await openSession();
    const { error } = await client.auth.updateUser({ password: textOf(form, 'password') });
    if (error) throw error;
    redirect('/');
  });
}
