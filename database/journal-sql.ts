import { executionColumns, nodeExecutionColumns } from './execution-rows';

/** Its graph is that of its version, which is mostly known. */
const claimedColumns = executionColumns.filter(column => column !== 'workflow');

/** The graphs of some executions. */
export const graphsSql = 'select id, workflow from workflow_executions where id = any ($1::uuid[])';

/** The newest of what is over, or waits on its own; what was only begun when a worker died is no progress. */
const finishedSeq = `(select coalesce(max(n.seq), 0) from node_executions n
  where n.execution_id = workflow_executions.id and n.status <> 'running')`;

/**
 * Raises the epoch of everything that is not finished; what is over the limit of its group stays where it is. $2 are those
 * that the process ($3) has without the queue. The second
 * and later times it also counts how often that was without progress.
 */
export const claimSql = `
  with kept as materialized (select parley.hold_back_runs($1::uuid[]) as id
  ), claimed as (
    update workflow_executions set epoch = epoch + 1, status = 'running', left_for = null,
      worker_id = case when id = any ($2::uuid[]) then $3::uuid end, started_at = coalesce(started_at, now()),
      tries = case when epoch > 0 and tries_at_seq = ${finishedSeq} then tries + 1 else 1 end,
      tries_at_seq = case when epoch > 0 then ${finishedSeq} else 0 end,
      memory_short_at = case when epoch > 0 and tries_at_seq = ${finishedSeq} then memory_short_at end
    where id = any ($1::uuid[]) and finished_at is null and id <> all (array(select id from kept))
    returning *
  ), told as (select count(pg_notify('parley_execution', id::text)) from claimed)
  select ${claimedColumns.join(', ')}, cancel_requested, tries, memory_short_at is not null as memory_short from claimed, told`;

/**
 * A statement of its own, after the claim: the claim may have waited for a write under way, and its own snapshot is
 * older than what that write recorded.
 */
export const recordsSql = `
  select execution_id, ${nodeExecutionColumns.join(', ')} from node_executions
  where execution_id = any ($1::uuid[]) order by execution_id, seq`;

/** Some payloads of some executions. */
export const payloadsSql =
  'select execution_id, hash, body from run_payloads where execution_id = any ($1::uuid[]) and hash = any ($2::text[])';

const columns = nodeExecutionColumns.join(', ');
const changing = nodeExecutionColumns.filter(column => column !== 'node_key');

/**
 * What is new and belongs to this process ($3, $4) is made by the same statement.
 *
 * $5 is the executions that were there before, so that they are found by their key however few there are.
 *
 * All or nothing for each execution: held only while its epoch is still the current one. The rows' lock lasts until
 * the commit, so a claim waits for a write under way and no write can follow a claim.
 */
export const writeSql = `
  with entry as (
    select * from jsonb_to_recordset($1::jsonb)
      as e(id uuid, epoch int, status text, answer jsonb, error jsonb, finished_at timestamptz, moved boolean)
  ), created as (
    insert into workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items,
      started_by, recorded, epoch, worker_id, status, answer, error, created_at, started_at, finished_at, group_id)
    select n.id, n.workflow_id, n.owner_id, n.version, v.workflow, n.mode, n.trigger_node_id, n.trigger_items,
      n.started_by, n.recorded, n.epoch, case when e.status = 'waiting' then null else $4::uuid end,
      coalesce(e.status, 'running'), nullif(e.answer, 'null'), nullif(e.error, 'null'),
      n.created_at, n.started_at, e.finished_at,
      coalesce((select w.team_id from workflows w where w.id = n.workflow_id), n.owner_id)
    from jsonb_to_recordset($3::jsonb) as n(
      id uuid, trigger_id uuid, workflow_id uuid, owner_id uuid, version int, mode text, trigger_node_id uuid, trigger_items jsonb,
      started_by text, recorded jsonb, epoch int, created_at timestamptz, started_at timestamptz)
    join entry e using (id)
    cross join lateral (
      select workflow from workflow_versions where workflow_id = n.workflow_id and version = n.version
    ) v
    where n.trigger_id is null or exists (
      select from workflow_triggers t join workflows w on w.id = t.workflow_id
      where t.id = n.trigger_id and t.active and w.active_version = n.version and w.owner_id = n.owner_id)
    returning id
  ), held as (
    select x.id from workflow_executions x join entry using (id)
    where x.id = any ($5::uuid[]) and x.epoch = entry.epoch and x.finished_at is null
    order by x.id for no key update of x
  ), moved as (
    update workflow_executions x set
      status = coalesce(entry.status, x.status),
      answer = case when jsonb_typeof(entry.answer) = 'object' then entry.answer else x.answer end,
      error = case when jsonb_typeof(entry.error) = 'object' then entry.error else x.error end,
      finished_at = coalesce(entry.finished_at, x.finished_at),
      worker_id = case when entry.status = 'waiting' then null else x.worker_id end,
      tries = 0
    from held join entry using (id) where x.id = held.id and x.id = any ($5::uuid[]) and entry.moved
  ), mine as (
    select id from held union all select id from created
  ), written as (
    insert into node_executions (execution_id, ${columns})
    select execution_id, ${columns}
    from jsonb_to_recordset($2::jsonb) as r(
      execution_id uuid, node_key text, node_id uuid, type text, label text, status text, attempt int, effect text,
      outputs jsonb, origins jsonb, sources jsonb, resolved_params jsonb, resolutions jsonb, error jsonb,
      wake_at timestamptz, simulated boolean, given text, started_at timestamptz, finished_at timestamptz, seq int)
    join mine on mine.id = r.execution_id
    on conflict (execution_id, node_key) do update set
      ${changing.map(column => `${column} = excluded.${column}`).join(', ')}
    where node_executions.seq < excluded.seq
  ), told as (select count(pg_notify('parley_execution', mine.id || case when entry.moved then ' moved' else '' end))
    from mine join entry using (id)
  )
  select mine.id from mine, told`;
