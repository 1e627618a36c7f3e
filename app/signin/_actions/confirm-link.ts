'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { backPath } from '../../_server/own-address';
import { openSession } from '../../_server/session';
import { asGuest, type FormState, textOf } from './as-guest';

const LinkType = z.enum(['signup', 'email', 'recovery', 'invite', 'email_change', 'magiclink']);

/** What a mailed link is for happens when the button is pressed, not when a program looks at the link. */
export async function confirmLink(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const type = LinkType.parse(textOf(form, 'type'));
    const client = await openSession();
    const { error } = await client.auth.verifyOtp({ token_hash: textOf(form, 'token_hash'), type });
    if (error) throw error;
    redirect(type === 'recovery' || type === 'invite' ? '/signin/password' : backPath(textOf(form, 'next')));
  });
}
