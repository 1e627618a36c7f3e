-- More can start a workflow: a row, news that were looked for, an e-mail, a conversation, another workflow, a failure.
alter table public.workflow_triggers drop constraint if exists workflow_triggers_kind_check;
alter table public.workflow_triggers add constraint workflow_triggers_kind_check
  check (kind in ('webhook', 'form', 'schedule', 'table', 'poll', 'email', 'chat'));
alter table public.workflow_executions drop constraint if exists workflow_executions_started_by_check;
alter table public.workflow_executions add constraint workflow_executions_started_by_check
  check (started_by in ('person', 'assistant', 'webhook', 'schedule', 'cli', 'test-webhook', 'table', 'poll', 'email', 'chat', 'workflow', 'failure'));
