'use server';
import { redirect } from 'next/navigation';
import { backPath } from '../../_server/own-address';
import { openSession } from '../../_server/session';
import { asGuest, type FormState, textOf } from './as-guest';

export async function signIn(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const client = await openSession();
    const { error } = await client.auth.signInWithPassword({
      email: textOf(form, 'email'),
      password: textOf(form, 'password'),
    });
    if (error) throw error;
    redirect(backPath(textOf(form, 'next')));
  }, form);
}
