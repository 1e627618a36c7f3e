import { z } from 'zod';
import { settings } from './settings';

/** What the sign-in pages can offer here. */
export interface SignInOffer {
  /** Whether somebody new may make an account. */
  signUp: boolean;
  providers: readonly string[];
  /** The operator sits at this computer: the link that the terminal prints signs them in. */
  link: boolean;
  /** Whether links are mailed; else they appear on the terminal. */
  mails: boolean;
}

const Told = z.object({ external: z.record(z.string(), z.unknown()), disable_signup: z.boolean() });

/** Of local sign-in from our settings, of Supabase from its own. Throws when Supabase does not answer within 5 seconds. */
export async function readOffer(): Promise<SignInOffer> {
  const { supabase, signIn } = settings();
  if (!supabase) {
    const { signUp, providers, mail, isHere } = signIn;
    return { signUp: signUp !== 'closed', providers: Object.keys(providers), link: isHere, mails: mail !== null };
  }
  const response = await fetch(`${supabase.url}/auth/v1/settings`, {
    headers: { apikey: supabase.anonKey },
    signal: AbortSignal.timeout(5_000),
  });
  const told = Told.parse(await response.json());
  const providers = ['github', 'google'].filter(name => told.external[name] === true);
  return { signUp: !told.disable_signup, providers, link: false, mails: true };
}
