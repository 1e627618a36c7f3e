-- A step whose address, condition or other setting is still open is passed over in a test run, and its record says so.
alter table public.node_executions add column if not exists given text;
alter table public.node_executions drop constraint if exists node_executions_given_check;
alter table public.node_executions add constraint node_executions_given_check check (given in ('pinned', 'earlier', 'open'));
