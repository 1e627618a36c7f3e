import { AppError } from '../errors';
import type { CalledRun, CallPlan, WorkflowCalls } from '../nodes/workflow-calls';
import type { Effect } from '../workflow/node-types';
import type { Item } from '../workflow/schema';
import { type CallsOutcome, passOnFailed } from './call-items';
import { addOutputs, byIdentity, nothing } from './collect-outputs';
import type { NodeExecution } from './node-execution';
import type { NodeTask } from './node-task';

interface Reached {
  params: Record<string, unknown>;
  effect: Effect;
  resolvedParams: NodeExecution['resolvedParams'];
}

/** More than this belongs into a loop, or into one run with all items. */
const mostRuns = 1_000;
const plain = { attempt: 1, failure: null, wakeAt: null };

/**
 * A step that runs another workflow, in a live run. Each run that it asks for has a key of its own, so asking again
 * after a restart finds the same one. While it waits the run is parked, and what it waits for wakes it.
 */
export async function callWorkflow(task: NodeTask, { params, effect, resolvedParams }: Reached): Promise<CallsOutcome> {
  const { definition, items, services, deps } = task;
  const plan = definition.calls!(params);
  try {
    if (!services.workflows || (plan.waitMs !== null && !deps.wakeAt)) throw new AppError('node.cannot_wait', {});
    const groups = plan.per === 'item' ? items.map(item => [item]) : [items];
    if (groups.length > mostRuns) throw new AppError('call.too_many', { runs: groups.length, limit: mostRuns });
    await task.beforeEffect(effect, resolvedParams);
    const runs = await startAll(task, { plan, groups, workflows: services.workflows });
    if (plan.waitMs === null) return started(task, { plan, runs });
    if (runs.every(({ end }) => end !== null)) return collect(task, { plan, runs });
    const until = new Date(Date.parse(task.earlier?.startedAt ?? task.startedAt) + plan.waitMs);
    if (until > deps.clock()) return { ...plain, status: 'waiting', collected: nothing(), wakeAt: until };
    const slow = runs.find(({ end }) => end === null)!;
    const error = new AppError('call.timed_out', { workflow: slow.workflow, run: slow.executionId });
    return { ...plain, status: 'failed', collected: nothing(), failure: { error, itemIndex: null } };
  } catch (error) {
    task.signal.throwIfAborted();
    return failedWith(task, AppError.from(error));
  }
}

interface Starting {
  plan: CallPlan;
  groups: readonly (readonly Item[])[];
  workflows: WorkflowCalls;
}

async function startAll({ key, signal }: NodeTask, { plan, groups, workflows }: Starting): Promise<CalledRun[]> {
  const { workflow, waitMs } = plan;
  const runs: CalledRun[] = [];
  for (const [index, items] of groups.entries()) {
    signal.throwIfAborted();
    runs.push(await workflows.call({ key: `${key}#${index}`, workflow, items, waits: waitMs !== null }));
  }
  return runs;
}

interface Called {
  plan: CallPlan;
  runs: readonly CalledRun[];
}

/** Not waited for: the items go on, each with the run that has it. */
function started({ items }: NodeTask, { plan, runs }: Called): CallsOutcome {
  const collected = nothing();
  addOutputs(collected, { next: [] }, 0);
  for (const [index, item] of items.entries()) {
    const { executionId, workflow } = runs[plan.per === 'item' ? index : 0]!;
    addOutputs(collected, { next: [{ ...item, called: { workflow, run: executionId } }] }, index);
  }
  return { ...plain, status: 'succeeded', collected };
}

/** What the runs came to, in the order of the items; of one that failed, what the step is set to do. */
function collect(task: NodeTask, { plan, runs }: Called): CallsOutcome {
  const outcome: CallsOutcome = { ...plain, status: 'succeeded', collected: nothing() };
  addOutputs(outcome.collected, { next: [] }, 0);
  for (const [index, run] of runs.entries()) {
    if (run.end === 'succeeded') {
      const origin = plan.per === 'item' ? index : task.items.length === 1 ? 0 : byIdentity(task.items);
      addOutputs(outcome.collected, { next: run.items }, origin);
      continue;
    }
    const { workflow, executionId } = run;
    const error = new AppError('call.failed', { workflow, run: executionId, reason: run.reason ?? 'it was stopped.' });
    const failure = { error, itemIndex: plan.per === 'item' ? index : null };
    outcome.failure ??= failure;
    if ((task.node.options.onError ?? 'stop') === 'stop') return { ...outcome, status: 'failed', failure };
    const { collected } = outcome;
    passOnFailed(task, { collected, call: 0, error, ...(plan.per === 'item' ? { index } : {}) });
  }
  return outcome;
}

function failedWith(task: NodeTask, error: AppError): CallsOutcome {
  const failure = { error, itemIndex: null };
  if ((task.node.options.onError ?? 'stop') === 'stop') {
    return { ...plain, status: 'failed', collected: nothing(), failure };
  }
  const collected = nothing();
  passOnFailed(task, { collected, call: 0, error });
  return { ...plain, status: 'succeeded', collected, failure };
}
