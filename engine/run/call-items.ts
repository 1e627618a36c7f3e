import type { AppError } from '../errors';
import type { CallProgress } from '../nodes/progress-of';
import type { Effect } from '../workflow/node-types';
import type { Item } from '../workflow/schema';
import { type CallResult, callOnce } from './call-once';
import { addOutputs, byIdentity, type Collected, nothing } from './collect-outputs';
import { storedProgress } from './error-record';
import { indexOf, type NodeTask, type Prepared } from './node-task';
import { isAbove } from './retry';

const readsAtOnce = 5;
/** How long a list may keep the process from answering anybody else. */
const longestTurnMs = 20;

export interface CallsOutcome {
  status: 'succeeded' | 'failed' | 'waiting';
  collected: Collected;
  attempt: number;
  /** The first failure, whether or not it stopped the node. */
  failure: { error: AppError; itemIndex: number | null } | null;
  wakeAt: Date | null;
}

/** Calls the node for every item, in order; only reads go out side by side. */
export async function callItems(task: NodeTask, prepared: readonly Prepared[], effect: Effect): Promise<CallsOutcome> {
  const inOrder = effect !== 'read' || task.definition.runs === 'all';
  const from = inOrder ? resumeAt(task) : 0;
  const results: CallResult[] = [];
  let next = from;
  let halted = false;
  let breath = performance.now();

  const work = async () => {
    while (!halted && next < prepared.length) {
      const call = next;
      next += 1;
      const result = resultOf(task, { prepared: prepared[call]!, call, effect, resumed: call === from });
      results[call] = result instanceof Promise ? await result : result;
      if (stops(task, results[call])) halted = true;
      if (performance.now() - breath > longestTurnMs) {
        await new Promise(resolve => setImmediate(resolve));
        task.signal.throwIfAborted();
        breath = performance.now();
      }
    }
  };
  if (inOrder) await work();
  else await Promise.all(Array.from({ length: readsAtOnce }, work));
  return toOutcome(task, { results, from, inOrder });
}

/** Items before the one it waits for were done; their outputs are in its record. */
function resumeAt({ earlier }: NodeTask): number {
  return earlier?.status === 'waiting' ? (earlier.error?.itemIndex ?? 0) : 0;
}

/** Several reads go out side by side: then the record does not tell whose progress it was, and each begins anew. */
function parkedProgress({ earlier, items, definition }: NodeTask): CallProgress | null {
  const isOne = definition.runs === 'all' || items.length === 1 || earlier?.error?.itemIndex !== null;
  return isOne && earlier?.status === 'waiting' ? storedProgress(earlier.error) : null;
}

interface OneCall {
  prepared: Prepared;
  call: number;
  effect: Effect;
  resumed: boolean;
}

function resultOf(task: NodeTask, { prepared, call, effect, resumed }: OneCall): CallResult | Promise<CallResult> {
  // What only waited for its time was not tried before.
  const tried = task.earlier?.status === 'waiting' && !task.earlier.error ? 0 : (task.earlier?.attempt ?? 0);
  const attempt = resumed ? tried + 1 : 1;
  if (prepared.error) return { kind: 'failed', error: prepared.error, attempt: 1 };
  const progress = resumed ? parkedProgress(task) : null;
  return callOnce(task, { params: prepared.params, index: indexOf(task, call), effect, attempt, progress });
}

const stops = ({ node }: NodeTask, result: CallResult) =>
  result.kind === 'park' || (result.kind === 'failed' && (node.options.onError ?? 'stop') === 'stop');

interface Results {
  results: readonly CallResult[];
  from: number;
  inOrder: boolean;
}

function toOutcome(task: NodeTask, { results, from, inOrder }: Results): CallsOutcome {
  const { earlier, definition, items } = task;
  const collected = from > 0 && earlier ? copyOf(earlier) : nothing();
  const origin = definition.runs === 'all' ? byIdentity(items) : null;
  const outcome: CallsOutcome = { status: 'succeeded', collected, attempt: 1, failure: null, wakeAt: null };
  for (let call = from; call < results.length; call += 1) {
    const result = results[call];
    if (!result) continue; // another read stopped the node before this one began
    outcome.attempt = Math.max(outcome.attempt, result.attempt);
    if (result.kind === 'gave') {
      addOutputs(collected, result.outputs, origin ?? call);
      continue;
    }
    const itemIndex = indexOf(task, call);
    if (result.kind === 'park') {
      const kept = inOrder ? collected : nothing();
      const failure = { error: result.error, itemIndex: inOrder ? itemIndex : null };
      return { ...outcome, status: 'waiting', collected: kept, failure, wakeAt: result.wakeAt };
    }
    outcome.failure ??= { error: result.error, itemIndex };
    if (stops(task, result)) return { ...outcome, status: 'failed', failure: { error: result.error, itemIndex } };
    passOnFailed(task, { collected, call, error: result.error });
  }
  return outcome;
}

const copyOf = ({ outputs, origins }: Collected): Collected => ({
  outputs: Object.fromEntries(Object.entries(outputs).map(([port, items]) => [port, [...items]])),
  origins: Object.fromEntries(Object.entries(origins).map(([port, indexes]) => [port, [...indexes]])),
});

/** `route` sends what failed to the port `error`; `continue` passes it on. Both tell in a field what was wrong. */
export function passOnFailed(
  { node, definition, items }: NodeTask,
  { collected, call, error, index }: { collected: Collected; call: number; error: AppError; index?: number },
): void {
  const told = (item: Item): Item => ({ ...item, error: { code: error.code, message: error.userMessage } });
  const ports = definition.ports(node.params);
  // With several ways out the last is the cautious one: `no`, `otherwise`.
  const port = node.options.onError === 'route' ? 'error' : (ports.at(-1) ?? 'next');
  const failed = index !== undefined ? [index] : definition.runs === 'each' ? [call] : items.keys();
  for (const each of failed) addOutputs(collected, { [port]: [told(items[each] ?? {})] }, each);
}

/** True when a repeat after an interruption could take effect a second time. */
export function isUnrepeatable(
  task: NodeTask,
  { effect, prepared }: { effect: Effect; prepared: readonly Prepared[] },
) {
  if (!isAbove(effect, 'read')) return false;
  return prepared.some(({ params }) => params !== null && !task.definition.honoursIdempotencyKey(params));
}
