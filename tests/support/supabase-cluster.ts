import { runSql, startCluster } from './postgres-cluster';

/**
 * A project as Supabase prepares one before anybody has run anything in it (github.com/supabase/postgres: init-scripts,
 * migrations): `postgres` is no superuser, `auth` belongs to somebody else, new tables are open to everybody by default.
 */
export async function startSupabaseCluster() {
  const cluster = await startCluster({ superuser: 'supabase_admin' });
  await runSql(cluster.url({ user: 'supabase_admin' }), prepare);
  return { ...cluster, editorUrl: cluster.url({ user: 'postgres' }) };
}

const prepare = `
  create role postgres login createdb createrole replication bypassrls;
  create role anon nologin;
  create role authenticated nologin;
  create role service_role nologin bypassrls;
  create role authenticator login noinherit;
  create role supabase_auth_admin login noinherit;
  grant anon, authenticated, service_role to authenticator;
  grant anon, authenticated, service_role to postgres with admin option;
  alter role authenticated set statement_timeout = '8s';
  grant all on database postgres to postgres;
  grant all on schema public to postgres;
  grant usage on schema public to anon, authenticated, service_role;
  create publication supabase_realtime;
  alter publication supabase_realtime owner to postgres;

  create schema auth authorization supabase_auth_admin;
  set role supabase_auth_admin;
  create table auth.users (
    instance_id uuid, id uuid primary key, aud varchar(255), role varchar(255), email varchar(255),
    encrypted_password varchar(255), email_confirmed_at timestamptz, invited_at timestamptz,
    confirmation_token varchar(255), confirmation_sent_at timestamptz, recovery_token varchar(255),
    recovery_sent_at timestamptz, email_change varchar(255), last_sign_in_at timestamptz,
    raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean, created_at timestamptz,
    updated_at timestamptz, phone text unique, is_sso_user boolean not null default false, deleted_at timestamptz,
    is_anonymous boolean not null default false, banned_until timestamptz);
  create unique index users_email_partial_key on auth.users (email) where is_sso_user = false;
  create table auth.sessions (
    id uuid primary key, user_id uuid not null references auth.users on delete cascade, created_at timestamptz,
    updated_at timestamptz, not_after timestamptz, refreshed_at timestamp, user_agent text, ip inet);
  create table auth.refresh_tokens (
    id bigserial primary key, token varchar(255) unique, user_id varchar(255), revoked boolean, parent varchar(255),
    session_id uuid references auth.sessions on delete cascade, created_at timestamptz, updated_at timestamptz);
  create table auth.identities (
    id uuid primary key default gen_random_uuid(), provider_id text not null,
    user_id uuid not null references auth.users on delete cascade, identity_data jsonb not null, provider text not null,
    last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz, unique (provider_id, provider));
  create table auth.one_time_tokens (
    id uuid primary key, user_id uuid not null references auth.users on delete cascade, token_type text not null,
    token_hash text not null, relates_to text not null, created_at timestamp not null default now(),
    updated_at timestamp not null default now());
  create table auth.flow_state (
    id uuid primary key, user_id uuid, auth_code text, code_challenge text, provider_type text,
    authentication_method text, created_at timestamptz, updated_at timestamptz);
  alter table auth.users enable row level security;
  alter table auth.sessions enable row level security;
  alter table auth.refresh_tokens enable row level security;
  alter table auth.identities enable row level security;
  alter table auth.one_time_tokens enable row level security;
  alter table auth.flow_state enable row level security;
  create function auth.uid() returns uuid language sql stable as $f$
    select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
      nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $f$;
  create function auth.role() returns text language sql stable as $f$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role' $f$;
  create function auth.jwt() returns jsonb language sql stable as $f$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb $f$;
  grant usage on schema auth to anon, authenticated, service_role, postgres;
  grant all on all tables in schema auth to postgres;
  grant all on all sequences in schema auth to postgres;
  reset role;

  alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;`;
