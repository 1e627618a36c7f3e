import { AppError } from '../errors';
import type { LoopPlan, LoopRules } from '../nodes/loop-plan';
import { createScopes } from '../workflow/lineage';
import { resolveParams } from '../workflow/resolve-params';
import { type CallsOutcome, passOnFailed } from './call-items';
import { addOutputs, type Collected, nothing } from './collect-outputs';
import { type Back, backFrom, firstRound, nextRound, type Round, tooManyAhead, wholeOf } from './loop-rounds';
import { type NodeTask, prefixWithin } from './node-task';
import { longestPauseMs } from './retry';

type Params = Record<string, unknown>;
type LoopTask = NodeTask & { rules: LoopRules<Params> };

/** How long rounds that wait for nothing may keep the process from answering anybody else. */
const longestTurnMs = 20;

interface Loop {
  plan: LoopPlan;
  params: Params;
  whole: Round;
  collected: Collected;
  /** The first round that failed where the loop goes on all the same. */
  failure: CallsOutcome['failure'];
  simulated: boolean;
}

/** What became of a loop; `simulated` when some of what it owns was not carried out. */
export type LoopOutcome = CallsOutcome & { simulated: boolean };

/**
 * Carries out what the node owns, round after round. It keeps nothing: begun again after a crash, each round that is
 * recorded ends at once as it ended, and the one that was under way goes on from its records.
 */
export async function runLoop(task: NodeTask, params: Params): Promise<LoopOutcome> {
  const rules = task.definition.loop!;
  const plan = rules.plan(params);
  const whole = wholeOf(task);
  const loop: Loop = { plan, params, whole, collected: nothing(), failure: null, simulated: false };
  addOutputs(loop.collected, { next: [] }, 0);
  const refused = tooManyAhead(plan, whole);
  if (refused) return failed(loop, { error: refused, itemIndex: null });
  try {
    return await eachRound({ ...task, rules }, loop);
  } catch (error) {
    task.signal.throwIfAborted();
    if (!AppError.is(error)) throw error;
    return failed(loop, { error, itemIndex: null }); // its condition cannot be read, or nobody would wake it
  }
}

async function eachRound(task: LoopTask, loop: Loop): Promise<LoopOutcome> {
  const { plan, whole } = loop;
  let breath = performance.now();
  let round = firstRound(plan, whole);
  for (let index = 0; round; index += 1) {
    if (index >= plan.maxRounds) return atLimit(loop);
    const end = await task.carryOut({ index, given: round });
    loop.simulated ||= end.simulated;
    let back: Back;
    if (end.failed) {
      const failure = failureOf(task, { index, round, record: end.failed });
      loop.failure ??= failure;
      if ((task.node.options.onError ?? 'stop') === 'stop') return failed(loop, failure);
      for (const origin of round.origins) {
        if (origin !== null)
          passOnFailed(task, { collected: loop.collected, call: 0, index: origin, error: failure.error });
      }
      back = { items: [], sources: [], origins: [], finishedAt: end.finishedAt, simulated: end.simulated };
    } else {
      back = backFrom(end, { round, prefix: prefixWithin(task, index), records: task.records });
      take(loop, back);
    }
    round = await after(task, loop, { index, back });
    if (!round) break;
    const held = await pause(task, loop, back);
    if (held) return { ...held, simulated: loop.simulated };
    if (performance.now() - breath > longestTurnMs) {
      await new Promise(resolve => setImmediate(resolve));
      task.signal.throwIfAborted();
      breath = performance.now();
    }
  }
  const { collected, failure, simulated } = loop;
  return { status: 'succeeded', collected, attempt: 1, failure, wakeAt: null, simulated };
}

/** `until` gives what came back last; the others give what came back from every round. */
function take({ plan, collected }: Loop, { items, origins }: Back): void {
  if (plan.kind === 'until') {
    collected.outputs.next = [...items];
    collected.origins.next = [...origins];
    return;
  }
  for (let at = 0; at < items.length; at += 1) {
    collected.outputs.next!.push(items[at]!);
    collected.origins.next!.push(origins[at] ?? null);
  }
}

/** The next round; null when the loop is over. What was only simulated says nothing of when it would be. */
async function after(
  task: LoopTask,
  { plan, whole, simulated }: Loop,
  { index, back }: { index: number; back: Back },
): Promise<Round | null> {
  if (plan.kind !== 'each' && simulated && task.execution.mode !== 'live') return null;
  const next = nextRound(plan, { whole, index, back });
  return next && (await isOver(task, { index, back })) ? null : next;
}

/** What came back is its item, and the steps of the round may be read. */
async function isOver(task: LoopTask, { index, back }: { index: number; back: Back }): Promise<boolean> {
  const { rules, node, definition, records, graph, execution, deps } = task;
  const late = Object.fromEntries(
    rules.afterRound.flatMap(name => (name in node.params ? [[name, node.params[name]]] : [])),
  );
  if (Object.keys(late).length === 0) return rules.isOver(definition.params.parse(node.params));
  const scopes = createScopes({
    ...{ records, items: back.items, sources: back.sources, triggerKey: graph.trigger.key, nodeKeys: graph.keys },
    ...{ now: execution.createdAt, workflow: { name: execution.workflow.name }, execution: { id: execution.id } },
    level: { prefix: prefixWithin(task, index), rounds: task.rounds },
  });
  const resolved = await resolveParams({ params: late, scopes, sandbox: deps.sandbox });
  return resolved.every(one => {
    if (!one.ok) throw one.error;
    return rules.isOver(definition.params.parse({ ...node.params, ...one.params }));
  });
}

/** Counted from the end of the round before, so that being looked at again makes no pause longer. */
async function pause(task: LoopTask, { plan, failure }: Loop, back: Back): Promise<CallsOutcome | null> {
  const { deps, execution, signal } = task;
  if (plan.pauseMs === 0 || execution.mode !== 'live' || !back.finishedAt) return null;
  const until = new Date(Date.parse(back.finishedAt) + plan.pauseMs);
  const ms = until.getTime() - deps.clock().getTime();
  if (ms <= 0) return null;
  if (ms > longestPauseMs) {
    if (!deps.wakeAt) throw new AppError('node.cannot_wait', {});
    return { status: 'waiting', collected: nothing(), attempt: 1, failure, wakeAt: until };
  }
  await deps.wait(ms, signal);
  return null;
}

function atLimit(loop: Loop): LoopOutcome {
  const { plan, collected, failure, simulated } = loop;
  if (plan.atLimit === 'stop') return { status: 'succeeded', collected, attempt: 1, failure, wakeAt: null, simulated };
  const error = new AppError('loop.limit_reached', { limit: plan.maxRounds });
  return failed(loop, { error, itemIndex: null });
}

/** What is shown of a loop that failed is what it had until then. */
function failed({ collected, simulated }: Loop, failure: NonNullable<CallsOutcome['failure']>): LoopOutcome {
  return { status: 'failed', collected, attempt: 1, failure, wakeAt: null, simulated };
}

function failureOf(
  { items }: NodeTask,
  {
    index,
    round,
    record,
  }: { index: number; round: Round; record: { label: string; error: { message: string; code: string } | null } },
): NonNullable<CallsOutcome['failure']> {
  const itemIndex = round.origins[0] ?? null;
  const { message, code } = record.error ?? { message: 'the reason was not recorded.', code: 'unexpected' };
  const facts = { round: index + 1, step: record.label, reason: message, cause: code };
  const error = new AppError('loop.round_failed', {
    ...facts,
    ...(itemIndex === null ? {} : { item: itemIndex + 1, items: items.length }),
  });
  return { error, itemIndex };
}
