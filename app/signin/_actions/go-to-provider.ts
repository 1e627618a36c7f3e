'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { backPath, ownAddress } from '../../_server/own-address';
import { openSession } from '../../_server/session';
import { settings } from '../../_server/settings';
import { asGuest, type FormState, textOf } from './as-guest';

const Provider = z.enum(['github', 'google']);

/** Begins in this browser, which keeps the half of the secret that the answer needs, and goes on at the provider. */
export async function goToProvider(_before: FormState, form: FormData): Promise<FormState> {
  return asGuest(async () => {
    const back = new URL('/auth/callback', await ownAddress());
    back.searchParams.set('next', backPath(textOf(form, 'next')));
    const client = await openSession();
    const { data, error } = await client.auth.signInWithOAuth({
      provider: Provider.parse(textOf(form, 'provider')),
      options: { redirectTo: back.href, skipBrowserRedirect: true },
    });
    if (error) throw error;
    const { pathname, search, href } = new URL(data.url);
    redirect(settings().supabase ? href : pathname + search); // ours is where this page came from
  });
}
