-- What came before migrations were counted: a run that is due at a time, a node that waits, a version that is active.
alter table public.workflows add column if not exists active_version int;
alter table public.node_executions add column if not exists wake_at timestamptz;
alter table public.workflow_executions add column if not exists due_at timestamptz;
do $$ begin
  if not exists (select from pg_constraint where conrelid = 'public.workflow_executions'::regclass
    and conname = 'workflow_executions_workflow_id_trigger_node_id_due_at_key') then
    alter table public.workflow_executions add unique (workflow_id, trigger_node_id, due_at);
  end if;
end $$;
