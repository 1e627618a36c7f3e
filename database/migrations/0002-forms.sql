-- A form starts a workflow, too.
alter table public.workflow_triggers drop constraint workflow_triggers_kind_check;
alter table public.workflow_triggers add constraint workflow_triggers_kind_check check (kind in ('webhook', 'form', 'schedule'));
