import { AppError } from '../errors';
import type { Effect } from '../workflow/node-types';
import { type Awaited, awaitAnswer } from './await-answer';
import { type CallsOutcome, callItems, isUnrepeatable, passOnFailed } from './call-items';
import { callWorkflow } from './call-workflow';
import { type Collected, nothing } from './collect-outputs';
import { toErrorRecord, toParkedRecord } from './error-record';
import { Answer } from './execution';
import { holdBack } from './hold-back';
import { withinLimits } from './limits';
import type { NodeExecution } from './node-execution';
import { indexOf, type NodeTask, type Prepared, toCall } from './node-task';
import { noteRefusal, withKey } from './open-credential';
import { type PreparedCalls, prepareCalls } from './prepare-calls';
import { runLoop } from './run-loop';
import { scrubRecord, secretsOf } from './scrub';
import { openOutputs, pinnedOutputs, substituteOutputs } from './substitute';

const rank: readonly Effect[] = ['none', 'read', 'write', 'destructive', 'spend'];

/** What a node did, and what it answers to a webhook that waits. */
export interface NodeOutcome {
  record: NodeExecution;
  answer: Answer | null;
}

/** One node, start to finish. Rejects with the signal's reason only: every other failure is in the record. */
export async function executeNode(task: NodeTask): Promise<NodeOutcome> {
  const given = withoutSettings(task);
  if (given) return { record: given, answer: null };
  try {
    const prepared = await prepareCalls(task);
    const record = withinLimits(await withSettings(task, prepared), { items: task.items, most: task.deps.limits });
    return { record, answer: record.status === 'succeeded' ? answerOf(task, prepared) : null };
  } catch (bug) {
    task.signal.throwIfAborted();
    task.deps.onBug(bug, { executionId: task.execution.id, nodeKey: task.key });
    const failure = { error: AppError.from(bug), itemIndex: null };
    return { record: toRecord(task, { ...stopped, failure }), answer: null };
  }
}

function withoutSettings(task: NodeTask): NodeExecution | null {
  const isTrigger = task.node.id === task.graph.trigger.id;
  if (!isTrigger && task.node.options.disabled)
    return { ...succeeded(task, passOn(task, task.items)), status: 'skipped' };
  const pinned = isTrigger ? null : pinnedOutputs(task);
  if (pinned) return { ...succeeded(task, pinned), simulated: true, given: 'pinned' };
  const open = openOutputs(task);
  const { params } = task.node;
  return open && { ...succeeded(task, open), simulated: true, given: 'open', resolvedParams: { ...params } };
}

async function withSettings(task: NodeTask, prepared: PreparedCalls): Promise<NodeExecution> {
  const { calls, resolvedParams, resolutions } = prepared;
  const effect = effectOf(task, calls);
  const known = { effect, resolvedParams, resolutions: [...resolutions] };
  const refused = firstRefusal(task, prepared);
  if (refused) return { ...toRecord(task, { ...stopped, failure: refused }), ...known };

  const substitute = substituteOutputs(task, { prepared: calls, effect });
  if (substitute) return { ...afterSubstitute(task, { prepared, substitute }), ...known, simulated: true };
  if (task.earlier?.status === 'running' && isUnrepeatable(task, { effect, prepared: calls })) {
    return { ...resultUnknown(task), ...known };
  }
  if (task.definition.loop && calls[0]?.params) {
    const { simulated, ...outcome } = await runLoop(task, calls[0].params);
    return { ...toRecord(task, outcome), ...known, simulated };
  }
  if (task.definition.calls && calls[0]?.params) {
    return {
      ...toRecord(task, await callWorkflow(task, { params: calls[0].params, effect, resolvedParams })),
      ...known,
    };
  }
  const held = await holdBack(task, calls);
  if (held) return { ...toRecord(task, held), ...known };
  const awaited = task.definition.waitFor ? await awaitAnswer(task, { calls, effect, resolvedParams }) : null;
  if (awaited) return { ...toRecord(task, await outcomeOf(task, { awaited, calls })), ...known };
  const keyed = await tryWithKey(task, calls);
  if (AppError.is(keyed)) {
    return { ...toRecord(task, { ...stopped, failure: { error: keyed, itemIndex: null } }), ...known };
  }
  if (effect !== 'none') await task.beforeEffect(effect, resolvedParams);
  const called = { ...toRecord(task, await callItems(keyed, calls, effect)), ...known };
  const record = keyed.credential ? scrubRecord(called, secretsOf(keyed.credential)) : called;
  await noteRefusal(keyed, record);
  const isSkippedWait = (task.definition.waitUntil ?? task.definition.waitFor) && task.execution.mode !== 'live';
  return isSkippedWait ? { ...record, simulated: true } : record;
}

