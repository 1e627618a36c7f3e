'use server';
import { redirect } from 'next/navigation';
import { backPath } from '../../_server/own-address';
import { openSession } from '../../_server/session';

/** Signs this browser out and asks for another account, which comes back to where this one could not go on. */
export async function changeAccount(form: FormData): Promise<void> {
  const client = await openSession();
  await client.auth.signOut({ scope: 'local' });
  const next = form.get('next');
  redirect(`/signin?next=${encodeURIComponent(backPath(typeof next === 'string' ? next : null))}`);
}
