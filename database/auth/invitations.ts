import { asService, type Database } from '../connection';
import { createAccount, findAccount } from './accounts';
import { createToken } from './one-time-tokens';

/** An account that waits for its person, whether or not sign-up is open. The token lets them in; null: they have one. */
export function inviteAccount(db: Database, { email }: { email: string }): Promise<string | null> {
  return asService(db, async tx => {
    const known = await findAccount(tx, email);
    if (known?.email_confirmed_at) return null;
    const userId = known?.id ?? (await createAccount(tx, { email, passwordHash: null, data: {} }));
    return userId ? createToken(tx, { userId, type: 'confirmation_token', relatesTo: email }) : null;
  });
}
