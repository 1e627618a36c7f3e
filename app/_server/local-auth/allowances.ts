import { type Allowance, giveBack, takeAllowance } from '@/database/auth/rate-limits';
import type { Call } from './deps';
import { Refusal } from './wire';

const minutes = 60;

/** Per address the numbers of Supabase Auth; per account what leaves no room for guessing and some for typing errors. */
export const allowances = {
  signInByAddress: { name: 'sign-in by address', count: 30, seconds: 5 * minutes },
  signInByAccount: { name: 'sign-in by account', count: 10, seconds: 10 * minutes },
  signUpByAddress: { name: 'sign-up by address', count: 30, seconds: 5 * minutes },
  mailByAddress: { name: 'mail by address', count: 30, seconds: 5 * minutes },
  mailByAccount: { name: 'mail by account', count: 5, seconds: 5 * minutes },
  tokenByAddress: { name: 'token by address', count: 300, seconds: 5 * minutes },
  verifyByAddress: { name: 'verify by address', count: 60, seconds: 5 * minutes },
  changeByAccount: { name: 'change by account', count: 20, seconds: 10 * minutes },
} as const satisfies Record<string, Allowance>;

type ByAddress = Extract<keyof typeof allowances, `${string}ByAddress`>;
type ByAccount = Extract<keyof typeof allowances, `${string}ByAccount`>;

/** Unknown only where this very process asks for itself. */
export async function limitAddress({ deps, origin }: Call, name: ByAddress): Promise<void> {
  if (origin.address) await take(deps.db, allowances[name], origin.address);
}

/** Whether there is such an account makes no difference. */
export const limitAccount = ({ deps }: Call, name: ByAccount, account: string): Promise<void> =>
  take(deps.db, allowances[name], account);

export const forgiveAccount = ({ deps }: Call, name: ByAccount, account: string): Promise<void> =>
  giveBack(deps.db, { allowance: allowances[name], of: account });

async function take(db: Call['deps']['db'], allowance: Allowance, of: string): Promise<void> {
  const wait = await takeAllowance(db, { allowance, of });
  if (wait === 0) return;
  const isMail = allowance.name.startsWith('mail');
  const code = isMail ? 'over_email_send_rate_limit' : 'over_request_rate_limit';
  throw new Refusal(429, code, `For security purposes, you can only request this after ${wait} seconds.`, {
    headers: { 'retry-after': String(wait) },
  });
}
