import { nodeExecutionColumns } from './execution-rows';

/** Raises the epoch of everything that is not finished. */
export const claimSql = `
  with claimed as (
    update workflow_executions set epoch = epoch + 1, status = 'running', started_at = coalesce(started_at, now())
    where id = any ($1::uuid[]) and finished_at is null
    returning *
  ), told as (select count(pg_notify('parley_execution', id::text)) from claimed)
  select claimed.* from claimed, told`;

/**
 * A statement of its own, after the claim: the claim may have waited for a write under way, and its own snapshot is
 * older than what that write recorded.
 */
export const recordsSql = `
  select execution_id, ${nodeExecutionColumns.join(', ')} from node_executions
  where execution_id = any ($1::uuid[]) order by execution_id, seq`;

const columns = nodeExecutionColumns.join(', ');
const changing = nodeExecutionColumns.filter(column => column !== 'node_key');

/**
 * All or nothing for each execution: held only while its epoch is still the current one. The rows' lock lasts until
 * the commit, so a claim waits for a write under way and no write can follow a claim.
 */
export const writeSql = `
  with entry as (
    select * from jsonb_to_recordset($1::jsonb)
      as e(id uuid, epoch int, status text, answer jsonb, error jsonb, finished_at timestamptz, moved boolean)
  ), held as (
    select x.id from workflow_executions x join entry using (id)
    where x.epoch = entry.epoch and x.finished_at is null
    order by x.id for no key update of x
  ), moved as (
    update workflow_executions x set
      status = coalesce(entry.status, x.status),
      answer = case when jsonb_typeof(entry.answer) = 'object' then entry.answer else x.answer end,
      error = case when jsonb_typeof(entry.error) = 'object' then entry.error else x.error end,
      finished_at = coalesce(entry.finished_at, x.finished_at)
    from held join entry using (id) where x.id = held.id and entry.moved
  ), written as (
    insert into node_executions (execution_id, ${columns})
    select execution_id, ${columns}
    from jsonb_to_recordset($2::jsonb) as r(
      execution_id uuid, node_key text, node_id uuid, type text, label text, status text, attempt int, effect text,
      outputs jsonb, origins jsonb, sources jsonb, resolved_params jsonb, resolutions jsonb, error jsonb,
      wake_at timestamptz, simulated boolean, given text, started_at timestamptz, finished_at timestamptz, seq int)
    join held on held.id = r.execution_id
    on conflict (execution_id, node_key) do update set
      ${changing.map(column => `${column} = excluded.${column}`).join(', ')}
    where node_executions.seq < excluded.seq
  ), told as (select count(pg_notify('parley_execution', held.id || case when entry.moved then ' moved' else '' end))
    from held join entry using (id)
  )
  select held.id from held, told`;
