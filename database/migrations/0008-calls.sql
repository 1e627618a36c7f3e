-- A workflow is started by another that calls it, or by a failure.
alter table public.workflow_triggers drop constraint if exists workflow_triggers_kind_check;
alter table public.workflow_triggers add constraint workflow_triggers_kind_check
  check (kind in ('webhook', 'form', 'schedule', 'table', 'poll', 'email', 'chat', 'workflow', 'failure'));
