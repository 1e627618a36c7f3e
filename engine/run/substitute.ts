import type { Outputs } from '../nodes/define-node';
import type { Effect } from '../workflow/node-types';
import { addOutputs, byIdentity, byPosition, type Collected, nothing } from './collect-outputs';
import { indexOf, type NodeTask, type Prepared, toCall } from './node-task';
import { isAbove } from './retry';

/** Outputs that a person pinned; never in a live run. */
export function pinnedOutputs({ node, definition, execution, items }: NodeTask): Collected | null {
  if (execution.mode === 'live' || !node.options.pinned) return null;
  const port = definition.ports(node.params)[0] ?? 'next';
  return byPosition({ [port]: node.options.pinned }, items.length);
}

/**
 * What stands in for the node in a run that must not reach anybody: what it would give for these values, else what it
 * gave before, else its example. What was recorded also stands in for a read, so that a run can be tried on it.
 */
export function substituteOutputs(
  task: NodeTask,
  { prepared, effect }: { prepared: readonly Prepared[]; effect: Effect },
) {
  const { execution, node, definition, items } = task;
  if (execution.mode === 'live') return null;
  const simulated = isAbove(effect, 'read');
  if (simulated && definition.simulate) return callEach(task, prepared, definition.simulate);
  const recorded = execution.recorded[node.key];
  if (recorded) return byPosition(recorded, items.length);
  return simulated ? callEach(task, prepared, () => definition.example.output) : null;
}

function callEach(
  task: NodeTask,
  prepared: readonly Prepared[],
  give: (call: ReturnType<typeof toCall>) => Outputs,
): Collected {
  const collected = nothing();
  const origin = task.definition.runs === 'all' ? byIdentity(task.items) : null;
  for (const [call, { params }] of prepared.entries()) {
    if (params) addOutputs(collected, give(toCall(task, { params, index: indexOf(task, call) })), origin ?? call);
  }
  return collected;
}
