import { createAccount, findAccount, findIdentity, isBanned, keepIdentity } from '@/database/auth/accounts';
import { confirmAddress } from '@/database/auth/addresses';
import type { Transaction } from '@/database/connection';
import type { AuthDeps } from './deps';
import type { Person } from './providers';
import { maySignUp } from './sign-up';
import { Refusal } from './wire';

interface Arrival {
  provider: string;
  person: Person;
  deps: Pick<AuthDeps, 'signUp'>;
}

/** The account of somebody whom a provider vouches for: known by the provider's id, else by an address it has checked. */
export async function admit(tx: Transaction, { provider, person, deps }: Arrival): Promise<string> {
  const known = await findIdentity(tx, { provider, providerId: person.providerId });
  const userId = known?.user_id ?? (await byAddress(tx, { person, deps }));
  const data = { sub: person.providerId, email: person.email, email_verified: person.email !== null, ...person.data };
  await keepIdentity(tx, { userId, provider, providerId: person.providerId, data });
  if (await isBanned(tx, userId)) throw new Refusal(400, 'user_banned', 'User is banned');
  return userId;
}

async function byAddress(tx: Transaction, { person, deps }: Pick<Arrival, 'person' | 'deps'>): Promise<string> {
  const { email, data } = person;
  if (!email) {
    throw new Refusal(422, 'provider_email_needs_verification', 'The provider knows no address that it has checked');
  }
  const account = await findAccount(tx, email);
  if (account) {
    await confirmAddress(tx, { userId: account.id, email, dropPassword: true });
    return account.id;
  }
  if (!maySignUp(deps, email)) throw new Refusal(422, 'signup_disabled', 'Signups not allowed for this instance');
  const made = await createAccount(tx, { email, passwordHash: null, data, confirmed: true });
  if (!made) throw new Refusal(409, 'conflict', 'Somebody signed up with this address at the same moment');
  return made;
}