/** What it waited for is there: what it makes of that reaches nobody. */
const outcomeOf = async (
  task: NodeTask,
  { awaited, calls }: { awaited: NonNullable<Awaited>; calls: readonly Prepared[] },
): Promise<CallsOutcome> =>
  'held' in awaited ? awaited.held : callItems({ ...task, came: awaited.came }, calls, 'none');

async function tryWithKey(task: NodeTask, calls: readonly Prepared[]): Promise<NodeTask | AppError> {
  // What started the run has looked already, with its key; in the run it only hands on what it found.
  if (task.node.id === task.graph.trigger.id) return task;
  try {
    const params = calls.find(call => call.params !== null)?.params;
    return await withKey(task, params ?? task.node.params);
  } catch (error) {
    if (AppError.is(error)) return error;
    throw error;
  }
}

function answerOf(task: NodeTask, { calls }: PreparedCalls): Answer | null {
  const call = calls.findIndex(({ params }) => params !== null);
  const params = calls[call]?.params;
  if (!task.definition.toAnswer || !params) return null;
  return Answer.parse(task.definition.toAnswer(toCall(task, { params, index: indexOf(task, call) })));
}

const stopped: CallsOutcome = { status: 'failed', collected: nothing(), attempt: 1, failure: null, wakeAt: null };

/** The furthest that any of its calls reaches: settings may differ from item to item. */
function effectOf({ definition, node }: NodeTask, calls: readonly Prepared[]): Effect {
  let furthest: Effect = 'none';
  for (const { params } of calls) {
    const effect = definition.effect(params ?? node.params);
    if (effect !== furthest && rank.indexOf(effect) > rank.indexOf(furthest)) furthest = effect;
  }
  return furthest;
}

/** A setting that does not fit one item stops the node before anything was sent for the others. */
function firstRefusal({ node, definition }: NodeTask, { calls }: PreparedCalls): CallsOutcome['failure'] {
  if ((node.options.onError ?? 'stop') !== 'stop') return null;
  const index = calls.findIndex(({ error }) => error !== null);
  const error = calls[index]?.error;
  return error ? { error, itemIndex: definition.runs === 'all' ? null : index } : null;
}

function afterSubstitute(
  task: NodeTask,
  { prepared, substitute }: { prepared: PreparedCalls; substitute: Collected },
): NodeExecution {
  let failure: CallsOutcome['failure'] = null;
  for (const [call, { error }] of prepared.calls.entries()) {
    if (!error) continue;
    failure ??= { error, itemIndex: task.definition.runs === 'all' ? null : call };
    passOnFailed(task, { collected: substitute, call, error });
  }
  return toRecord(task, { status: 'succeeded', collected: substitute, attempt: 1, failure, wakeAt: null });
}

function passOn({ definition, node }: NodeTask, items: NodeTask['items']): Collected {
  const port = definition.ports(node.params)[0] ?? 'next';
  return { outputs: { [port]: [...items] }, origins: { [port]: items.map((_, index) => index) } };
}

const succeeded = (task: NodeTask, collected: Collected): NodeExecution =>
  toRecord(task, { status: 'succeeded', collected, attempt: 1, failure: null, wakeAt: null });

function resultUnknown(task: NodeTask): NodeExecution {
  const error = new AppError('node.result_unknown', { label: task.node.label });
  const attempt = task.earlier?.attempt ?? 1;
  const record = toRecord(task, { ...stopped, attempt, failure: { error, itemIndex: null } });
  return { ...record, status: 'result_unknown' };
}

const errorOf = ({ status }: CallsOutcome, { error, itemIndex }: NonNullable<CallsOutcome['failure']>) =>
  status === 'waiting' ? toParkedRecord(error, itemIndex) : toErrorRecord(error, itemIndex);

function toRecord(task: NodeTask, outcome: CallsOutcome): NodeExecution {
  const { node, key, earlier, sources, deps, startedAt } = task;
  return {
    nodeKey: key,
    nodeId: node.id,
    type: node.type,
    label: node.label,
    status: outcome.status,
    attempt: outcome.attempt,
    effect: 'none',
    outputs: outcome.collected.outputs,
    origins: outcome.collected.origins,
    sources: [...sources],
    resolvedParams: null,
    resolutions: [],
    error: outcome.failure && errorOf(outcome, outcome.failure),
    wakeAt: outcome.wakeAt?.toISOString() ?? null,
    simulated: false,
    startedAt: earlier?.startedAt ?? startedAt,
    finishedAt: outcome.status === 'waiting' ? null : deps.clock().toISOString(),
    seq: 0, // given when it is written
  };
}
