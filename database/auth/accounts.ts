import { sql } from 'kysely';
import type { Database, Transaction } from '../connection';
import { json } from '../json';

/** A person as Supabase Auth answers them. */
export interface AuthUser {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  new_email?: string;
  phone: string;
  email_confirmed_at?: string;
  confirmed_at?: string;
  confirmation_sent_at?: string;
  recovery_sent_at?: string;
  last_sign_in_at: string | null;
  app_metadata: { provider: string; providers: string[]; [name: string]: unknown };
  user_metadata: Record<string, unknown>;
  identities: AuthIdentity[];
  created_at: string;
  updated_at: string;
  is_anonymous: boolean;
}

/** One way in which a person can sign in. `id` is what the provider calls them. */
export interface AuthIdentity {
  identity_id: string;
  id: string;
  user_id: string;
  provider: string;
  identity_data: Record<string, unknown>;
  last_sign_in_at: string | null;
  created_at: string;
  updated_at: string;
  email?: string;
}

const columns = [
  'id',
  'email',
  'encrypted_password',
  'email_confirmed_at',
  'email_change',
  'banned_until',
  'confirmation_sent_at',
  'recovery_sent_at',
  'last_sign_in_at',
  'raw_app_meta_data',
  'raw_user_meta_data',
  'is_anonymous',
  'created_at',
  'updated_at',
] as const;

/** What sign-in must know of an account, by address; addresses are kept in small letters. */
export const findAccount = (tx: Transaction | Database['service'], email: string) =>
  tx
    .selectFrom('auth.users')
    .select(['id', 'email', 'encrypted_password', 'email_confirmed_at'])
    .select(sql<boolean>`coalesce(banned_until > now(), false)`.as('is_banned'))
    .where('email', '=', email)
    .executeTakeFirst();

/** The operator may close an account for a time, in `auth.users.banned_until`. */
export async function isBanned(tx: Transaction, userId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('auth.users')
    .select('id')
    .where('id', '=', userId)
    .where('banned_until', '>', sql<string>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}

interface NewAccount {
  email: string;
  passwordHash: string | null;
  data: Record<string, unknown>;
  confirmed?: boolean;
}

/** Null when somebody else was given the address in the meantime. The profile is made by handle_new_user. */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<string | null> {
  const { email, passwordHash, data, confirmed = false } = account;
  const now = new Date().toISOString();
  const made = await tx
    .insertInto('auth.users')
    .values({
      id: crypto.randomUUID(),
      aud: 'authenticated',
      role: 'authenticated',
      email,
      encrypted_password: passwordHash,
      email_confirmed_at: confirmed ? now : null,
      raw_user_meta_data: json(data),
      raw_app_meta_data: json({}),
      created_at: now,
      updated_at: now,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

interface Identity {
  userId: string;
  provider: string;
  providerId: string;
  data: Record<string, unknown>;
}

/** Notes a way in, or what the provider says of the person now. */
export async function keepIdentity(tx: Transaction, { userId, provider, providerId, data }: Identity): Promise<void> {
  const now = new Date().toISOString();
  const values = { user_id: userId, provider, provider_id: providerId, identity_data: json(data) };
  await tx
    .insertInto('auth.identities')
    .values({ id: crypto.randomUUID(), ...values, last_sign_in_at: now, created_at: now, updated_at: now })
    .onConflict(conflict =>
      conflict
        .columns(['provider_id', 'provider'])
        .doUpdateSet({ identity_data: values.identity_data, last_sign_in_at: now, updated_at: now }),
    )
    .execute();
}

export const findIdentity = (tx: Transaction, { provider, providerId }: { provider: string; providerId: string }) =>
  tx
    .selectFrom('auth.identities')
    .select('user_id')
    .where('provider', '=', provider)
    .where('provider_id', '=', providerId)
    .executeTakeFirst();

/** The person in Supabase's form. Throws when there is none. */
export async function readAuthUser(tx: Transaction, userId: string): Promise<AuthUser> {
  const row = await tx.selectFrom('auth.users').select(columns).where('id', '=', userId).executeTakeFirstOrThrow();
  const identities = await listIdentities(tx, userId);
  const providers = identities.map(identity => identity.provider);
  if (providers.length === 0) providers.push('link'); // the owner of this computer has no password and needs none
  return {
    id: row.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: row.email,
    ...(row.email_change ? { new_email: row.email_change } : {}),
    phone: '',
    ...(row.email_confirmed_at
      ? { email_confirmed_at: row.email_confirmed_at, confirmed_at: row.email_confirmed_at }
      : {}),
    ...(row.confirmation_sent_at ? { confirmation_sent_at: row.confirmation_sent_at } : {}),
    ...(row.recovery_sent_at ? { recovery_sent_at: row.recovery_sent_at } : {}),
    last_sign_in_at: row.last_sign_in_at,
    app_metadata: { ...(row.raw_app_meta_data as object), provider: providers[0]!, providers },
    user_metadata: (row.raw_user_meta_data ?? {}) as Record<string, unknown>,
    identities,
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_anonymous: row.is_anonymous,
  };
}

async function listIdentities(tx: Transaction, userId: string): Promise<AuthIdentity[]> {
  const rows = await tx
    .selectFrom('auth.identities')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, provider_id, email, identity_data, ...rest }) => ({
    ...rest,
    identity_id: id,
    id: provider_id,
    identity_data: identity_data as Record<string, unknown>,
    ...(email ? { email } : {}),
  }));
}
