import { sql } from 'kysely';
import type { Database, Transaction } from '../connection';
import { hashOf, newToken } from './one-time-tokens';

/** How long somebody may take at the provider, and how long the code that comes back is good. */
const flowLifetime = '10 minutes';
const codeLifetime = '5 minutes';

interface NewFlow {
  provider: string;
  /** SHA-256 in base64url of what only the person's browser knows. */
  codeChallenge: string;
  /** What only we know, for the provider's own check. */
  providerCodeVerifier: string;
  redirectTo: string;
}

/** Begins a sign-in through a provider. The answer is the `state` that comes back; its hash is what is kept. */
export async function beginFlow(db: Database, flow: NewFlow): Promise<string> {
  const state = newToken();
  await db.service
    .deleteFrom('auth.flow_state')
    .where('created_at', '<', sql<string>`now() - ${flowLifetime}::interval * 2`)
    .execute();
  await db.service
    .insertInto('auth.flow_state')
    .values({
      auth_code: hashOf(state),
      code_challenge: flow.codeChallenge,
      code_challenge_method: 's256',
      provider_type: flow.provider,
      authentication_method: 'oauth',
      provider_code_verifier: flow.providerCodeVerifier,
      redirect_to: flow.redirectTo,
    })
    .execute();
  return state;
}

export interface Flow {
  id: string;
  provider: string;
  providerCodeVerifier: string;
  redirectTo: string;
}

/** The sign-in that a provider's answer belongs to, once: the state is worth nothing afterwards. */
export async function returnFlow(db: Database, { state }: { state: string }): Promise<Flow | null> {
  const flow = await db.service
    .updateTable('auth.flow_state')
    .set({ auth_code: hashOf(newToken()), updated_at: sql`now()` })
    .where('auth_code', '=', hashOf(state))
    .where('auth_code_issued_at', 'is', null)
    .where('created_at', '>', sql<string>`now() - ${flowLifetime}::interval`)
    .returning(['id', 'provider_type', 'provider_code_verifier', 'redirect_to'])
    .executeTakeFirst();
  if (!flow) return null;
  return {
    id: flow.id,
    provider: flow.provider_type,
    providerCodeVerifier: flow.provider_code_verifier ?? '',
    redirectTo: flow.redirect_to ?? '',
  };
}

/** The person is known now: a code for their browser, which alone can turn it into a session. */
export async function issueCode(
  tx: Transaction,
  { flowId, userId }: { flowId: string; userId: string },
): Promise<string> {
  const code = newToken();
  await tx
    .updateTable('auth.flow_state')
    .set({ auth_code: hashOf(code), user_id: userId, auth_code_issued_at: sql`now()` })
    .where('id', '=', flowId)
    .execute();
  return code;
}

/** Uses a code up, right or wrong verifier: nobody gets a second guess. */
export async function consumeFlow(
  db: Database,
  { code }: { code: string },
): Promise<{ userId: string; codeChallenge: string } | null> {
  const flow = await db.service
    .deleteFrom('auth.flow_state')
    .where('auth_code', '=', hashOf(code))
    .where('auth_code_issued_at', '>', sql<string>`now() - ${codeLifetime}::interval`)
    .returning(['user_id', 'code_challenge'])
    .executeTakeFirst();
  return flow?.user_id && flow.code_challenge ? { userId: flow.user_id, codeChallenge: flow.code_challenge } : null;
}
