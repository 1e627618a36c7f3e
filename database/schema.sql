-- The whole database, top to bottom. Runs as it is in Supabase's SQL editor and by `parley migrate`.
-- Running it again changes nothing. Sections: roles and sign-in · people and teams · workflows · versions ·
-- executions · triggers · conversations · data tables · catalogue · rules (row level security, grants).

set client_min_messages = warning; -- "already exists, skipping" is what a second run is about
set search_path = public, pg_catalog;

-- ── Roles and sign-in: what Supabase would have given us, made only where it is missing ──────────────────────────

do $$
declare wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin noinherit', wanted);
      exception when duplicate_object or unique_violation then null; -- another process was faster
      end;
    end if;
  end loop;
end $$;

do $$ begin
  if to_regnamespace('auth') is null then
    create schema auth;
  end if;
end $$;

do $$ begin
  if to_regclass('auth.users') is null then
    create table auth.users (
      id uuid primary key default gen_random_uuid(),
      aud text not null default 'authenticated',
      role text not null default 'authenticated',
      email text unique,
      encrypted_password text,
      email_confirmed_at timestamptz,
      last_sign_in_at timestamptz,
      raw_app_meta_data jsonb not null default '{}',
      raw_user_meta_data jsonb not null default '{}',
      is_anonymous boolean not null default false,
      banned_until timestamptz,
      deleted_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    alter table auth.users enable row level security;
    comment on table auth.users is 'Who can sign in. Same columns as Supabase Auth where we use them.';
  end if;

  if to_regclass('auth.sessions') is null then
    create table auth.sessions (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users on delete cascade,
      user_agent text,
      ip inet,
      not_after timestamptz,
      refreshed_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index sessions_user_id_idx on auth.sessions (user_id);
    alter table auth.sessions enable row level security;
  end if;

  if to_regclass('auth.refresh_tokens') is null then
    create table auth.refresh_tokens (
      id bigint generated always as identity primary key,
      token text not null unique,
      parent text,
      session_id uuid not null references auth.sessions on delete cascade,
      user_id uuid not null references auth.users on delete cascade,
      revoked boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index refresh_tokens_session_id_idx on auth.refresh_tokens (session_id);
    create index refresh_tokens_user_id_idx on auth.refresh_tokens (user_id);
    alter table auth.refresh_tokens enable row level security;
    comment on table auth.refresh_tokens is 'token and parent are SHA-256 hashes: a stolen table signs nobody in.';
  end if;

  if to_regclass('auth.one_time_tokens') is null then
    create table auth.one_time_tokens (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users on delete cascade,
      token_type text not null default 'sign_in_link',
      token_hash text not null unique,
      relates_to text not null default '',
      expires_at timestamptz not null default now() + interval '15 minutes',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index one_time_tokens_user_id_idx on auth.one_time_tokens (user_id);
    alter table auth.one_time_tokens enable row level security;
    comment on table auth.one_time_tokens is 'Sign-in links, by hash. A row is deleted by the statement that uses it.';
  end if;

  -- Supabase's own tables are its own; these belong to local sign-in only.
  if exists (select from pg_class where oid = 'auth.users'::regclass and pg_get_userbyid(relowner) <> 'supabase_auth_admin') then
    alter table auth.users add column if not exists confirmation_sent_at timestamptz;
    alter table auth.users add column if not exists recovery_sent_at timestamptz;
    alter table auth.users add column if not exists email_change text;
    alter table auth.users add column if not exists email_change_sent_at timestamptz;

    create table if not exists auth.identities (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users on delete cascade,
      provider text not null,
      provider_id text not null,
      identity_data jsonb not null default '{}',
      email text generated always as (lower(identity_data ->> 'email')) stored,
      last_sign_in_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (provider_id, provider)
    );
    create index if not exists identities_user_id_idx on auth.identities (user_id);
    alter table auth.identities enable row level security;
    comment on table auth.identities is 'The ways in which one person can sign in: a password, GitHub, Google.';

    create table if not exists auth.flow_state (
      id uuid primary key default gen_random_uuid(),
      user_id uuid references auth.users on delete cascade,
      auth_code text not null unique,
      code_challenge text,
      code_challenge_method text,
      provider_type text not null,
      authentication_method text not null,
      provider_code_verifier text,
      redirect_to text,
      auth_code_issued_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index if not exists flow_state_user_id_idx on auth.flow_state (user_id);
    create index if not exists flow_state_created_at_idx on auth.flow_state (created_at);
    alter table auth.flow_state enable row level security;
    comment on table auth.flow_state is 'Sign-ins on their way through a provider. auth_code is a SHA-256 hash; a row is deleted by the statement that uses it.';

    create unlogged table if not exists auth.rate_limits (
      key text primary key,
      empty_at timestamptz not null
    );
    alter table auth.rate_limits enable row level security;
    comment on table auth.rate_limits is 'How much of each allowance is used, for every process alike: by SHA-256 of address or account, until when it is empty again.';
  end if;

  if to_regprocedure('auth.jwt()') is null then
    create function auth.jwt() returns jsonb language sql stable as
      $f$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $f$;
  end if;
  if to_regprocedure('auth.uid()') is null then
    create function auth.uid() returns uuid language sql stable as
      $f$ select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')::uuid $f$;
  end if;
  if to_regprocedure('auth.role()') is null then
    create function auth.role() returns text language sql stable as
      $f$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role' $f$;
  end if;

  if not has_schema_privilege('authenticated', 'auth', 'usage') then
    grant usage on schema auth to anon, authenticated, service_role;
  end if;
end $$;

-- Functions that policies and defaults lean on. Not in `public`, so that no API exposes them as calls.
create schema if not exists parley;

/* Ids in order of time: an index on them is a list by age, and new rows land on the same page. */
create or replace function parley.uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
    'hex')::uuid
$$;

/* Constant, unlike array_to_string, so that an index and a generated column can be built on it. */
create or replace function parley.words(texts text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  select array_to_string(texts, ' ')
$$;

/* How the secret half of a link is kept: whoever reads the table can open none. */
create or replace function parley.hash_of(token text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select encode(sha256(convert_to(token, 'UTF8')), 'hex')
$$;

create or replace function parley.set_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;

create or replace function parley.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows never change', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- ── People and teams ─────────────────────────────────────────────────────────────────────────────────────────────

create table if not exists users (
  id uuid primary key references auth.users on delete cascade,
  email text,
  full_name text,
  avatar_url text,
  time_zone text,
  plan text not null default 'free' check (plan in ('free', 'pro', 'team', 'enterprise')),
  preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
  onboarded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table users add column if not exists limits jsonb not null default '{}' check (jsonb_typeof(limits) = 'object');
create index if not exists users_limited_idx on users (id) where limits ?| array['concurrent_runs', 'runs_per_minute'];
create index if not exists users_email_idx on users (lower(email));
comment on table users is 'The profile beside auth.users; made by a trigger when somebody signs up. Nobody changes their own plan or limits.';
comment on column users.limits is 'What the operator allows: {"workflows": 100, "teams": 3, "concurrent_runs": 20, "runs_per_minute": 600, "run_days": 30, "runs_kept": 10}; the last four of workflows in no team. A number that is missing is no limit; without run_days the plan says how long runs are kept (free 30 days, pro 90, team 180, enterprise 365), and 0 keeps them all. The last runs_kept of a workflow stay in any case, 10 if nothing is said.';

create or replace function parley.handle_new_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.users (id, email, full_name, avatar_url)
  values (new.id, new.email, new.raw_user_meta_data ->> 'full_name', new.raw_user_meta_data ->> 'avatar_url')
  on conflict (id) do update set email = excluded.email;
  -- What was shared with an address before its owner came. An address that nobody has confirmed is anybody's.
  if new.email_confirmed_at is not null then
    update public.workflow_shares set user_id = new.id
    where email = lower(new.email) and user_id is null;
  end if;
  return new;
end $$;
revoke execute on function parley.handle_new_user() from public;
create or replace trigger on_auth_user_created after insert or update of email, email_confirmed_at on auth.users
  for each row execute function parley.handle_new_user();

create table if not exists teams (
  id uuid primary key default parley.uuid_v7(),
  name text not null check (length(name) between 1 and 120),
  slug text unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  description text not null default '',
  owner_id uuid not null default auth.uid() references users on delete cascade,
  plan text not null default 'free' check (plan in ('free', 'pro', 'team', 'enterprise')),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table teams add column if not exists limits jsonb not null default '{}' check (jsonb_typeof(limits) = 'object');
alter table teams add column if not exists usage jsonb not null default '{}' check (jsonb_typeof(usage) = 'object');
create index if not exists teams_limited_idx on teams (id) where limits ?| array['concurrent_runs', 'runs_per_minute'];
create index if not exists teams_owner_id_idx on teams (owner_id);
comment on table teams is 'People who share workflows. Plan, limits and usage are the operator''s to write and nobody else''s.';
comment on column teams.limits is 'What the operator allows: {"members": 5, "workflows": 50, "concurrent_runs": 20, "runs_per_minute": 600, "run_days": 180, "runs_kept": 10}. A number that is missing is no limit; run_days and runs_kept as for users.';
comment on column teams.usage is 'What there is now, {"members": 2, "workflows": 7}: counted by triggers, compared with limits.';

create table if not exists team_members (
  team_id uuid not null references teams on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null default 'member' check (role in ('owner', 'admin', 'member', 'viewer')),
  invited_by uuid references users on delete set null,
  joined_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
create index if not exists team_members_user_id_idx on team_members (user_id);
create index if not exists team_members_invited_by_idx on team_members (invited_by);
comment on table team_members is 'Who belongs to a team, and as what: viewers look, members change what is shared, admins decide who belongs. A row is made by accepting an invitation, by nothing else.';

create table if not exists team_invitations (
  id uuid primary key default parley.uuid_v7(),
  team_id uuid not null references teams on delete cascade,
  email text not null check (email = lower(email) and length(email) between 3 and 320),
  role text not null default 'member' check (role in ('admin', 'member', 'viewer')),
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by uuid default auth.uid() references users on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create index if not exists team_invitations_team_id_idx on team_invitations (team_id, id desc);
create index if not exists team_invitations_invited_by_idx on team_invitations (invited_by);
create index if not exists team_invitations_accepted_by_idx on team_invitations (accepted_by);
comment on table team_invitations is 'Used once, by the person with that address who has the link. Only a hash of the link is kept.';

create or replace function parley.add_team_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.team_members (team_id, user_id, role) values (new.id, new.owner_id, 'owner') on conflict do nothing;
  return new;
end $$;
revoke execute on function parley.add_team_owner() from public;
create or replace trigger add_team_owner after insert on teams for each row execute function parley.add_team_owner();

/* Counts what a team has in teams.usage and refuses what is over its limit. The row of the team is locked by the update,
   so two who come at once are counted one after the other. */
create or replace function parley.count_for_team(counted uuid, what text, more int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  now_used int;
  allowed int;
begin
  update public.teams
    set usage = jsonb_set(usage, array[what], to_jsonb(greatest(coalesce((usage ->> what)::int, 0) + more, 0)))
    where id = counted
    returning (usage ->> what)::int, (limits ->> what)::int into now_used, allowed;
  if more > 0 and now_used > allowed then
    raise exception 'the team has % of % %', now_used - more, allowed, what using errcode = 'PL001', hint = allowed::text, detail = what;
  end if;
end $$;
revoke execute on function parley.count_for_team(uuid, text, int) from public;

create or replace function parley.count_team_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then perform parley.count_for_team(new.team_id, 'members', 1);
  else perform parley.count_for_team(old.team_id, 'members', -1);
  end if;
  return null;
end $$;
revoke execute on function parley.count_team_member() from public;
create or replace trigger count_team_member after insert or delete on team_members
  for each row execute function parley.count_team_member();

create or replace function parley.hold_team_limit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  allowed int := (select (limits ->> 'teams')::int from public.users where id = new.owner_id);
begin
  if allowed is not null then
    perform from public.users where id = new.owner_id for no key update; -- two at once are counted one after the other
    if (select count(*) from public.teams where owner_id = new.owner_id) >= allowed then
      raise exception 'there are % of % teams', allowed, allowed using errcode = 'PL001', hint = allowed::text, detail = 'teams';
    end if;
  end if;
  return new;
end $$;
revoke execute on function parley.hold_team_limit() from public;
create or replace trigger hold_team_limit before insert on teams for each row execute function parley.hold_team_limit();

create table if not exists user_analytics (
  id uuid primary key default parley.uuid_v7(),
  user_id uuid not null default auth.uid() references users on delete cascade,
  event_type text not null check (length(event_type) between 1 and 80),
  event_data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index if not exists user_analytics_user_id_idx on user_analytics (user_id, id desc);
comment on table user_analytics is 'What a person did, for their own statistics. Stays in this database; only ever added to.';

-- ── Workflows: the draft, as rows ────────────────────────────────────────────────────────────────────────────────

create table if not exists workflows (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  team_id uuid references teams on delete set null,
  visibility text not null default 'private' check (visibility in ('private', 'team', 'public')),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  version int not null default 0 check (version >= 0),
  is_active boolean not null default false,
  activated_at timestamptz,
  active_version int,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table workflows is 'The draft as it is now. Changed by changeWorkflow only, which saves a version each time; version 0 is the empty workflow. active_version is what its triggers start, until it is switched on again.';
alter table workflows add column if not exists tags text[] not null default '{}' check (cardinality(tags) <= 20);
alter table workflows add column if not exists status text not null generated always as
  (case when is_active then 'active' when activated_at is not null then 'paused' else 'draft' end) stored;
alter table workflows add column if not exists search_vector tsvector generated always as
  (to_tsvector('simple', name || ' ' || description || ' ' || parley.words(tags))) stored;
comment on column workflows.status is 'draft: never switched on; active: its triggers start it; paused: they did, and do not now. For readers outside: it follows is_active, which the app writes.';
create index if not exists workflows_search_vector_idx on workflows using gin (search_vector);
create index if not exists workflows_owner_id_idx on workflows (owner_id, updated_at desc, id desc);
create index if not exists workflows_team_id_idx on workflows (team_id);
create index if not exists workflows_team_seen_idx on workflows (team_id, id) where visibility <> 'private';
create index if not exists workflows_public_idx on workflows (updated_at desc, id desc) where visibility = 'public';

/* A person's and a team's limit on workflows, what a team has of them, and no workflow for a team that is gone. */
create or replace function parley.hold_workflow_limit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  allowed int := (select (limits ->> 'workflows')::int from public.users where id = new.owner_id);
begin
  if allowed is not null then
    perform from public.users where id = new.owner_id for no key update; -- two at once are counted one after the other
    if (select count(*) from public.workflows where owner_id = new.owner_id) >= allowed then
      raise exception 'there are % of % workflows', allowed, allowed using errcode = 'PL001', hint = allowed::text, detail = 'workflows';
    end if;
  end if;
  return new;
end $$;
revoke execute on function parley.hold_workflow_limit() from public;
create or replace trigger hold_workflow_limit before insert on workflows
  for each row execute function parley.hold_workflow_limit();

create or replace function parley.leave_team() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.team_id is null and new.visibility = 'team' then new.visibility := 'private'; end if;
  return new;
end $$;
create or replace trigger leave_team before insert or update of team_id, visibility on workflows
  for each row execute function parley.leave_team();

create or replace function parley.count_team_workflow() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'DELETE' and new.team_id is not null then perform parley.count_for_team(new.team_id, 'workflows', 1); end if;
  if tg_op <> 'INSERT' and old.team_id is not null then perform parley.count_for_team(old.team_id, 'workflows', -1); end if;
  return null;
end $$;
revoke execute on function parley.count_team_workflow() from public;
create or replace trigger count_team_workflow_made after insert on workflows
  for each row when (new.team_id is not null) execute function parley.count_team_workflow();
create or replace trigger count_team_workflow_moved after update of team_id on workflows
  for each row when (new.team_id is distinct from old.team_id) execute function parley.count_team_workflow();
create or replace trigger count_team_workflow_gone after delete on workflows
  for each row when (old.team_id is not null) execute function parley.count_team_workflow();

create table if not exists workflow_nodes (
  workflow_id uuid not null references workflows on delete cascade,
  id uuid not null default gen_random_uuid(),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,47}$'),
  type text not null,
  label text not null check (length(label) between 1 and 80),
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  options jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
  position_x double precision,
  position_y double precision,
  parent_id uuid,
  ordinal int not null default 0,
  rev int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workflow_id, id),
  foreign key (workflow_id, parent_id) references workflow_nodes on delete cascade deferrable initially deferred,
  -- Deferred, so that two steps can swap their names in one change.
  unique (workflow_id, key) deferrable initially deferred,
  constraint workflow_nodes_pins_apart_check check (not options ? 'pinned')
);
create index if not exists workflow_nodes_search_idx on workflow_nodes
  using gin ((to_tsvector('simple', label || ' ' || type) || jsonb_to_tsvector('simple', params, '["string"]')));
create index if not exists workflow_nodes_parent_id_idx on workflow_nodes (workflow_id, parent_id) where parent_id is not null;
comment on table workflow_nodes is 'The steps of the draft; older ones stand in workflow_versions.';
comment on column workflow_nodes.ordinal is 'Order in the list of nodes; only its order counts, gaps are normal.';

create table if not exists workflow_pins (
  workflow_id uuid not null references workflows on delete cascade,
  node_id uuid not null,
  items jsonb not null check (jsonb_typeof(items) = 'array'),
  primary key (workflow_id, node_id),
  foreign key (workflow_id, node_id) references workflow_nodes on delete cascade deferrable initially deferred
);
comment on table workflow_pins is 'The output that a person pinned to a step of the draft, for test runs. Apart from the step, because it is data: who may only look at a workflow, or sees it because it is public, does not see it.';

create table if not exists workflow_connections (
  workflow_id uuid not null references workflows on delete cascade,
  id uuid not null default gen_random_uuid(),
  from_node_id uuid not null,
  port text not null default 'next' check (length(port) between 1 and 40),
  to_node_id uuid not null,
  input text not null default 'in' check (length(input) between 1 and 40),
  ordinal int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workflow_id, id),
  foreign key (workflow_id, from_node_id) references workflow_nodes on delete cascade deferrable initially deferred,
  foreign key (workflow_id, to_node_id) references workflow_nodes on delete cascade deferrable initially deferred,
  unique (workflow_id, from_node_id, port, to_node_id, input) deferrable initially deferred
);
create index if not exists workflow_connections_to_node_id_idx on workflow_connections (workflow_id, to_node_id);
comment on table workflow_connections is 'Arrows. Both ends are nodes of the same workflow: the foreign keys hold the workflow too.';

create table if not exists workflow_shares (
  id uuid primary key default parley.uuid_v7(),
  workflow_id uuid not null references workflows on delete cascade,
  user_id uuid references users on delete cascade,
  email text check (email = lower(email) and length(email) between 3 and 320),
  team_id uuid references teams on delete cascade,
  link_hash text unique check (link_hash ~ '^[0-9a-f]{64}$'),
  via_id uuid references workflow_shares on delete cascade,
  permission text not null default 'view' check (permission in ('view', 'run', 'edit')),
  expires_at timestamptz,
  shared_by uuid default auth.uid() references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflow_shares_with_check check (num_nonnulls(coalesce(user_id::text, email), team_id::text, link_hash) = 1),
  constraint workflow_shares_via_check check (via_id is null or user_id is not null)
);
create unique index if not exists workflow_shares_person_idx on workflow_shares (workflow_id, user_id) where via_id is null;
create unique index if not exists workflow_shares_email_idx on workflow_shares (workflow_id, email);
create unique index if not exists workflow_shares_team_idx on workflow_shares (workflow_id, team_id);
create index if not exists workflow_shares_workflow_id_idx on workflow_shares (workflow_id, id);
create index if not exists workflow_shares_user_id_idx on workflow_shares (user_id, workflow_id);
create index if not exists workflow_shares_pending_idx on workflow_shares (email) where user_id is null;
create index if not exists workflow_shares_team_id_idx on workflow_shares (team_id, workflow_id);
create index if not exists workflow_shares_via_id_idx on workflow_shares (via_id, user_id);
create index if not exists workflow_shares_shared_by_idx on workflow_shares (shared_by);
comment on table workflow_shares is 'With a person, a team, or whoever has the link, until it is taken back or expires. A person who opened a link has a row of their own that goes with the link (via_id).';
comment on column workflow_shares.email is 'Whom it is meant for, while nobody with that confirmed address has signed up (user_id is null).';

create or replace function parley.follow_link() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.workflow_shares set permission = new.permission, expires_at = new.expires_at where via_id = new.id;
  return null;
end $$;
revoke execute on function parley.follow_link() from public;
create or replace trigger follow_link after update of permission, expires_at on workflow_shares
  for each row when (new.link_hash is not null) execute function parley.follow_link();

create table if not exists workflow_versions (
  workflow_id uuid not null references workflows on delete cascade,
  version int not null check (version > 0),
  parent int,
  restores int,
  author text not null check (author in ('user', 'assistant', 'template', 'import')),
  author_id uuid default auth.uid() references users on delete set null,
  name text,
  summary text not null default '',
  changes jsonb not null check (jsonb_typeof(changes) = 'array'),
  workflow jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workflow_id, version),
  check (parent < version),
  check (restores < version)
);
create index if not exists workflow_versions_author_id_idx on workflow_versions (author_id);
comment on table workflow_versions is 'Immutable but for its name. A new edit is a new row; going back is a new row too, and says which version it restores.';
create or replace trigger refuse_change
  before update of workflow_id, version, parent, restores, author, summary, changes, workflow, created_at on workflow_versions
  for each row execute function parley.refuse_change();

-- ── Executions: what happened. node_executions is the journal ────────────────────────────────────────────────────

create table if not exists workflow_executions (
  id uuid primary key default parley.uuid_v7(),
  workflow_id uuid not null references workflows on delete cascade,
  owner_id uuid not null default auth.uid() references users on delete cascade,
  version int not null,
  workflow jsonb not null,
  status text not null default 'queued'
    check (status in ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'result_unknown')),
  mode text not null check (mode in ('live', 'verify', 'replay')),
  trigger_node_id uuid not null,
  trigger_items jsonb not null default '[]' check (jsonb_typeof(trigger_items) = 'array'),
  started_by text not null check (started_by in ('person', 'assistant', 'webhook', 'schedule', 'cli', 'test-webhook', 'table', 'poll', 'email', 'chat', 'workflow', 'failure')),
  recorded jsonb not null default '{}',
  answer jsonb,
  error jsonb,
  cancel_requested boolean not null default false,
  epoch int not null default 0,
  due_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (workflow_id, trigger_node_id, due_at)
);
alter table workflow_executions add column if not exists reach jsonb check (jsonb_typeof(reach) = 'object');
alter table workflow_executions add column if not exists worker_id uuid;
alter table workflow_executions add column if not exists left_for text[];
alter table workflow_executions add column if not exists depth int not null default 0 check (depth >= 0);
alter table workflow_executions add column if not exists parent_id uuid references workflow_executions on delete set null;
alter table workflow_executions add column if not exists parent_key text check (length(parent_key) between 1 and 600);
alter table workflow_executions add column if not exists result_taken_at timestamptz;
create unique index if not exists workflow_executions_parent_idx on workflow_executions (parent_id, parent_key)
  where parent_id is not null;
create index if not exists workflow_executions_untaken_idx on workflow_executions (finished_at)
  where parent_id is not null and finished_at is not null and result_taken_at is null;
create index if not exists workflow_executions_failed_idx on workflow_executions (finished_at)
  where status in ('failed', 'result_unknown') and mode = 'live';
create index if not exists workflow_executions_left_for_idx on workflow_executions (id) where left_for is not null;
create index if not exists workflow_executions_worker_id_idx on workflow_executions (worker_id)
  where worker_id is not null and finished_at is null;
create index if not exists workflow_executions_workflow_id_idx on workflow_executions (workflow_id, id desc);
create index if not exists workflow_executions_owner_id_idx on workflow_executions (owner_id, id desc);
create index if not exists workflow_executions_unfinished_idx on workflow_executions (id)
  where status in ('queued', 'running', 'waiting');
comment on table workflow_executions is 'One run of one version, with the graph as it was then. Every claim by a worker raises epoch; a write of an older epoch is refused. due_at is the time a schedule asked for: one run each, whoever was first. reach says which part of the version is carried out, and holds what the rest gave before. worker_id is the process that carries it out without the queue, as long as it does; when that process is not heard of any more, the queue gets it. left_for: the types of steps that whoever had it did not know; it is in no queue until one comes who knows them. depth counts the runs that led to it, each by what the one before wrote or called. parent_id is the run that called it, or whose failure started it; parent_key says by which step and for which item, so that asking twice makes one run.';
alter table workflow_executions add column if not exists group_id uuid;
create index if not exists workflow_executions_group_id_idx on workflow_executions (group_id, id) where status in ('queued', 'running');
alter table workflow_executions add column if not exists tries int not null default 0;
alter table workflow_executions add column if not exists tries_at_seq int;
alter table workflow_executions add column if not exists memory_short_at timestamptz;
comment on column workflow_executions.memory_short_at is 'When the memory of a process that worked on it was seen to fill up, since anything of it was last finished: should it be set aside, that is why.';
comment on column workflow_executions.tries is 'How often it was taken up since anything of it was last finished; tries_at_seq is what had been finished then. Who goes on and on without coming further is set aside.';
comment on column workflow_executions.group_id is 'Whose share of the workers it takes: the team of its workflow, else its owner. Filled by a trigger.';
comment on column workflow_executions.result_taken_at is 'When the run that called it took up what came of it; one that nobody took is told again.';

create table if not exists node_executions (
  execution_id uuid not null references workflow_executions on delete cascade,
  node_key text not null,
  node_id uuid not null,
  type text not null,
  label text not null,
  status text not null
    check (status in ('running', 'waiting', 'succeeded', 'failed', 'skipped', 'result_unknown', 'cancelled')),
  attempt int not null default 1,
  effect text not null default 'none' check (effect in ('none', 'read', 'write', 'destructive', 'spend')),
  outputs jsonb not null default '{}',
  origins jsonb not null default '{}',
  sources jsonb not null default '[]',
  resolved_params jsonb,
  resolutions jsonb not null default '[]',
  error jsonb,
  wake_at timestamptz,
  simulated boolean not null default false,
  started_at timestamptz not null,
  finished_at timestamptz,
  seq int not null,
  primary key (execution_id, node_key)
);
alter table node_executions add column if not exists given text check (given in ('pinned', 'earlier', 'open'));
alter table node_executions add column if not exists error_class text generated always as (split_part(error ->> 'code', '.', 1)) stored;
alter table node_executions add column if not exists input_tokens int check (input_tokens >= 0);
alter table node_executions add column if not exists output_tokens int check (output_tokens >= 0);
alter table node_executions add column if not exists cost_usd double precision check (cost_usd >= 0);
comment on column node_executions.sources is 'Items in, by where each came from: the node execution, port and position whose outputs hold it.';
comment on column node_executions.cost_usd is 'What its language models came to; null where it asked none, or where a price is not known.';
comment on table node_executions is 'The journal: checkpoint, explanation and picture are all folded from these rows. seq orders the changes within an execution.';

create table if not exists run_payloads (
  execution_id uuid not null references workflow_executions on delete cascade,
  hash text not null check (length(hash) = 43),
  body text not null,
  primary key (execution_id, hash)
);
comment on table run_payloads is 'Long lists that went through a run, once each by the SHA-256 of their JSON: the outputs of node_executions name them as {"$payload": hash}.';
-- Written once and seldom read: what costs least to compress, where this server has it.
do $$ begin
  alter table run_payloads alter column body set compression lz4;
exception when feature_not_supported then null;
end $$;

create table if not exists workflow_triggers (
  id uuid primary key default gen_random_uuid(),
  workflow_id uuid not null references workflows on delete cascade,
  node_id uuid not null,
  node_key text not null,
  kind text not null check (kind in ('webhook', 'form', 'schedule', 'table', 'poll', 'email', 'chat', 'workflow', 'failure')),
  config jsonb not null default '{}',
  active boolean not null default false,
  test_id uuid not null unique default gen_random_uuid(),
  test_until timestamptz,
  next_at timestamptz,
  last_at timestamptz,
  missed_count int not null default 0,
  last_missed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workflow_id, node_id)
);
alter table workflow_triggers add column if not exists state jsonb not null default '{}' check (jsonb_typeof(state) = 'object');
create index if not exists workflow_triggers_next_at_idx on workflow_triggers (next_at) where active and kind = 'schedule';
create index if not exists workflow_triggers_failure_idx on workflow_triggers (workflow_id) where active and kind = 'failure';
create index if not exists workflow_triggers_poll_at_idx on workflow_triggers (next_at) where active and kind in ('poll', 'email');
create index if not exists workflow_triggers_table_idx on workflow_triggers ((config ->> 'tableId')) where active and kind = 'table';
comment on column workflow_triggers.state is 'How far one that looks for news has read: where it goes on, and what it has seen.';
comment on table workflow_triggers is 'What starts a workflow from outside. id is the live address and test_id the test address of a webhook: random, and shown only to those who may edit. A row outlives switching off, so an address stays the same.';

-- ── Conversations ────────────────────────────────────────────────────────────────────────────────────────────────

create table if not exists chats (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  workflow_id uuid references workflows on delete set null,
  title text not null default '' check (length(title) <= 200),
  active_stream_id uuid,
  model text check (length(model) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table chats add column if not exists model text check (length(model) between 1 and 200);
comment on table chats is 'Conversations with the assistant: their owner''s alone, also where the workflow they are about is shared.';
comment on column chats.model is 'The model its owner chose for it; null: whatever is the default when something is said.';
create index if not exists chats_owner_id_idx on chats (owner_id, updated_at desc, id desc);
create index if not exists chats_workflow_id_idx on chats (workflow_id);
create index if not exists chats_search_idx on chats using gin (to_tsvector('simple', title));

create table if not exists chat_messages (
  chat_id uuid not null references chats on delete cascade,
  id text not null check (length(id) between 1 and 200),
  position int not null check (position >= 0),
  role text not null check (role in ('user', 'assistant', 'system')),
  parts jsonb not null check (jsonb_typeof(parts) = 'array'),
  metadata jsonb,
  created_at timestamptz not null default now(),
  primary key (chat_id, id)
);
create index if not exists chat_messages_position_idx on chat_messages (chat_id, position);
create index if not exists chat_messages_search_idx on chat_messages
  using gin (jsonb_to_tsvector('simple', jsonb_path_query_array(parts, '$[*] ? (@.type == "text").text'), '["string"]'));
comment on table chat_messages is 'Messages in the AI SDK''s UIMessage form: text, tool calls and their results are parts.';

create table if not exists chat_streams (
  id uuid primary key default gen_random_uuid(),
  chat_id uuid not null references chats on delete cascade,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
alter table chat_streams add column if not exists seen_at timestamptz not null default now();
comment on column chat_streams.seen_at is 'When the process that gives this answer was last heard of. Without an end and not heard of for a while, it is lost with that process.';
create index if not exists chat_streams_chat_id_idx on chat_streams (chat_id);
comment on table chat_streams is 'Answers that are being written, or were: each belongs to one conversation.';

create table if not exists chat_stream_chunks (
  stream_id uuid not null references chat_streams on delete cascade,
  position int not null check (position >= 0),
  chunk text not null,
  primary key (stream_id, position)
);
comment on table chat_stream_chunks is 'An answer on its way, so that a reload can follow it from the start. Deleted when the answer is saved as a message.';

create table if not exists chat_attachments (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  chat_id uuid references chats on delete cascade,
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) between 3 and 120),
  kind text not null check (kind in ('text', 'csv', 'pdf', 'image')),
  content bytea not null check (octet_length(content) between 1 and 10485760),
  text text check (length(text) <= 1000000),
  created_at timestamptz not null default now()
);
create index if not exists chat_attachments_owner_id_idx on chat_attachments (owner_id, created_at);
create index if not exists chat_attachments_chat_id_idx on chat_attachments (chat_id);
comment on table chat_attachments is 'Files that somebody showed the assistant. Without a chat until they are sent with a message; text is what could be read out of them.';

create table if not exists approvals (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  chat_id uuid not null references chats on delete cascade,
  tool_call_id text not null,
  subject_hash text not null,
  used_at timestamptz,
  expires_at timestamptz not null default now() + interval '15 minutes',
  created_at timestamptz not null default now(),
  unique (chat_id, tool_call_id)
);
create index if not exists approvals_owner_id_idx on approvals (owner_id);
comment on table approvals is 'One question to the person about exactly these values. Used up, once, in the transaction that acts on it.';

-- ── Data tables: Parley's own ────────────────────────────────────────────────────────────────────────────────────

create table if not exists data_tables (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  name text not null check (length(name) between 1 and 80 and name = btrim(name)),
  columns text[] not null default '{}',
  last_row_id int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index if not exists data_tables_name_idx on data_tables (owner_id, lower(name));
create index if not exists data_tables_search_idx on data_tables using gin (to_tsvector('simple', name || ' ' || parley.words(columns)));
comment on table data_tables is 'Tables that Parley keeps itself, for steps to read and write.';
comment on column data_tables.columns is 'In the order they are shown. A row may lack any of them.';

create table if not exists data_rows (
  table_id uuid not null references data_tables on delete cascade,
  id int not null,
  values jsonb not null check (jsonb_typeof(values) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (table_id, id)
);
comment on table data_rows is 'What stands in a data table, one JSON object a row.';
comment on column data_rows.id is 'Counted per table (data_tables.last_row_id) and never used again.';

create table if not exists table_writes (
  owner_id uuid not null default auth.uid() references users on delete cascade,
  key text not null,
  result jsonb not null default 'null',
  created_at timestamptz not null default now(),
  primary key (owner_id, key)
);
comment on table table_writes is 'Writes of workflows that took effect, by idempotency key, with what they answered: a repeat reads this and writes nothing.';

-- ── Documents: passages to be found by their meaning ─────────────────────────────────────────────────────────────

create table if not exists document_collections (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null default auth.uid() references users on delete cascade,
  name text not null check (length(name) between 1 and 80 and name = btrim(name)),
  model text not null check (length(model) between 1 and 200),
  dimensions int not null check (dimensions between 1 and 16000),
  created_at timestamptz not null default now()
);
create unique index if not exists document_collections_name_idx on document_collections (owner_id, lower(name));
comment on table document_collections is 'Documents that steps store and find again by their meaning.';
comment on column document_collections.model is 'What embedded all of its passages: embeddings of two models cannot be compared.';

create table if not exists document_passages (
  collection_id uuid not null references document_collections on delete cascade,
  source text not null check (length(source) between 1 and 500),
  position int not null check (position > 0),
  text text not null,
  page int,
  embedding real[] not null,
  created_at timestamptz not null default now(),
  primary key (collection_id, source, position)
);
-- Numbers like these do not get smaller, and trying takes longer than reading them.
alter table document_passages alter column embedding set storage external;
comment on table document_passages is 'Passages of documents with their embeddings. Storing a source again replaces all of its passages.';
comment on column document_passages.embedding is 'Of length 1, so that a dot product is the cosine. Where pgvector is installed it is read as its type: no column of its own, so that every backup fits every database.';

-- ── Catalogue ────────────────────────────────────────────────────────────────────────────────────────────────────

create table if not exists integrations (
  id uuid primary key default parley.uuid_v7(),
  name text not null unique,
  display_name text not null,
  description text not null default '',
  category text not null,
  icon text,
  auth_type text not null default 'none' check (auth_type in ('none', 'api_key', 'basic', 'oauth2', 'custom')),
  config_schema jsonb not null default '{}',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

alter table integrations add column if not exists http jsonb check (jsonb_typeof(http) = 'object');
comment on column integrations.http is 'Where the HTTP step finds it and how its key goes along: {"base_url", "auth": bearer, basic, header, query or none, "field", "name", "user", "prefix", "headers"}. Null: read out of config_schema (engine/nodes/http-service.ts).';
alter table integrations add column if not exists owner_id uuid default auth.uid() references users on delete cascade;
alter table integrations add column if not exists is_custom boolean not null generated always as (owner_id is not null) stored;
create index if not exists integrations_owner_id_idx on integrations (owner_id);
comment on table integrations is 'Services that keys can be kept for. Without an owner it is offered to everybody: built in, or added by the operator''s SQL; with one it is that person''s own.';

create table if not exists user_integrations (
  id uuid primary key default parley.uuid_v7(),
  user_id uuid not null default auth.uid() references users on delete cascade,
  integration_id uuid not null references integrations on delete cascade,
  name text not null check (length(name) between 1 and 120),
  config jsonb not null default '{}',
  secret_ciphertext bytea,
  secret_key_id text,
  is_active boolean not null default true,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, integration_id, name)
);
alter table user_integrations add column if not exists last_error text;
alter table user_integrations add column if not exists status text not null default 'untested' check (status in ('untested', 'working', 'failing'));
alter table user_integrations add column if not exists last_tested_at timestamptz;
alter table user_integrations add column if not exists usage_count int not null default 0 check (usage_count >= 0);
alter table user_integrations add column if not exists expires_at timestamptz;
comment on column user_integrations.status is 'What came of its last use or test. After expires_at it is not opened any more.';
create index if not exists user_integrations_integration_id_idx on user_integrations (integration_id);
comment on table user_integrations is 'A person''s key to a service. The secret is encrypted before it gets here and can be read by the service role only.';

create table if not exists workflow_templates (
  id uuid primary key default parley.uuid_v7(),
  name text not null,
  description text not null default '',
  category text not null,
  template_data jsonb not null,
  author_id uuid default auth.uid() references users on delete set null,
  is_public boolean not null default true,
  usage_count int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table workflow_templates add column if not exists slug text unique;
create index if not exists workflow_templates_author_id_idx on workflow_templates (author_id);
alter table workflow_templates add column if not exists tags text[] not null default '{}' check (cardinality(tags) <= 20);
alter table workflow_templates add column if not exists slots jsonb not null generated always as (coalesce(template_data -> 'slots', '[]')) stored;
create index if not exists workflow_templates_public_idx on workflow_templates (category, name, id) where is_public;
create index if not exists workflow_templates_search_idx on workflow_templates
  using gin (to_tsvector('simple', name || ' ' || description || ' ' || category || ' ' || parley.words(tags)));
comment on table workflow_templates is 'Workflows to begin from. Private to their author unless is_public, which only the operator sets.';
comment on column workflow_templates.slots is 'What a person fills in before the first run: read out of template_data.';
comment on column workflow_templates.slug is 'What a template that comes with Parley is recognised by when it is brought up to date; null for everybody else''s.';

create table if not exists ai_models (
  id uuid primary key default parley.uuid_v7(),
  name text not null unique,
  display_name text not null,
  provider text not null,
  model_type text not null,
  configuration jsonb not null default '{}',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

alter table ai_models add column if not exists context_tokens int check (context_tokens > 0);
alter table ai_models add column if not exists capabilities text[] not null default '{}';
alter table ai_models add column if not exists prices jsonb check (jsonb_typeof(prices) = 'object');
comment on table ai_models is 'Language models that may be chosen. Listed by the operator; a team switches single ones off for itself in team_models.';
comment on column ai_models.prices is 'USD for a million tokens, {"input": 2, "output": 10, "cachedInput": 0.2}; null where nobody has said.';
comment on column ai_models.capabilities is 'Such as vision, tools, reasoning, audio; empty where nobody has said.';

create table if not exists team_models (
  team_id uuid not null references teams on delete cascade,
  model_id uuid not null references ai_models on delete cascade,
  is_enabled boolean not null default true,
  primary key (team_id, model_id)
);
create index if not exists team_models_model_id_idx on team_models (model_id);
comment on table team_models is 'A team''s own switch for a model: one that is off is not offered to its members. A model without a row is on.';

create table if not exists model_usage (
  id uuid primary key default parley.uuid_v7(),
  user_id uuid not null default auth.uid() references users on delete cascade,
  model text not null check (length(model) between 1 and 200),
  chat_id uuid references chats on delete set null,
  execution_id uuid references workflow_executions on delete cascade,
  node_key text,
  input_tokens int not null check (input_tokens >= 0),
  output_tokens int not null check (output_tokens >= 0),
  cost_usd double precision check (cost_usd >= 0),
  created_at timestamptz not null default now()
);
create index if not exists model_usage_user_id_idx on model_usage (user_id, created_at);
create index if not exists model_usage_chat_id_idx on model_usage (chat_id);
create index if not exists model_usage_execution_id_idx on model_usage (execution_id);

/* A step that asks language models is recorded after each of its calls was accounted for: the sum stands beside it. */
create or replace function parley.count_tokens() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select sum(u.input_tokens), sum(u.output_tokens), case when bool_and(u.cost_usd is not null) then sum(u.cost_usd) end
    into new.input_tokens, new.output_tokens, new.cost_usd
    from public.model_usage u where u.execution_id = new.execution_id and u.node_key = new.node_key;
  return new;
end $$;
revoke execute on function parley.count_tokens() from public;
create or replace trigger count_tokens before insert or update on node_executions
  for each row when (new.type like 'ai.%' and new.status <> 'running') execute function parley.count_tokens();
comment on table model_usage is 'What each call of a model came to, in a conversation or in a step of a run; cost_usd is null where the price is not known. Only ever added to.';

create table if not exists form_submissions (
  id uuid primary key default parley.uuid_v7(),
  form_id uuid not null references workflow_triggers (id) on delete cascade,
  sender text not null check (length(sender) = 43),
  token_hash text not null check (length(token_hash) = 43),
  created_at timestamptz not null default now(),
  unique (form_id, token_hash)
);
create index if not exists form_submissions_form_id_idx on form_submissions (form_id, created_at);
comment on table form_submissions is 'What forms took within a day, without the values: whichever process takes the next one counts these. Sender and token are kept as hashes.';

create table if not exists run_files (
  id uuid primary key default parley.uuid_v7(),
  owner_id uuid not null references users on delete cascade,
  execution_id uuid not null references workflow_executions on delete cascade,
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) between 1 and 120),
  content bytea not null check (octet_length(content) <= 10485760),
  created_at timestamptz not null default now()
);
create index if not exists run_files_owner_id_idx on run_files (owner_id);
create index if not exists run_files_execution_id_idx on run_files (execution_id);
comment on table run_files is 'Files that came to a run from outside. Items hold a reference; the content goes with the run.';

create table if not exists run_waits (
  id uuid primary key default parley.uuid_v7(),
  execution_id uuid not null references workflow_executions on delete cascade,
  kind text not null check (kind in ('approval', 'call')),
  name text not null check (length(name) between 1 and 300),
  who text not null default 'owner' check (who in ('owner', 'members', 'link')),
  asks jsonb not null default '{}' check (jsonb_typeof(asks) = 'object'),
  until timestamptz,
  told_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'called', 'timed_out')),
  answer jsonb not null default '{}',
  answered_by uuid references users on delete set null,
  answered_as text,
  answered_at timestamptz,
  taken_at timestamptz,
  created_at timestamptz not null default now(),
  unique (execution_id, kind, name),
  check ((outcome is null) = (answered_at is null))
);
create index if not exists run_waits_answered_by_idx on run_waits (answered_by) where answered_by is not null;
create index if not exists run_waits_untaken_idx on run_waits (answered_at) where answered_at is not null and taken_at is null;
comment on table run_waits is 'What a parked run waits for from outside: a decision of somebody (approval) or a call to an address of its own (call). It is answered once, by whoever is first, its deadline included. A call may come before the run gets there: then the row is there first.';
comment on column run_waits.until is 'The deadline. Null: called before the run got there.';
comment on column run_waits.taken_at is 'When the run took the answer up; an answer that nobody took is signalled again.';

create table if not exists usage_daily (
  id uuid primary key default parley.uuid_v7(),
  user_id uuid not null references users on delete cascade,
  day date not null,
  workflow_id uuid,
  workflow_name text,
  runs int not null default 0 check (runs >= 0),
  failed int not null default 0 check (failed >= 0),
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  output_tokens bigint not null default 0 check (output_tokens >= 0),
  cost_usd double precision check (cost_usd >= 0),
  bytes bigint not null default 0 check (bytes >= 0),
  constraint usage_daily_key unique nulls not distinct (user_id, day, workflow_id)
);
comment on table usage_daily is 'What a person''s runs and models came to, by day (UTC) and workflow; without one for conversations about none. Filled by roll_up_usage. It outlives the workflow, so workflow_id refers to nothing.';

create table if not exists workers (
  id uuid primary key,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
alter table workers add column if not exists knows text[] not null default '{}';
comment on table workers is 'The processes that carry out runs. One that was not seen for a while is taken for dead: what it had goes on elsewhere. knows: the types of steps it can carry out, kept for a day, so that during an upgrade a run is left for who knows its steps.';

create table if not exists run_turns (
  execution_id uuid primary key references workflow_executions on delete cascade,
  group_id uuid not null,
  held_at timestamptz,
  taken_at timestamptz
);
create index if not exists run_turns_taken_idx on run_turns (group_id, taken_at) where taken_at is not null;
create index if not exists run_turns_held_idx on run_turns (group_id, execution_id) where held_at is not null;
comment on table run_turns is 'Runs of those who have a limit: which are held back since when, and which began in the last minute.';

create or replace function parley.set_run_group() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.group_id := coalesce((select team_id from public.workflows where id = new.workflow_id), new.owner_id);
  return new;
end $$;
revoke execute on function parley.set_run_group() from public;
create or replace trigger set_run_group before insert on workflow_executions
  for each row when (new.group_id is null) execute function parley.set_run_group();

/* What a group may have at once and begin in a minute, counted at the moment its runs are taken; those that are too many
   are answered, and are held back. The lock is the group's own and lasts until the caller commits, so two workers that
   take at the same time are counted one after the other. A run that is being worked on keeps its place. */
create or replace function parley.hold_back_runs(wanted uuid[]) returns setof uuid
language plpgsql set search_path = '' as $$
declare
  one record;
  run record;
  running int;
  begun int;
begin
  for one in
    select x.group_id, (l.limits ->> 'concurrent_runs')::int as at_once, (l.limits ->> 'runs_per_minute')::int as a_minute
    from (select distinct e.group_id from public.workflow_executions e where e.id = any (wanted) and e.finished_at is null) x
    cross join lateral (select limits from public.teams where id = x.group_id
      union all select limits from public.users where id = x.group_id) l
    where l.limits ?| array['concurrent_runs', 'runs_per_minute']
    order by x.group_id
  loop
    perform pg_advisory_xact_lock(hashtextextended(one.group_id::text, 7));
    running := (select count(*) from public.workflow_executions where group_id = one.group_id and status = 'running');
    begun := (select count(*) from public.run_turns where group_id = one.group_id and taken_at > clock_timestamp() - interval '1 minute');
    for run in
      select id, epoch from public.workflow_executions
      where id = any (wanted) and group_id = one.group_id and finished_at is null and not cancel_requested and status <> 'running'
      order by id
    loop
      if running >= one.at_once or (run.epoch = 0 and begun >= one.a_minute) then
        insert into public.run_turns (execution_id, group_id, held_at) values (run.id, one.group_id, clock_timestamp())
        on conflict (execution_id) do update set held_at = excluded.held_at;
        return next run.id;
      else
        running := running + 1;
        if run.epoch = 0 then begun := begun + 1; end if;
        insert into public.run_turns (execution_id, group_id, taken_at)
        values (run.id, one.group_id, case when run.epoch = 0 then clock_timestamp() end)
        on conflict (execution_id) do update set held_at = null, taken_at = coalesce(excluded.taken_at, run_turns.taken_at);
      end if;
    end loop;
  end loop;
end $$;
revoke execute on function parley.hold_back_runs(uuid[]) from public;

/* Those held back that there is room for now, the oldest of each group. They stay held until they are taken, so asking
   again gives them again: none is lost with who asked. */
create or replace function parley.release_runs() returns setof uuid
language plpgsql set search_path = '' as $$
declare
  one record;
  room int;
begin
  delete from public.run_turns where (held_at is null and coalesce(taken_at, '-infinity') < clock_timestamp() - interval '1 minute')
    or exists (select from public.workflow_executions x where x.id = execution_id and x.finished_at is not null and taken_at is null);
  for one in
    select h.group_id, (l.limits ->> 'concurrent_runs')::int as at_once, (l.limits ->> 'runs_per_minute')::int as a_minute
    from (select distinct group_id from public.run_turns where held_at is not null) h
    left join lateral (select limits from public.teams where id = h.group_id
      union all select limits from public.users where id = h.group_id) l on true
  loop
    room := least(500,
      one.at_once - (select count(*) from public.workflow_executions where group_id = one.group_id and status = 'running'),
      one.a_minute - (select count(*) from public.run_turns where group_id = one.group_id and taken_at > clock_timestamp() - interval '1 minute'));
    return query select execution_id from public.run_turns
      where group_id = one.group_id and held_at is not null order by execution_id limit greatest(room, 0);
  end loop;
end $$;
revoke execute on function parley.release_runs() from public;

/* How many days finished runs are kept: what the operator allows the team of the workflow, else its owner, then what holds
   for the whole server, then what the plan says. 0 keeps everything: null. */
create or replace function parley.run_days(plan text, limits jsonb, standard int) returns int
language sql immutable as $$
  select nullif(coalesce((limits ->> 'run_days')::int, standard,
    case plan when 'free' then 30 when 'pro' then 90 when 'team' then 180 else 365 end), 0)
$$;

/* The lowest id (version 7) that something made at that time can have. */
create or replace function parley.first_id_at(moment timestamptz) returns uuid
language sql immutable as $$
  select (overlay(lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
    || '-7000-8000-000000000000')::uuid
$$;

/* Deletes finished runs with all that hangs on them, and what their writes to tables were remembered by. Whatever somebody
   else holds is left for the next time, so it waits for nobody; a run that another one waits for stays. */
create or replace function parley.prune_runs(wanted uuid[]) returns int
language plpgsql set search_path = '' as $$
declare
  one record;
  pruned int := 0;
begin
  for one in
    select x.id, x.owner_id from public.workflow_executions x
    where x.id = any (wanted) and x.finished_at is not null
      and not exists (select from public.workflow_executions p where p.id = x.parent_id and p.finished_at is null)
      and not exists (select from public.workflow_executions c where c.parent_id = x.id and c.finished_at is null)
    order by x.id for update of x skip locked
  loop
    delete from public.table_writes where owner_id = one.owner_id
      and key >= one.id::text and key < one.id::text || '~' and starts_with(key, one.id::text);
    delete from public.workflow_executions where id = one.id;
    pruned := pruned + 1;
  end loop;
  return pruned;
end $$;
revoke execute on function parley.prune_runs(uuid[]) from public;

create table if not exists schema_migrations (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now()
);
alter table schema_migrations add column if not exists earlier text[] not null default '{}';
alter table schema_migrations add column if not exists applied_by text;
comment on table schema_migrations is 'Which files were applied, with a hash of their text, the hashes that it replaced, and the version of Parley that did it: so an older one knows that it is older. Written by `parley migrate` only.';

/* What happened is told by the transaction in which it happened, so each is told once, whoever did it and how often it
   was tried. The first argument names the event; data says which row it was about. */
create or replace function parley.tell_event() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  made jsonb := to_jsonb(new);
  person uuid := coalesce(made ->> 'shared_by', made ->> 'author_id', made ->> 'user_id', made ->> 'owner_id', made ->> 'id')::uuid;
begin
  if person is not null then
    insert into public.user_analytics (user_id, event_type, event_data)
    values (person, tg_argv[0], jsonb_strip_nulls(jsonb_build_object(
      'workflow_id', coalesce(made ->> 'workflow_id', case when tg_table_name = 'workflows' then made ->> 'id' end),
      'version', made -> 'version', 'permission', made -> 'permission')));
  end if;
  return null;
end $$;
revoke execute on function parley.tell_event() from public;
create or replace trigger tell_signed_up after insert on users for each row execute function parley.tell_event('signed_up');
create or replace trigger tell_workflow_made after insert on workflows for each row execute function parley.tell_event('workflow_made');
create or replace trigger tell_workflow_edited after insert on workflow_versions
  for each row when (new.author_id is not null) execute function parley.tell_event('workflow_edited');
create or replace trigger tell_switched_on after update of is_active on workflows
  for each row when (new.is_active and not old.is_active) execute function parley.tell_event('workflow_switched_on');
create or replace trigger tell_switched_off after update of is_active on workflows
  for each row when (old.is_active and not new.is_active) execute function parley.tell_event('workflow_switched_off');
create or replace trigger tell_credential_added after insert on user_integrations
  for each row execute function parley.tell_event('credential_added');
create or replace trigger tell_shared after insert on workflow_shares
  for each row when (new.via_id is null and new.shared_by is not null) execute function parley.tell_event('workflow_shared');

/* Runs end many to a statement, so they are told by the statement. */
create or replace function parley.tell_runs() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.user_analytics (user_id, event_type, event_data)
    select owner_id, case status when 'succeeded' then 'run_finished' else 'run_failed' end,
      jsonb_build_object('workflow_id', workflow_id, 'execution_id', id, 'status', status, 'mode', mode)
    from after_rows where finished_at is not null;
  else
    insert into public.user_analytics (user_id, event_type, event_data)
    select a.owner_id, case a.status when 'succeeded' then 'run_finished' else 'run_failed' end,
      jsonb_build_object('workflow_id', a.workflow_id, 'execution_id', a.id, 'status', a.status, 'mode', a.mode)
    from after_rows a join before_rows b using (id) where a.finished_at is not null and b.finished_at is null;
  end if;
  return null;
end $$;
revoke execute on function parley.tell_runs() from public;
create or replace trigger tell_runs_made after insert on workflow_executions referencing new table as after_rows
  for each statement execute function parley.tell_runs();
create or replace trigger tell_runs_ended after update on workflow_executions referencing old table as before_rows new table as after_rows
  for each statement execute function parley.tell_runs();

/* A row that is added or changed starts the workflows that wait for it, in the transaction that writes it: both or neither.
   The rows of one statement come in one run, 500 at the most. What a run writes knows that run (parley.writer), so that
   workflows which start each other in a circle end: ten runs behind one another are the most. */
create or replace function parley.start_by_rows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  depth_limit constant int := 10;
  writer text := current_setting('parley.writer', true);
  level int := 0;
  one record;
  made uuid;
begin
  if not exists (select from public.workflow_triggers t
    where t.kind = 'table' and t.active and t.config ->> 'tableId' in (select distinct table_id::text from after_rows)) then return null; end if;
  if writer ~ '^[0-9a-f-]{36}$' then
    level := coalesce((select x.depth + 1 from public.workflow_executions x where x.id = writer::uuid), 0);
  end if;
  for one in execute format($q$
    with changed as (
      select r.table_id, r.id, r.values, %s as before from after_rows r %s
    )
    select t.workflow_id, t.node_id, w.owner_id, w.active_version, w.name, d.name as table_name,
      jsonb_agg(jsonb_build_object('id', c.id) || c.values || jsonb_build_object('row_event', %L::text, 'row_before', c.before) order by c.id) as items
    from (select *, (row_number() over (partition by table_id order by id) - 1) / 500 as part from changed) c
    join public.data_tables d on d.id = c.table_id
    join public.workflow_triggers t on t.config ->> 'tableId' = c.table_id::text and t.kind = 'table' and t.active
      and coalesce(t.config ->> 'on', 'added') in ('both', %L)
    join public.workflows w on w.id = t.workflow_id and w.owner_id = d.owner_id and w.active_version is not null
    group by t.id, t.workflow_id, t.node_id, w.owner_id, w.active_version, w.name, d.name, c.part$q$,
    case tg_op when 'INSERT' then '''{}''::jsonb' else 'b.values' end,
    case tg_op when 'INSERT' then '' else 'join before_rows b on b.table_id = r.table_id and b.id = r.id where b.values is distinct from r.values' end,
    case tg_op when 'INSERT' then 'added' else 'changed' end, case tg_op when 'INSERT' then 'added' else 'changed' end)
  loop
    if level > depth_limit then
      raise exception 'table.loop' using errcode = 'PR001', detail = json_build_object('table', one.table_name, 'workflow', one.name, 'limit', depth_limit);
    end if;
    insert into public.workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items, started_by, depth)
    select one.workflow_id, one.owner_id, v.version, v.workflow, 'live', one.node_id, one.items, 'table', level
    from public.workflow_versions v where v.workflow_id = one.workflow_id and v.version = one.active_version
    returning id into made;
    if made is not null then perform pg_notify('parley_started', made::text); end if;
  end loop;
  return null;
end $$;
revoke execute on function parley.start_by_rows() from public;
create or replace trigger start_by_new_rows after insert on data_rows referencing new table as after_rows
  for each statement execute function parley.start_by_rows();
create or replace trigger start_by_changed_rows after update on data_rows referencing old table as before_rows new table as after_rows
  for each statement execute function parley.start_by_rows();

do $$
declare owned text;
begin
  foreach owned in array array['users', 'teams', 'workflows', 'workflow_nodes', 'workflow_shares', 'workflow_triggers', 'chats', 'data_tables',
    'data_rows', 'integrations', 'user_integrations', 'workflow_templates', 'ai_models'] loop
    execute format('create or replace trigger set_updated_at before update on public.%I
      for each row execute function parley.set_updated_at()', owned);
  end loop;
end $$;

-- ── Rules: who sees and does what ────────────────────────────────────────────────────────────────────────────────
-- The helpers look behind row level security, which would otherwise call itself in circles. Each is asked once per
-- statement (`array(select …)` is an init plan), so a policy costs an index lookup, not a call per row.

-- They are plpgsql, whose plans are kept for the connection: in sql the same took 6 ms a statement instead of 0.6 for a
-- person with 500 workflows through two teams.
create or replace function parley.shared_workflow_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  teams uuid[] := array(select team_id from public.team_members where user_id = me);
begin
  return query
  select workflow_id from public.workflow_shares where user_id = me and (expires_at is null or expires_at > now())
  union
  select workflow_id from public.workflow_shares where team_id = any (teams) and (expires_at is null or expires_at > now())
  union
  select id from public.workflows where team_id = any (teams) and visibility <> 'private';
end $$;

/* Those whose runs and versions the person sees: their own and what is shared, never what is merely public. */
create or replace function parley.known_workflow_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select id from public.workflows where owner_id = auth.uid()
  union all
  select parley.shared_workflow_ids();
end $$;

create or replace function parley.is_public_workflow(wanted uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.workflows where id = wanted and visibility = 'public');
end $$;

/* The read policy of workflows, asked about one of them: without the sets, which cost more than reading one. */
create or replace function parley.may_read_workflow(wanted uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare me uuid := auth.uid();
begin
  return exists (
    select from public.workflows w where w.id = wanted and (w.owner_id = me or w.visibility = 'public' or (w.visibility <> 'private'
      and exists (select from public.team_members m where m.team_id = w.team_id and m.user_id = me)))
  ) or exists (
    select from public.workflow_shares s where s.workflow_id = wanted and (s.expires_at is null or s.expires_at > now())
      and (s.user_id = me or exists (select from public.team_members m where m.team_id = s.team_id and m.user_id = me))
  );
end $$;

/* A page of the person's own and of what is shared with them, newest change first. The set is asked for once here: under
   the policy a list asks for it, and the policy of each row again, which made a list 2.5 times as dear as by hand. */
drop function if exists parley.list_workflows(int, text[], timestamptz, uuid);
create or replace function parley.list_workflows(
  most int, patterns text[] default '{}', before timestamptz default null, before_id uuid default null, tag text default null)
returns table (id uuid, name text, description text, tags text[], is_active boolean, version int, owner_id uuid,
  created_at timestamptz, updated_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  select w.id, w.name, w.description, w.tags, w.is_active, w.version, w.owner_id, w.created_at, w.updated_at
  from public.workflows w
  where w.id = any (array(select parley.known_workflow_ids()))
    and (tag is null or tag = any (w.tags))
    and (before is null or (w.updated_at, w.id) < (before, before_id))
    and w.name ilike all (patterns)
  order by w.updated_at desc, w.id desc limit most;
end $$;

/* A draft with its nodes and connections; whether the person may see it is asked once, not of each of its rows. */
create or replace function parley.read_draft(wanted uuid) returns table (
  id uuid, owner_id uuid, name text, description text, settings jsonb, version int, is_active boolean,
  created_at timestamptz, updated_at timestamptz, nodes json, connections json)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  -- Pinned items come along for those who may run it. Most drafts have none, and then it is not asked who that is.
  pins boolean := exists (select from public.workflow_pins p where p.workflow_id = wanted) and parley.can_run_workflow(wanted);
begin
  if not parley.may_read_workflow(wanted) then return; end if;
  return query
  select w.id, w.owner_id, w.name, w.description, w.settings, w.version, w.is_active, w.created_at, w.updated_at,
    (select coalesce(json_agg(node), '[]') from (
      select n.id, n.key, n.type, n.label, n.params,
        case when pins then n.options || coalesce((select jsonb_build_object('pinned', p.items) from public.workflow_pins p
          where p.workflow_id = n.workflow_id and p.node_id = n.id), '{}') else n.options end as options,
        n.position_x, n.position_y, n.parent_id
      from public.workflow_nodes n where n.workflow_id = w.id order by n.ordinal, n.id) node),
    (select coalesce(json_agg(arrow), '[]') from (
      select c.id, c.from_node_id as "from", c.port, c.to_node_id as "to", c.input
      from public.workflow_connections c where c.workflow_id = w.id order by c.ordinal, c.id) arrow)
  from public.workflows w where w.id = wanted;
end $$;

/* own, edit, run or view; null: nothing, or only what everybody may. The widest of what somebody was given counts. */
create or replace function parley.workflow_permission(wanted uuid) returns text
language sql stable security definer set search_path = '' as $$
  select permission from (
    select 'own' as permission, 1 as rank from public.workflows where id = wanted and owner_id = auth.uid()
    union all
    select shares.permission, case shares.permission when 'edit' then 2 when 'run' then 3 else 4 end
      from public.workflow_shares shares
      where shares.workflow_id = wanted and shares.user_id = auth.uid()
        and (shares.expires_at is null or shares.expires_at > now())
    union all
    select given.permission, case given.permission when 'edit' then 2 when 'run' then 3 else 4 end
      from (
        select case when members.role = 'viewer' then 'view' else shares.permission end as permission
        from public.workflow_shares shares join public.team_members members using (team_id)
        where shares.workflow_id = wanted and members.user_id = auth.uid()
          and (shares.expires_at is null or shares.expires_at > now())
      ) given
    union all
    select given.permission, case given.permission when 'edit' then 2 else 4 end
      from (
        select case when members.role = 'viewer' then 'view' else 'edit' end as permission
        from public.workflows join public.team_members members using (team_id)
        where workflows.id = wanted and workflows.visibility <> 'private' and members.user_id = auth.uid()
      ) given
  ) every_way order by rank limit 1
$$;

create or replace function parley.can_edit_workflow(wanted uuid) returns boolean
language sql stable set search_path = '' as $$
  select coalesce(parley.workflow_permission(wanted) in ('own', 'edit'), false)
$$;

create or replace function parley.can_run_workflow(wanted uuid) returns boolean
language sql stable set search_path = '' as $$
  select coalesce(parley.workflow_permission(wanted) in ('own', 'edit', 'run'), false)
$$;

create or replace function parley.owns_workflow(wanted uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.workflows where id = wanted and owner_id = auth.uid())
$$;

create or replace function parley.team_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select team_id from public.team_members where user_id = auth.uid()
$$;

create or replace function parley.managed_team_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select team_id from public.team_members where user_id = auth.uid() and role in ('owner', 'admin')
$$;

/* Kept by the address: it answers the same whether somebody has signed up with it or will later. */
create or replace function parley.share_with_email(wanted uuid, address text, given text, until timestamptz default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := (select users.id from public.users join auth.users signed on signed.id = users.id
    where lower(users.email) = lower(address) and signed.email_confirmed_at is not null order by users.created_at limit 1);
  made uuid;
begin
  if not parley.owns_workflow(wanted) then
    raise exception 'only its owner shares a workflow' using errcode = 'insufficient_privilege';
  end if;
  if person = auth.uid() then return null; end if;
  delete from public.workflow_shares where workflow_id = wanted and user_id = person and via_id is null;
  insert into public.workflow_shares (workflow_id, user_id, email, permission, expires_at)
    values (wanted, person, lower(address), given, until)
    on conflict (workflow_id, email) do update
      set permission = excluded.permission, expires_at = excluded.expires_at, user_id = excluded.user_id
    returning id into made;
  return made;
end $$;

/* Whoever has the link gets a share of their own, which goes with the link. Null: there is no such link (any more). */
create or replace function parley.open_share_link(token text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  link public.workflow_shares%rowtype;
begin
  if auth.uid() is null then return null; end if;
  select * into link from public.workflow_shares
    where link_hash = parley.hash_of(token) and (expires_at is null or expires_at > now()) for share;
  if link.id is null then return null; end if;
  if not exists (select from public.workflow_shares where via_id = link.id and user_id = auth.uid())
    and not parley.owns_workflow(link.workflow_id) then
    insert into public.workflow_shares (workflow_id, user_id, via_id, permission, expires_at, shared_by)
      values (link.workflow_id, auth.uid(), link.id, link.permission, link.expires_at, link.shared_by);
  end if;
  return link.workflow_id;
end $$;

/* The team that the person belongs to now. Null: no such invitation, used or too old, or meant for another address. */
create or replace function parley.accept_invitation(token text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  invitation public.team_invitations%rowtype;
begin
  select found.* into invitation from public.team_invitations found
    join public.users on users.id = auth.uid() and lower(users.email) = found.email
    where found.token_hash = parley.hash_of(token) and found.accepted_at is null and found.expires_at > now()
    for update of found;
  if invitation.id is null then return null; end if;
  insert into public.team_members (team_id, user_id, role, invited_by)
    values (invitation.team_id, auth.uid(), invitation.role, invitation.invited_by) on conflict do nothing;
  update public.team_invitations set accepted_at = now(), accepted_by = auth.uid() where id = invitation.id;
  return invitation.team_id;
end $$;

/* The only way a workflow comes to a team or before everybody: by its owner, into a team that they work in. */
create or replace function parley.set_visibility(wanted uuid, seen_by text, team uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not parley.owns_workflow(wanted) then
    raise exception 'only its owner decides who sees a workflow' using errcode = 'insufficient_privilege';
  end if;
  if team is not null and not exists (select from public.team_members
    where team_id = team and user_id = auth.uid() and role <> 'viewer') then
    raise exception 'not a team of theirs' using errcode = 'insufficient_privilege';
  end if;
  update public.workflows set visibility = seen_by, team_id = team where id = wanted;
end $$;

/* Whom a workflow is shared with, for its owner: people are named here, whose profiles are otherwise their own. */
create or replace function parley.list_shares(wanted uuid) returns table (
  id uuid, kind text, email text, name text, team_id uuid, via_id uuid, permission text, expires_at timestamptz, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select s.id, case when s.link_hash is not null then 'link' when s.team_id is not null then 'team' else 'person' end,
    coalesce(s.email, u.email), coalesce(u.full_name, t.name), s.team_id, s.via_id, s.permission, s.expires_at, s.created_at
  from public.workflow_shares s
    left join public.users u on u.id = s.user_id
    left join public.teams t on t.id = s.team_id
  where s.workflow_id = wanted and parley.owns_workflow(wanted)
  order by s.id limit 500
$$;

/* Who else is in a team, for those who are in it. */
create or replace function parley.list_members(wanted uuid) returns table (
  user_id uuid, email text, name text, avatar_url text, role text, joined_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.user_id, u.email, u.full_name, u.avatar_url, m.role, m.joined_at
  from public.team_members m join public.users u on u.id = m.user_id
  where m.team_id = wanted and exists (select from public.team_members mine where mine.team_id = wanted and mine.user_id = auth.uid())
  order by m.joined_at, m.user_id limit 500
$$;

/* A service of one's own: its name is told apart from those that are offered to everybody. */
create or replace function parley.add_integration(title text, kind text, about text, form jsonb) returns text
language sql volatile security definer set search_path = '' as $$
  insert into public.integrations (name, display_name, category, description, auth_type, config_schema, owner_id)
  select 'own-' || coalesce(nullif(trim(both '-' from regexp_replace(left(lower(title), 40), '[^a-z0-9]+', '-', 'g')), ''), 'service')
    || '-' || left(md5(random()::text || clock_timestamp()::text), 6), title, kind, about, 'custom', form, auth.uid()
  where auth.uid() is not null returning name
$$;

-- Volatile, because a stable one looks with the eyes of the statement that asks: a conversation whose row was waited for
-- may point by then at a workflow that was made meanwhile, and that must be seen.
create or replace function parley.sees_workflow(wanted uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  return exists (select from public.workflows where id = wanted);
end $$;

create or replace function parley.use_template(wanted uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with used as (
    update public.workflow_templates set usage_count = usage_count + 1
    where id = wanted and (is_public or author_id = auth.uid()) returning id
  )
  insert into public.user_analytics (user_id, event_type, event_data)
  select auth.uid(), 'template_used', jsonb_build_object('template_id', id) from used where auth.uid() is not null
$$;

/* Brings the person's days up to date: those since the day before the last one are counted anew, so doing it again
   changes nothing, and two at once do it one after the other. What was counted stays counted when its runs are pruned. A run counts on the day it ended; of those that took
   longer than 30 days nothing is known here, which keeps this at one stretch of an index. */
create or replace function parley.roll_up_usage() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  since timestamptz;
  first_id uuid;
begin
  if me is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('parley usage ' || me::text, 0));
  since := coalesce((select max(day) - 1 from public.usage_daily where user_id = me), date '1970-02-01')::timestamp at time zone 'UTC';
  first_id := (overlay(lpad(to_hex((extract(epoch from since - interval '30 days') * 1000)::bigint), 12, '0') placing '-' from 9 for 0)
    || '-7000-8000-000000000000')::uuid;
  insert into public.usage_daily (user_id, day, workflow_id, workflow_name, runs, failed, input_tokens, output_tokens, cost_usd, bytes)
  select me, counted.day, counted.workflow_id, (select w.name from public.workflows w where w.id = counted.workflow_id), sum(counted.runs), sum(counted.failed), sum(counted.input_tokens),
    sum(counted.output_tokens), sum(counted.cost_usd), sum(counted.bytes)
  from (
    select (x.finished_at at time zone 'UTC')::date as day, x.workflow_id, 1 as runs, (x.status <> 'succeeded')::int as failed,
      0 as input_tokens, 0 as output_tokens, null::double precision as cost_usd,
      (select coalesce(sum(pg_column_size(n.outputs)), 0) from public.node_executions n where n.execution_id = x.id)
        + (select coalesce(sum(pg_column_size(p.body)), 0) from public.run_payloads p where p.execution_id = x.id) as bytes
    from public.workflow_executions x where x.owner_id = me and x.id >= first_id and x.finished_at >= since
    union all
    select (u.created_at at time zone 'UTC')::date, coalesce((select x.workflow_id from public.workflow_executions x where x.id = u.execution_id),
        (select c.workflow_id from public.chats c where c.id = u.chat_id)), 0, 0, u.input_tokens, u.output_tokens, u.cost_usd, 0
    from public.model_usage u where u.user_id = me and u.created_at >= since
  ) counted
  group by counted.day, counted.workflow_id
  on conflict on constraint usage_daily_key do update set workflow_name = coalesce(excluded.workflow_name, usage_daily.workflow_name),
    runs = greatest(usage_daily.runs, excluded.runs), failed = greatest(usage_daily.failed, excluded.failed),
    input_tokens = greatest(usage_daily.input_tokens, excluded.input_tokens),
    output_tokens = greatest(usage_daily.output_tokens, excluded.output_tokens),
    cost_usd = greatest(usage_daily.cost_usd, excluded.cost_usd), bytes = greatest(usage_daily.bytes, excluded.bytes);
end $$;

/* Decides what a run waits for, as the person: once, in time, and only who may. Says what came of it. */
create or replace function parley.decide(wanted uuid, decision text, given jsonb) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  asked record;
begin
  select r.outcome, r.until, r.who, x.workflow_id, x.cancel_requested or x.finished_at is not null as is_over,
    w.owner_id = me as is_owner, w.owner_id = me or x.owner_id = me or parley.sees_workflow(x.workflow_id) as sees
  into asked
  from public.run_waits r join public.workflow_executions x on x.id = r.execution_id join public.workflows w on w.id = x.workflow_id
  where r.id = wanted and r.kind = 'approval' for update of r;
  if asked is null or not asked.sees then return 'not_found'; end if;
  if not asked.is_owner and (asked.who = 'owner' or not parley.can_run_workflow(asked.workflow_id)) then return 'not_yours'; end if;
  if asked.outcome is not null then return 'answered'; end if;
  if asked.is_over then return 'over'; end if;
  if asked.until <= now() then return 'late'; end if;
  update public.run_waits set outcome = decision, answer = given, answered_by = me,
    answered_as = (select coalesce(nullif(u.full_name, ''), u.email) from public.users u where u.id = me), answered_at = now() where id = wanted;
  return 'taken';
end $$;

/* Looks past row level security, under which a full-text index is not used, and therefore repeats who sees what. Every
   word must occur; the last may be the beginning of one. */
create or replace function parley.search(query text, most int default 30)
returns table (kind text, id uuid, title text, detail text, workflow_id uuid, rank real)
language sql stable security definer set search_path = '' as $$
  with words as (
    select lower(found[1]) as word from regexp_matches(left(query, 200), $re$[^[:space:]!&|():*<>'"\\,;]+$re$, 'g') as found limit 12
  ), wanted as (
    select to_tsquery('simple', string_agg('''' || word || ''':*', ' & ')) as q from words having count(*) > 0
  ), mine as materialized (
    select w.id, w.name, w.description, w.search_vector from public.workflows w
    where w.id = any (array(select parley.known_workflow_ids()))
  ), hits as (
    select 'workflow' as kind, mine.id, mine.name as title, mine.description as detail, mine.id as workflow_id,
      1 + ts_rank(mine.search_vector, q) as rank
    from wanted, mine where mine.search_vector @@ q
    union all
    select 'step', n.id, n.label, mine.name, n.workflow_id, 0.5 + ts_rank(to_tsvector('simple', n.label), q)
    from wanted, public.workflow_nodes n join mine on mine.id = n.workflow_id
    where (to_tsvector('simple', n.label || ' ' || n.type) || jsonb_to_tsvector('simple', n.params, '["string"]')) @@ q
    union all
    select 'conversation', c.id, c.title, '', c.workflow_id, 0.8 + ts_rank(to_tsvector('simple', c.title), q)
    from wanted, public.chats c where to_tsvector('simple', c.title) @@ q and c.owner_id = auth.uid()
    union all
    select 'conversation', c.id, c.title, '', c.workflow_id, 0.3
    from wanted, public.chats c where c.owner_id = auth.uid() and not to_tsvector('simple', c.title) @@ q and c.id in (
      select m.chat_id from public.chat_messages m where m.chat_id = any (array(select own.id from public.chats own where own.owner_id = auth.uid()))
      and jsonb_to_tsvector('simple', jsonb_path_query_array(m.parts, '$[*] ? (@.type == "text").text'), '["string"]') @@ q)
    union all
    select 'template', t.id, t.name, t.description, null, 0.4 + ts_rank(to_tsvector('simple', t.name || ' ' || t.description), q)
    from wanted, public.workflow_templates t
    where to_tsvector('simple', t.name || ' ' || t.description || ' ' || t.category || ' ' || parley.words(t.tags)) @@ q
      and (t.is_public or t.author_id = auth.uid())
    union all
    select 'table', d.id, d.name, array_to_string(d.columns, ', '), null, 0.7 + ts_rank(to_tsvector('simple', d.name), q)
    from wanted, public.data_tables d
    where to_tsvector('simple', d.name || ' ' || parley.words(d.columns)) @@ q and d.owner_id = auth.uid()
  )
  select * from hits order by rank desc, title, id limit least(most, 100)
$$;

grant usage on schema public to anon, authenticated, service_role;
grant usage on schema parley to authenticated, service_role;
revoke execute on all functions in schema parley from public;
grant execute on all functions in schema parley to service_role;
grant execute on function parley.uuid_v7(), parley.run_days(text, jsonb, int), parley.words(text[]), parley.shared_workflow_ids(), parley.known_workflow_ids(),
  parley.is_public_workflow(uuid), parley.may_read_workflow(uuid), parley.read_draft(uuid),
  parley.list_workflows(int, text[], timestamptz, uuid, text),
  parley.workflow_permission(uuid), parley.can_edit_workflow(uuid), parley.can_run_workflow(uuid),
  parley.owns_workflow(uuid), parley.sees_workflow(uuid), parley.team_ids(), parley.managed_team_ids(),
  parley.share_with_email(uuid, text, text, timestamptz), parley.open_share_link(text), parley.accept_invitation(text),
  parley.list_shares(uuid), parley.list_members(uuid),
  parley.set_visibility(uuid, text, uuid), parley.add_integration(text, text, text, jsonb), parley.use_template(uuid), parley.decide(uuid, text, jsonb), parley.roll_up_usage(), parley.search(text, int) to authenticated;

do $$
declare ours text;
begin
  foreach ours in array array['users', 'teams', 'team_members', 'team_invitations', 'team_models', 'user_analytics', 'workflows', 'workflow_nodes',
    'workflow_pins', 'workflow_connections', 'workflow_shares', 'workflow_versions', 'workflow_executions', 'node_executions',
    'workflow_triggers', 'chats', 'chat_messages', 'chat_streams', 'chat_stream_chunks', 'approvals', 'data_tables',
    'data_rows', 'table_writes', 'document_collections', 'document_passages', 'integrations', 'user_integrations', 'workflow_templates', 'ai_models', 'model_usage', 'usage_daily', 'chat_attachments', 'form_submissions', 'run_files', 'run_payloads', 'run_waits', 'run_turns', 'workers', 'schema_migrations'] loop
    execute format('alter table public.%I enable row level security', ours);
    -- Supabase grants everything to everyone on new tables; what is allowed is listed below instead.
    execute format('revoke all on table public.%I from anon, authenticated, public', ours);
    execute format('grant all on table public.%I to service_role', ours);
    execute format('drop policy if exists "read" on public.%I', ours);
    execute format('drop policy if exists "insert" on public.%I', ours);
    execute format('drop policy if exists "update" on public.%I', ours);
    execute format('drop policy if exists "delete" on public.%I', ours);
  end loop;
end $$;

-- users: their own row; e-mail and plan are not theirs to write.
create policy "read" on users for select to authenticated using (id = (select auth.uid()));
create policy "update" on users for update to authenticated using (id = (select auth.uid()));
grant select on users to authenticated;
grant update (full_name, avatar_url, time_zone, preferences, onboarded_at) on users to authenticated;

-- teams: members see theirs and each other; owner and admins decide who belongs.
create policy "read" on teams for select to authenticated
  using (owner_id = (select auth.uid()) or id = any (array(select parley.team_ids())));
create policy "insert" on teams for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "update" on teams for update to authenticated using (id = any (array(select parley.managed_team_ids())));
create policy "delete" on teams for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on teams to authenticated;
grant insert (name, slug, description) on teams to authenticated;
grant update (name, slug, description, settings) on teams to authenticated;

create policy "read" on team_members for select to authenticated
  using (user_id = (select auth.uid()) or team_id = any (array(select parley.team_ids())));
create policy "update" on team_members for update to authenticated
  using (team_id = any (array(select parley.managed_team_ids())) and role <> 'owner' and user_id <> (select auth.uid()))
  with check (role <> 'owner');
create policy "delete" on team_members for delete to authenticated
  using (role <> 'owner' and (user_id = (select auth.uid()) or team_id = any (array(select parley.managed_team_ids()))));
grant select, delete on team_members to authenticated;
grant update (role) on team_members to authenticated;

-- team_invitations: those who decide who belongs. Whoever is invited reads none: accept_invitation takes the link.
create policy "read" on team_invitations for select to authenticated using (team_id = any (array(select parley.managed_team_ids())));
create policy "insert" on team_invitations for insert to authenticated
  with check (team_id = any (array(select parley.managed_team_ids())));
create policy "delete" on team_invitations for delete to authenticated using (team_id = any (array(select parley.managed_team_ids())));
grant select (id, team_id, email, role, invited_by, expires_at, accepted_at, accepted_by, created_at), delete
  on team_invitations to authenticated;
grant insert (team_id, email, role, token_hash, expires_at) on team_invitations to authenticated;

-- team_models: members read, those who decide who belongs switch.
create policy "read" on team_models for select to authenticated using (team_id = any (array(select parley.team_ids())));
create policy "insert" on team_models for insert to authenticated with check (team_id = any (array(select parley.managed_team_ids())));
create policy "update" on team_models for update to authenticated using (team_id = any (array(select parley.managed_team_ids())));
create policy "delete" on team_models for delete to authenticated using (team_id = any (array(select parley.managed_team_ids())));
grant select, delete on team_models to authenticated;
grant insert (team_id, model_id, is_enabled) on team_models to authenticated;
grant update (is_enabled) on team_models to authenticated;

-- user_analytics: added and read by the person it is about.
create policy "read" on user_analytics for select to authenticated using (user_id = (select auth.uid()));
create policy "insert" on user_analytics for insert to authenticated with check (user_id = (select auth.uid()));
grant select on user_analytics to authenticated;
grant insert (event_type, event_data) on user_analytics to authenticated;

-- workflows: private until shared. Only the owner deletes, shares, or moves one to a team of theirs.
create policy "read" on workflows for select to authenticated
  using (owner_id = (select auth.uid()) or id = any (array(select parley.shared_workflow_ids())) or visibility = 'public');
create policy "insert" on workflows for insert to authenticated
  with check (owner_id = (select auth.uid()) and team_id is null);
create policy "update" on workflows for update to authenticated
  using (owner_id = (select auth.uid()) or parley.can_edit_workflow(id))
  with check (owner_id = (select auth.uid()) or parley.can_edit_workflow(id));
create policy "delete" on workflows for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on workflows to authenticated;
grant insert (name, description, settings) on workflows to authenticated;
grant update (name, description, settings, tags, version, is_active, activated_at, active_version, updated_at) on workflows to authenticated;

create policy "read" on workflow_nodes for select to authenticated
  using (workflow_id in (select parley.known_workflow_ids()) or parley.is_public_workflow(workflow_id));
create policy "insert" on workflow_nodes for insert to authenticated with check (parley.can_edit_workflow(workflow_id));
create policy "update" on workflow_nodes for update to authenticated using (parley.can_edit_workflow(workflow_id));
create policy "delete" on workflow_nodes for delete to authenticated using (parley.can_edit_workflow(workflow_id));
grant select, delete on workflow_nodes to authenticated;
grant insert (workflow_id, id, key, type, label, params, options, position_x, position_y, parent_id, ordinal)
  on workflow_nodes to authenticated;
grant update (key, type, label, params, options, position_x, position_y, parent_id, ordinal, rev) on workflow_nodes to authenticated;

-- workflow_pins: data of runs, for those who may run it.
create policy "read" on workflow_pins for select to authenticated using (parley.can_run_workflow(workflow_id));
create policy "insert" on workflow_pins for insert to authenticated with check (parley.can_edit_workflow(workflow_id));
create policy "update" on workflow_pins for update to authenticated using (parley.can_edit_workflow(workflow_id));
create policy "delete" on workflow_pins for delete to authenticated using (parley.can_edit_workflow(workflow_id));
grant select, delete on workflow_pins to authenticated;
grant insert (workflow_id, node_id, items) on workflow_pins to authenticated;
grant update (items) on workflow_pins to authenticated;

create policy "read" on workflow_connections for select to authenticated
  using (workflow_id in (select parley.known_workflow_ids()) or parley.is_public_workflow(workflow_id));
create policy "insert" on workflow_connections for insert to authenticated with check (parley.can_edit_workflow(workflow_id));
create policy "update" on workflow_connections for update to authenticated using (parley.can_edit_workflow(workflow_id));
create policy "delete" on workflow_connections for delete to authenticated using (parley.can_edit_workflow(workflow_id));
grant select, delete on workflow_connections to authenticated;
grant insert (workflow_id, id, from_node_id, port, to_node_id, input, ordinal) on workflow_connections to authenticated;
grant update (from_node_id, port, to_node_id, input, ordinal) on workflow_connections to authenticated;

-- workflow_shares: the owner's to give. Whom it was given to sees their own row and may give it back.
create policy "read" on workflow_shares for select to authenticated using (user_id = (select auth.uid())
  or team_id = any (array(select parley.team_ids())) or parley.owns_workflow(workflow_id));
create policy "insert" on workflow_shares for insert to authenticated with check (parley.owns_workflow(workflow_id)
  and (team_id is null or team_id = any (array(select parley.team_ids()))));
create policy "update" on workflow_shares for update to authenticated using (parley.owns_workflow(workflow_id));
create policy "delete" on workflow_shares for delete to authenticated
  using (user_id = (select auth.uid()) or parley.owns_workflow(workflow_id));
grant select (id, workflow_id, user_id, email, team_id, via_id, permission, expires_at, shared_by, created_at, updated_at), delete
  on workflow_shares to authenticated;
grant insert (workflow_id, user_id, team_id, link_hash, permission, expires_at) on workflow_shares to authenticated;
grant update (permission, expires_at) on workflow_shares to authenticated;

-- workflow_versions: they may be named; nobody changes or deletes one, they go with their workflow. What a public
-- workflow once was is not public: a value may have been taken out before it was shown to everybody.
create policy "read" on workflow_versions for select to authenticated
  using (workflow_id = any (array(select parley.known_workflow_ids())));
create policy "insert" on workflow_versions for insert to authenticated
  with check (parley.can_edit_workflow(workflow_id) and author_id = (select auth.uid()));
create policy "update" on workflow_versions for update to authenticated using (parley.can_edit_workflow(workflow_id));
grant select on workflow_versions to authenticated;
grant update (name) on workflow_versions to authenticated;
grant insert (workflow_id, version, parent, restores, author, name, summary, changes, workflow) on workflow_versions to authenticated;

-- Executions hold people's data: the owner and those it is shared with by name or team, never the public.
create policy "read" on workflow_executions for select to authenticated
  using (owner_id = (select auth.uid()) or workflow_id = any (array(select parley.known_workflow_ids())));
create policy "insert" on workflow_executions for insert to authenticated
  with check (owner_id = (select auth.uid()) and parley.can_run_workflow(workflow_id));
create policy "update" on workflow_executions for update to authenticated
  using (owner_id = (select auth.uid()) or parley.can_edit_workflow(workflow_id));
grant select on workflow_executions to authenticated;
grant insert (id, workflow_id, version, workflow, mode, trigger_node_id, trigger_items, started_by, recorded, reach)
  on workflow_executions to authenticated;
grant update (cancel_requested) on workflow_executions to authenticated;

create policy "read" on node_executions for select to authenticated
  using (exists (select from workflow_executions where workflow_executions.id = execution_id));
grant select on node_executions to authenticated;

create policy "read" on run_payloads for select to authenticated
  using (exists (select from workflow_executions where workflow_executions.id = execution_id));
grant select on run_payloads to authenticated;

-- workflow_triggers: an address is a key to the workflow, so only those who may edit see it. Nobody chooses one.
create policy "read" on workflow_triggers for select to authenticated using (parley.can_edit_workflow(workflow_id));
create policy "insert" on workflow_triggers for insert to authenticated with check (parley.can_edit_workflow(workflow_id));
create policy "update" on workflow_triggers for update to authenticated using (parley.can_edit_workflow(workflow_id));
create policy "delete" on workflow_triggers for delete to authenticated using (parley.can_edit_workflow(workflow_id));
grant select, delete on workflow_triggers to authenticated;
grant insert (workflow_id, node_id, node_key, kind, config, active, test_until, next_at, state) on workflow_triggers to authenticated;
grant update (node_key, kind, config, active, test_until, next_at, missed_count, last_missed_at, state) on workflow_triggers to authenticated;

-- Conversations and what hangs on them: the owner alone. A chat may only point at a workflow that its owner can see.
create policy "read" on chats for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on chats for insert to authenticated with check (owner_id = (select auth.uid())
  and (workflow_id is null or exists (select from workflows where workflows.id = workflow_id)));
create policy "update" on chats for update to authenticated using (owner_id = (select auth.uid()))
  with check (workflow_id is null or parley.sees_workflow(workflow_id));
create policy "delete" on chats for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on chats to authenticated;
grant insert (id, workflow_id, title, model) on chats to authenticated;
grant update (workflow_id, title, active_stream_id, model, updated_at) on chats to authenticated;

create policy "read" on chat_messages for select to authenticated using (exists (select from chats where chats.id = chat_id));
create policy "insert" on chat_messages for insert to authenticated with check (exists (select from chats where chats.id = chat_id));
create policy "update" on chat_messages for update to authenticated using (exists (select from chats where chats.id = chat_id));
create policy "delete" on chat_messages for delete to authenticated using (exists (select from chats where chats.id = chat_id));
grant select, delete on chat_messages to authenticated;
grant insert (chat_id, id, position, role, parts, metadata) on chat_messages to authenticated;
grant update (position, parts, metadata) on chat_messages to authenticated;

create policy "read" on chat_streams for select to authenticated using (exists (select from chats where chats.id = chat_id));
create policy "insert" on chat_streams for insert to authenticated with check (exists (select from chats where chats.id = chat_id));
create policy "update" on chat_streams for update to authenticated using (exists (select from chats where chats.id = chat_id));
create policy "delete" on chat_streams for delete to authenticated using (exists (select from chats where chats.id = chat_id));
grant select, delete on chat_streams to authenticated;
grant insert (id, chat_id) on chat_streams to authenticated;
grant update (finished_at, seen_at) on chat_streams to authenticated;

create policy "read" on chat_stream_chunks for select to authenticated
  using (exists (select from chat_streams where chat_streams.id = stream_id));
create policy "insert" on chat_stream_chunks for insert to authenticated
  with check (exists (select from chat_streams where chat_streams.id = stream_id));
grant select on chat_stream_chunks to authenticated;
grant insert (stream_id, position, chunk) on chat_stream_chunks to authenticated;

-- chat_attachments: whoever brought one; sending it gives it to one of their conversations.
create policy "read" on chat_attachments for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on chat_attachments for insert to authenticated
  with check (owner_id = (select auth.uid()) and (chat_id is null or exists (select from chats where chats.id = chat_id)));
create policy "update" on chat_attachments for update to authenticated using (owner_id = (select auth.uid()))
  with check (owner_id = (select auth.uid()) and (chat_id is null or exists (select from chats where chats.id = chat_id)));
create policy "delete" on chat_attachments for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on chat_attachments to authenticated;
grant insert (id, chat_id, name, media_type, kind, content, text) on chat_attachments to authenticated;
grant update (chat_id) on chat_attachments to authenticated;

-- run_files: what came to a run of theirs. Written by whoever takes forms, as the service.
create policy "read" on run_files for select to authenticated using (owner_id = (select auth.uid()));
grant select on run_files to authenticated;

-- run_waits: whoever sees the run sees what it waits for; parley.decide answers, or the service for who has a link.
create policy "read" on run_waits for select to authenticated
  using (exists (select from workflow_executions where workflow_executions.id = execution_id));
grant select on run_waits to authenticated;

-- approvals: what was asked cannot be altered; it can be used.
create policy "read" on approvals for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on approvals for insert to authenticated
  with check (owner_id = (select auth.uid()) and exists (select from chats where chats.id = chat_id));
create policy "update" on approvals for update to authenticated
  using (owner_id = (select auth.uid()) and used_at is null) with check (used_at is not null);
grant select on approvals to authenticated;
grant insert (chat_id, tool_call_id, subject_hash, expires_at) on approvals to authenticated;
grant update (used_at) on approvals to authenticated;

-- Data tables: the owner's.
create policy "read" on data_tables for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on data_tables for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "update" on data_tables for update to authenticated using (owner_id = (select auth.uid()));
create policy "delete" on data_tables for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on data_tables to authenticated;
grant insert (name, columns, last_row_id) on data_tables to authenticated;
grant update (name, columns, last_row_id) on data_tables to authenticated;

create policy "read" on data_rows for select to authenticated
  using (table_id = any (array(select data_tables.id from data_tables)));
create policy "insert" on data_rows for insert to authenticated
  with check (exists (select from data_tables where data_tables.id = table_id));
create policy "update" on data_rows for update to authenticated
  using (table_id = any (array(select data_tables.id from data_tables)));
create policy "delete" on data_rows for delete to authenticated
  using (table_id = any (array(select data_tables.id from data_tables)));
grant select, delete on data_rows to authenticated;
grant insert (table_id, id, values) on data_rows to authenticated;
grant update (values) on data_rows to authenticated;

create policy "read" on table_writes for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on table_writes for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "update" on table_writes for update to authenticated using (owner_id = (select auth.uid()));
grant select on table_writes to authenticated;
grant insert (key, result) on table_writes to authenticated;
grant update (result) on table_writes to authenticated;

-- Documents: the owner's. A passage fits its collection, or there is none.
create policy "read" on document_collections for select to authenticated using (owner_id = (select auth.uid()));
create policy "insert" on document_collections for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "update" on document_collections for update to authenticated using (owner_id = (select auth.uid()));
create policy "delete" on document_collections for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on document_collections to authenticated;
grant insert (name, model, dimensions) on document_collections to authenticated;
grant update (name) on document_collections to authenticated;

create policy "read" on document_passages for select to authenticated
  using (collection_id = any (array(select document_collections.id from document_collections)));
create policy "insert" on document_passages for insert to authenticated
  with check (exists (select from document_collections where document_collections.id = collection_id and dimensions = cardinality(embedding)));
create policy "delete" on document_passages for delete to authenticated
  using (collection_id = any (array(select document_collections.id from document_collections)));
grant select, delete on document_passages to authenticated;
grant insert (collection_id, source, position, text, page, embedding) on document_passages to authenticated;

-- Catalogue: everyone signed in reads what is offered, and keeps services of their own beside it (add_integration).
create policy "read" on integrations for select to authenticated
  using (is_active and (owner_id is null or owner_id = (select auth.uid())));
create policy "update" on integrations for update to authenticated using (owner_id = (select auth.uid()));
create policy "delete" on integrations for delete to authenticated using (owner_id = (select auth.uid()));
grant select, delete on integrations to authenticated;
grant update (display_name, description, category, icon, auth_type, config_schema) on integrations to authenticated;

create policy "read" on ai_models for select to authenticated using (is_active);
grant select on ai_models to authenticated;

-- model_usage: of the person who caused it, about what they can see.
create policy "read" on model_usage for select to authenticated using (user_id = (select auth.uid()));
create policy "insert" on model_usage for insert to authenticated with check (user_id = (select auth.uid())
  and (chat_id is null or exists (select from chats where chats.id = chat_id))
  and (execution_id is null or exists (select from workflow_executions where workflow_executions.id = execution_id)));
grant select on model_usage to authenticated;
grant insert (model, chat_id, execution_id, node_key, input_tokens, output_tokens, cost_usd) on model_usage to authenticated;

-- usage_daily: the person's own, written by roll_up_usage only.
create policy "read" on usage_daily for select to authenticated using (user_id = (select auth.uid()));
grant select on usage_daily to authenticated;

create policy "read" on workflow_templates for select to authenticated using (is_public or author_id = (select auth.uid()));
create policy "insert" on workflow_templates for insert to authenticated
  with check (author_id = (select auth.uid()) and not is_public);
create policy "update" on workflow_templates for update to authenticated using (author_id = (select auth.uid()));
create policy "delete" on workflow_templates for delete to authenticated using (author_id = (select auth.uid()));
grant select, delete on workflow_templates to authenticated;
grant insert (name, description, category, tags, template_data, is_public) on workflow_templates to authenticated;
grant update (name, description, category, tags, template_data) on workflow_templates to authenticated;

-- user_integrations: the owner's, without the secret. Writing one goes through the service role, which encrypts.
create policy "read" on user_integrations for select to authenticated using (user_id = (select auth.uid()));
create policy "update" on user_integrations for update to authenticated using (user_id = (select auth.uid()));
create policy "delete" on user_integrations for delete to authenticated using (user_id = (select auth.uid()));
grant select (id, user_id, integration_id, name, config, is_active, status, last_used_at, last_tested_at, last_error, usage_count,
  expires_at, created_at, updated_at), delete on user_integrations to authenticated;
grant update (name, is_active, expires_at) on user_integrations to authenticated;

-- Temporary tables could shadow ours for later users of a pooled connection. Where the database is not ours, skip it.
do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then null;
end $$;

-- What a client outside can follow under the same policies, where Supabase Realtime or another reader of the log is:
-- these six and no others of ours. What is said to the assistant, and what tables hold, is not sent around.
do $$
declare
  followed text[] := array['workflows', 'workflow_nodes', 'workflow_connections', 'workflow_executions', 'node_executions',
    'workflow_shares'];
  once text[] := array['workflow_versions', 'chats', 'chat_messages', 'data_tables', 'data_rows'];
  own oid;
  one text;
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
  select oid into own from pg_publication where pubname = 'supabase_realtime' and not puballtables;
  for one in select relname from pg_publication_rel join pg_class on pg_class.oid = prrelid
    where prpubid = own and relnamespace = 'public'::regnamespace and relname = any (once)
  loop
    execute format('alter publication supabase_realtime drop table public.%I', one);
  end loop;
  for one in select relname from pg_class where own is not null and relnamespace = 'public'::regnamespace
    and relname = any (followed) and relkind = 'r' and not exists (select from pg_publication_rel where prpubid = own and prrelid = pg_class.oid)
  loop
    execute format('alter publication supabase_realtime add table public.%I', one);
  end loop;
exception when insufficient_privilege then null; -- a database that is not ours, without Realtime
end $$;
