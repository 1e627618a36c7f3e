import { AppError } from '../errors';
import type { Came, RunWaits, Wanted } from '../nodes/run-waits';
import type { Effect } from '../workflow/node-types';
import type { CallsOutcome } from './call-items';
import { nothing } from './collect-outputs';
import type { NodeExecution } from './node-execution';
import { indexOf, type NodeTask, type Prepared, toCall } from './node-task';
import { withKey } from './open-credential';
import { longestPauseMs, mayRepeat, pauseBefore } from './retry';

interface Reached {
  calls: readonly Prepared[];
  effect: Effect;
  resolvedParams: NodeExecution['resolvedParams'];
}

/** `held`: how it stands until somebody answers. `came`: what they answered, with which the step goes on. */
export type Awaited = { held: CallsOutcome } | { came: Came } | null;

/**
 * A node that waits for somebody outside, in a live run: it asks, tells where to answer, and parks the run, which keeps
 * no worker and outlives a restart. Null when it waits for nobody. What it asks for is kept before anybody is told.
 */
export async function awaitAnswer(task: NodeTask, reached: Reached): Promise<Awaited> {
  const { definition, execution, services, deps } = task;
  const index = reached.calls.findIndex(({ params }) => params !== null);
  const params = reached.calls[index]?.params;
  if (!definition.waitFor || execution.mode !== 'live' || !params) return null;
  try {
    const began = new Date(task.earlier?.startedAt ?? task.startedAt);
    const call = toCall(task, { params, index: indexOf(task, index) });
    const asked = definition.waitFor(call, began);
    if (!asked) return null;
    const wanted: Wanted = { ...asked, name: asked.name ?? task.key };
    if (!services.waits || !deps.wakeAt) throw new AppError('node.cannot_wait', {});
    await task.beforeEffect(reached.effect, reached.resolvedParams);
    const opened = await services.waits.open(wanted);
    if (opened.came) return { came: opened.came };
    if (!opened.told && opened.links.length > 0 && definition.announce) {
      const announce = definition.announce;
      const keyed = toCall(await withKey(task, params), { params, index: indexOf(task, index) });
      await patiently(task, reached.effect, () => announce(keyed, opened));
      await services.waits.told(wanted);
    }
    return await parkOrGoOn(task, { waits: services.waits, wanted, until: opened.until });
  } catch (error) {
    task.signal.throwIfAborted();
    return { held: { ...outcome, status: 'failed', failure: { error: AppError.from(error), itemIndex: null } } };
  }
}

const outcome = { collected: nothing(), attempt: 1, failure: null, wakeAt: null };

async function parkOrGoOn(
  { deps }: NodeTask,
  { waits, wanted, until }: { waits: RunWaits; wanted: Wanted; until: Date },
): Promise<Awaited> {
  if (until > deps.clock()) return { held: { ...outcome, status: 'waiting', wakeAt: until } };
  return { came: await waits.close(wanted) };
}

/** Telling is tried again as any call would be, for as long as a worker can wait. */
async function patiently({ node, definition, deps, signal }: NodeTask, effect: Effect, work: () => Promise<void>) {
  const { attempts, delayMs } = node.options.retry ?? definition.retry;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (cause) {
      signal.throwIfAborted();
      const error = AppError.from(cause);
      if (attempt >= attempts || !mayRepeat(error, { effect, honoursKey: true })) throw error;
      await deps.wait(Math.min(pauseBefore(attempt + 1, { error, delayMs }), longestPauseMs), signal);
    }
  }
}
