import {
  type Callable,
  createCalledRun,
  findCallable,
  findCalledRun,
  listCallableNames,
  type RunOfCall,
  readAncestors,
} from '@/database/called-runs';
import { asUser, type Claims, type Database } from '@/database/connection';
import { readExecution } from '@/database/executions';
import { wholeRecords } from '@/database/payload-rows';
import { readVersion } from '@/database/versions';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { CalledRun, WorkflowCalls } from '@/engine/nodes/workflow-calls';
import { type Execution, isFinished } from '@/engine/run/execution';
import { lastOutputs } from '@/engine/run/last-outputs';
import { nearestName } from '@/engine/workflow/nearest';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { blockingIssues } from './start-execution';

/** A run, one that it calls, one that this calls … */
const deepest = 10;

interface Caller {
  db: Database;
  execution: Pick<Execution, 'id' | 'ownerId'>;
  /** Puts a run in the queue. */
  start(executionId: string): Promise<void>;
}

/** What one run asks of other workflows: with the rights of its owner, once for each key. */
export function createWorkflowCalls(caller: Caller): WorkflowCalls {
  const { db, execution } = caller;
  return {
    async call({ key, workflow, items, waits }) {
      const of = { parentId: execution.id, key };
      let run = await findCalledRun(db, of);
      if (!run) {
        const plan = await planCall(caller, workflow);
        const id = await createCalledRun(db, { ...of, ...plan, ownerId: execution.ownerId, items, waits });
        if (id) await caller.start(id);
        run = (await findCalledRun(db, of))!;
      }
      return toCalledRun(caller, run);
    },
  };
}

const claimsOf = ({ execution }: Caller): Claims => ({ sub: execution.ownerId, role: 'authenticated' });

async function toCalledRun(caller: Caller, { id, name, status, error }: RunOfCall): Promise<CalledRun> {
  const end = isFinished(status) ? (status as NonNullable<CalledRun['end']>) : null;
  const isDone = end === 'succeeded';
  const items = isDone
    ? await asUser(caller.db, claimsOf(caller), async tx =>
        lastOutputs(wholeRecords(await readExecution(tx, { executionId: id }))),
      )
    : [];
  return { executionId: id, workflow: name, end, items, reason: error?.message ?? null };
}

async function planCall(caller: Caller, wanted: string) {
  const { db, execution } = caller;
  const target = await resolve(caller, wanted.trim());
  const { workflowIds, depth } = await readAncestors(db, { executionId: execution.id });
  if (workflowIds.includes(target.id)) throw new AppError('call.cycle', { workflow: target.name });
  if (depth + 1 > deepest) throw new AppError('call.too_deep', { workflow: target.name, limit: deepest });
  const { version } = target;
  const { workflow } = await asUser(db, claimsOf(caller), tx => readVersion(tx, { workflowId: target.id, version }));
  const triggerNodeId = triggerOf(workflow, target.name);
  const [blocking] = blockingIssues(workflow, triggerNodeId, 'live');
  if (blocking) throw new AppError('call.not_runnable', { workflow: target.name, reason: blocking.message });
  return { workflowId: target.id, version, triggerNodeId, depth: depth + 1 };
}

async function resolve(caller: Caller, wanted: string): Promise<Callable> {
  return asUser(caller.db, claimsOf(caller), async tx => {
    const found = await findCallable(tx, { workflow: wanted });
    const own = found.filter(each => each.own);
    const [only, ...others] = own.length > 0 ? own : found;
    if (!only) {
      const nearest = nearestName(wanted, await listCallableNames(tx));
      throw new AppError('call.workflow_unknown', { workflow: wanted, nearest });
    }
    if (others.length > 0)
      throw new AppError('call.workflow_ambiguous', { workflow: wanted, count: 1 + others.length });
    return only;
  });
}

/** The trigger that is made for it, else a start by hand. */
function triggerOf(workflow: Workflow, name: string): string {
  const startedBy = ({ type, options }: WorkflowNode) => (options.disabled ? null : nodeTypes[type]?.startedBy);
  const trigger =
    workflow.nodes.find(node => startedBy(node) === 'workflow') ??
    workflow.nodes.find(node => startedBy(node) === 'person');
  if (!trigger) throw new AppError('call.no_trigger', { workflow: name });
  return trigger.id;
}
