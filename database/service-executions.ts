import { type RawBuilder, sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Answer, Execution, RunMode } from '@/engine/run/execution';
import type { Item } from '@/engine/workflow/schema';
import type { Database } from './connection';
import { json } from './json';
import { uuidV7 } from './uuid';

interface HookExecution {
  id?: string;
  /** Refused unless this trigger starts that version now. */
  triggerId?: string;
  workflowId: string;
  ownerId: string;
  version: number;
  mode: RunMode;
  triggerNodeId: string;
  items: readonly Item[];
  startedBy: Execution['startedBy'];
}

/** For a call from outside: nobody is signed in, and the run is its owner's. */
export async function createOwnersExecution(db: Database, execution: HookExecution): Promise<string> {
  const { id = uuidV7(), workflowId, ownerId, version, mode, triggerNodeId, items, startedBy, triggerId } = execution;
  const values: RawBuilder<unknown> = sql`${id}::uuid, workflow_id, ${ownerId}::uuid, version, workflow, ${mode}::text,
    ${triggerNodeId}::uuid, ${json(items)}, ${startedBy}::text`;
  const starts = sql`exists (select from workflow_triggers t join workflows w on w.id = t.workflow_id
    where t.id = ${triggerId ?? null}::uuid and t.active and w.active_version = ${version} and w.owner_id = ${ownerId}::uuid)`;
  const { rows } = await sql<{ id: string }>`
    insert into workflow_executions
      (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, trigger_items, started_by)
    select ${values} from workflow_versions where workflow_id = ${workflowId} and version = ${version}
      and (${triggerId === undefined}::boolean or ${starts})
    returning id`.execute(db.service);
  if (!rows[0]) throw new AppError('hook.not_found', {});
  return rows[0].id;
}

/** One that nothing was done for yet, and that lacks something it needs. */
export async function removeUnstarted(db: Database, executionId: string): Promise<void> {
  await sql`delete from workflow_executions where id = ${executionId} and status = 'queued' and epoch = 0`.execute(
    db.service,
  );
}

export interface ExecutionState {
  status: Execution['status'];
  answer: Answer | null;
  error: Execution['error'];
}

/** How far it is, for whoever waits for it in this process. */
export async function readExecutionState(db: Database, executionId: string): Promise<ExecutionState | null> {
  const row = await db.service
    .selectFrom('workflow_executions')
    .select(['status', 'answer', 'error'])
    .where('id', '=', executionId)
    .executeTakeFirst();
  return (row as ExecutionState | undefined) ?? null;
}

/** Made, but never given to the queue: their starter died in between. What a limit holds back is no such run. */
export async function findStrayExecutions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from workflow_executions
    where status = 'queued' and epoch = 0
      and created_at < now() - interval '15 seconds'
      and not exists (select from run_turns where execution_id = id and held_at is not null)
    order by id limit 500`.execute(db.service);
  return rows.map(({ id }) => id);
}
