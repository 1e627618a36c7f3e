-- A share is with a person, a team or a link, and is taken back by its own id; viewers of a team look, members edit.
do $$ begin
  if exists (select from pg_attribute where attrelid = 'public.workflow_shares'::regclass and attname = 'id') then return; end if;

  alter table public.team_members drop constraint if exists team_members_role_check;
  update public.team_members set role = case role when 'editor' then 'member' else 'viewer' end where role in ('editor', 'member');
  alter table public.team_members add constraint team_members_role_check check (role in ('owner', 'admin', 'member', 'viewer'));

  alter table public.teams add column if not exists usage jsonb not null default '{}' check (jsonb_typeof(usage) = 'object');
  update public.teams set usage = jsonb_build_object(
    'members', (select count(*) from public.team_members where team_id = teams.id),
    'workflows', (select count(*) from public.workflows where team_id = teams.id));

  alter table public.workflow_shares drop constraint workflow_shares_pkey;
  alter table public.workflow_shares
    alter column user_id drop not null,
    add column id uuid not null default parley.uuid_v7() primary key,
    add column email text check (email = lower(email) and length(email) between 3 and 320),
    add column team_id uuid references public.teams on delete cascade,
    add column link_hash text unique check (link_hash ~ '^[0-9a-f]{64}$'),
    add column via_id uuid references public.workflow_shares on delete cascade,
    add column expires_at timestamptz,
    add column updated_at timestamptz not null default now(),
    drop constraint workflow_shares_permission_check,
    add constraint workflow_shares_permission_check check (permission in ('view', 'run', 'edit')),
    add constraint workflow_shares_with_check check (num_nonnulls(coalesce(user_id::text, email), team_id::text, link_hash) = 1),
    add constraint workflow_shares_via_check check (via_id is null or user_id is not null);
  -- These are made again by schema.sql, over other columns.
  drop index if exists public.workflow_shares_user_id_idx, public.workflows_search_idx, public.workflows_public_idx;
end $$;
