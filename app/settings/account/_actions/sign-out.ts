'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { act } from '../../../_server/act';
import { openSession } from '../../../_server/session';

const SignOut = z.object({ scope: z.enum(['local', 'others', 'global']) });

export async function signOut(input: z.input<typeof SignOut>) {
  return act(async () => {
    const { scope } = SignOut.parse(input);
    const client = await openSession();
    const { error } = await client.auth.signOut({ scope });
    if (error) throw error;
    if (scope !== 'others') redirect('/signin');
    return null;
  });
}
