import { sql } from 'kysely';
import type { Execution, RunMode } from '@/engine/run/execution';
import type { Transaction } from './connection';
import type { ListedExecution } from './executions';

export interface RunFilter {
  workflowId?: string;
  status?: Execution['status'];
  mode?: RunMode;
  /** Not older than so many hours. */
  hours?: number;
  /** The last run of the page before. */
  before?: string;
  limit: number;
}

/** Newest first, by key: an id holds its time, so every page costs the same, however deep it lies. */
export async function listRuns(
  tx: Transaction,
  { workflowId, status, mode, hours, before, limit }: RunFilter,
): Promise<ListedExecution[]> {
  const rows = await tx
    .selectFrom('workflow_executions as x')
    .innerJoin('workflows', 'workflows.id', 'x.workflow_id')
    .select([
      'x.id',
      'x.workflow_id as workflowId',
      'workflows.name as workflowName',
      'x.version',
      'x.status',
      'x.mode',
    ])
    .select(['x.started_by as startedBy', 'x.error', 'x.created_at as createdAt', 'x.started_at as startedAt'])
    .select('x.finished_at as finishedAt')
    .$if(workflowId !== undefined, query => query.where('x.workflow_id', '=', workflowId!))
    .$if(status !== undefined, query => query.where('x.status', '=', status!))
    .$if(mode !== undefined, query => query.where('x.mode', '=', mode!))
    .$if(hours !== undefined, query =>
      query.where(sql<boolean>`x.created_at > now() - make_interval(hours => ${hours!}::int)`),
    )
    .$if(before !== undefined, query => query.where('x.id', '<', before!))
    .orderBy('x.id', 'desc')
    .limit(limit)
    .execute();
  return rows as ListedExecution[];
}

/** What can be chosen in the filter. */
export const listRunWorkflows = (tx: Transaction): Promise<{ id: string; name: string }[]> =>
  tx
    .selectFrom('workflows')
    .select(['id', 'name'])
    .where(sql<boolean>`owner_id = (select auth.uid()) or id = any (array(select parley.shared_workflow_ids()))`)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute();
