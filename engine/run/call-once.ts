import { AppError } from '../errors';
import type { Outputs } from '../nodes/define-node';
import { type CallProgress, progressOf } from '../nodes/progress-of';
import type { Effect } from '../workflow/node-types';
import { type NodeTask, toCall } from './node-task';
import { holdsFile, withFiles } from './open-files';
import { longestPauseMs, mayRepeat, pauseBefore } from './retry';

export type CallResult =
  | { kind: 'gave'; outputs: Outputs; attempt: number }
  | { kind: 'failed'; error: AppError; attempt: number }
  /** Too long a pause to wait for here. */
  | { kind: 'park'; error: AppError; attempt: number; wakeAt: Date };

export interface CallPlan {
  params: Record<string, unknown>;
  index: number | null;
  effect: Effect;
  attempt: number;
  /** How far it had come when it was parked. */
  progress: CallProgress | null;
}

/** One call, repeated as its effect allows. Answers at once where the node does: most compute and wait for nothing. */
export function callOnce(task: NodeTask, plan: CallPlan): CallResult | Promise<CallResult> {
  const { attempt } = plan;
  if (plan.effect !== 'none' || opensFile(task, plan)) return callPatiently(task, plan);
  try {
    const outputs = task.definition.execute(toCall(task, { ...plan, progress: plan.progress?.state }));
    if (!(outputs instanceof Promise)) return { kind: 'gave', outputs, attempt };
    return callPatiently(task, plan, outputs);
  } catch (error) {
    return { kind: 'failed', error: asFailure(task, error), attempt };
  }
}

async function callPatiently(task: NodeTask, plan: CallPlan, begun?: Promise<Outputs>): Promise<CallResult> {
  const { definition, node, deps, signal } = task;
  const honoursKey = definition.honoursIdempotencyKey(plan.params);
  const { attempts, delayMs } = node.options.retry ?? definition.retry;
  let { progress } = plan;
  for (let attempt = plan.attempt; ; attempt += 1) {
    try {
      const outputs = await withinTime(task, { ...plan, progress }, begun);
      return { kind: 'gave', outputs, attempt };
    } catch (cause) {
      signal.throwIfAborted();
      const error = asFailure(task, cause);
      const reached = progressOf(error);
      if (reached && reached.done > (progress?.done ?? 0)) attempt = 1;
      progress = reached ?? progress;
      if (attempt >= attempts || !mayRepeat(error, { effect: plan.effect, honoursKey })) {
        return { kind: 'failed', error, attempt };
      }
      const pause = pauseBefore(attempt + 1, { error, delayMs });
      if (pause > longestPauseMs) {
        if (!deps.wakeAt) return { kind: 'failed', error, attempt };
        return { kind: 'park', error, attempt, wakeAt: new Date(deps.clock().getTime() + pause) };
      }
      await deps.wait(pause, signal);
      begun = undefined;
    }
  }
}

/** A node that does not listen to its signal is left behind all the same: nobody waits for it. */
async function withinTime(task: NodeTask, plan: CallPlan, begun: Promise<Outputs> | undefined): Promise<Outputs> {
  const { signal, definition, node } = task;
  signal.throwIfAborted();
  const timeoutMs = node.options.timeoutMs ?? definition.timeoutMs;
  const controller = new AbortController();
  const { promise: given, reject: giveUp } = Promise.withResolvers<never>();
  const stop = (reason: unknown) => {
    controller.abort(reason);
    giveUp(reason);
  };
  const onAbort = () => stop(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop(new AppError('node.timeout', { seconds: timeoutMs / 1_000 })), timeoutMs);
  try {
    const call = { ...toCall(task, { ...plan, progress: plan.progress?.state }), signal: controller.signal };
    return await Promise.race([begun ?? execute(task, call), given]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

const opensFile = ({ definition }: NodeTask, { params }: CallPlan) => definition.opensFiles && holdsFile(params);

async function execute({ definition, services }: NodeTask, call: ReturnType<typeof toCall>): Promise<Outputs> {
  if (!definition.opensFiles || !services.openFile || !holdsFile(call.params)) return definition.execute(call);
  return definition.execute({ ...call, params: await withFiles(call.params, services.openFile) });
}

function asFailure({ deps, execution, key }: NodeTask, error: unknown): AppError {
  if (!AppError.is(error) || error.code === 'unexpected') {
    deps.onBug(error, { executionId: execution.id, nodeKey: key });
  }
  return AppError.from(error);
}
