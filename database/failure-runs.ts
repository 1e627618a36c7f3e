import { sql } from 'kysely';
import { roundsOf } from '@/engine/workflow/round-keys';
import type { Item } from '@/engine/workflow/schema';
import type { Database } from './connection';
import { json } from './json';

interface Failed {
  id: string;
  workflow_id: string;
  name: string;
  started_by: string;
  started_at: string | null;
  finished_at: string;
  error: { code?: string; message?: string; nodeKey?: string | null } | null;
  step: string | null;
  trigger_id: string;
  node_id: string;
  target: string;
  depth: number;
}

/**
 * Starts whatever asked to be told of failures: of this run, or of those of the last hour that nobody was told of.
 * Never for the failure of the workflow itself, nor for a run that a failure led to: so nothing goes round in a circle.
 * Any number of processes may ask; each failure starts a workflow once. Answers with the runs that were made.
 */
export async function startFailureRuns(
  db: Database,
  { executionId }: { executionId: string | null },
): Promise<string[]> {
  const which = executionId
    ? sql`x.id = ${executionId}::uuid`
    : sql`x.finished_at between now() - interval '1 hour' and now() - interval '10 seconds'`;
  const { rows } = await sql<Failed>`
    select x.id, x.workflow_id, wx.name, x.started_by, x.started_at, x.finished_at, x.error, n.label as step, x.depth,
      t.id as trigger_id, t.node_id, t.workflow_id as target
    from workflow_triggers t
    join workflows w on w.id = t.workflow_id and w.active_version is not null
    join workflow_executions x on x.workflow_id <> t.workflow_id and x.finished_at >= w.activated_at
    join workflows wx on wx.id = x.workflow_id and wx.owner_id = w.owner_id
    left join node_executions n on n.execution_id = x.id and n.node_key = x.error ->> 'nodeKey'
    where t.kind = 'failure' and t.active and ${which}
      and x.status in ('failed', 'result_unknown') and x.mode = 'live' and x.started_by <> 'test-webhook'
      and coalesce(t.config ->> 'workflow', '') in ('', x.workflow_id::text, wx.name)
      and not exists (select from workflow_executions c where c.parent_id = x.id and c.parent_key = 'failure/' || t.id)
      and not exists (
        with recursive up as (
          select x.id as id, x.parent_id as parent_id, x.started_by as started_by, 0 as steps
          union all
          select p.id, p.parent_id, p.started_by, up.steps + 1
          from workflow_executions p join up on p.id = up.parent_id where up.steps < 100)
        select from up where started_by = 'failure')
    limit 200`.execute(db.service);
  const made: string[] = [];
  for (const failed of rows) made.push(...(await startOne(db, failed)));
  return made;
}

async function startOne(db: Database, failed: Failed): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items,
      started_by, depth, parent_id, parent_key)
    select v.workflow_id, w.owner_id, v.version, v.workflow, 'live', ${failed.node_id}::uuid, ${json([factsOf(failed)])},
      'failure', ${failed.depth + 1}::int, ${failed.id}::uuid, ${`failure/${failed.trigger_id}`}
    from workflows w join workflow_versions v on v.workflow_id = w.id and v.version = w.active_version
    where w.id = ${failed.target}::uuid
    on conflict (parent_id, parent_key) where parent_id is not null do nothing
    returning id`.execute(db.service);
  return rows.map(({ id }) => id);
}

/** What the workflow that is told works with. Text only, so that it can be written into any message. */
function factsOf(failed: Failed): Item {
  const { error } = failed;
  const nodeKey = error?.nodeKey ?? '';
  const rounds = roundsOf(nodeKey).map(({ loopKey, round }) => `round ${round + 1} of ${loopKey}`);
  return {
    workflow: failed.name,
    workflow_id: failed.workflow_id,
    run_id: failed.id,
    started_by: failed.started_by,
    started_at: time(failed.started_at),
    failed_at: time(failed.finished_at),
    step: [failed.step ?? '', ...rounds.reverse()].filter(Boolean).join(', '),
    step_key: nodeKey,
    code: error?.code ?? '',
    message: error?.message ?? '',
  };
}

const time = (at: string | null) => (at === null ? '' : new Date(at).toISOString());
