-- Pinned items are people's data: they leave the steps, which a public workflow shows to everybody, for a table of their own.
create table if not exists public.workflow_pins (
  workflow_id uuid not null references public.workflows on delete cascade,
  node_id uuid not null,
  items jsonb not null check (jsonb_typeof(items) = 'array'),
  primary key (workflow_id, node_id),
  foreign key (workflow_id, node_id) references public.workflow_nodes on delete cascade deferrable initially deferred
);
insert into public.workflow_pins (workflow_id, node_id, items)
  select workflow_id, id, options -> 'pinned' from public.workflow_nodes where jsonb_typeof(options -> 'pinned') = 'array'
  on conflict do nothing;
update public.workflow_nodes set options = options - 'pinned' where options ? 'pinned';
alter table public.workflow_nodes drop constraint if exists workflow_nodes_pins_apart_check;
alter table public.workflow_nodes add constraint workflow_nodes_pins_apart_check check (not options ? 'pinned');
