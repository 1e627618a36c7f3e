import type { Outputs } from '../nodes/define-node';
import { exampleOutput } from '../nodes/example-output';
import type { Effect } from '../workflow/node-types';
import { openSettingsOf } from '../workflow/open-settings';
import { givenItems } from '../workflow/ports';
import type { Item } from '../workflow/schema';
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
 * What stands in for a step whose address, condition or other setting is still open; never in a live run. A decision
 * leads everything its first way (`yes`, kept), as does a wait; any other step gives one example for each item, with
 * something at every place that the steps behind it read. What was recorded or is known comes first.
 */
export function openOutputs(task: NodeTask): Collected | null {
  const { node, definition, execution, items, deps } = task;
  if (execution.mode === 'live' || openSettingsOf(node, definition).length === 0) return null;
  const recorded = execution.recorded[task.key] ?? execution.recorded[node.key];
  if (recorded) return byPosition(recorded, items.length);
  const port = definition.ports(node.params)[0] ?? 'next';
  // What starts it brings what the test was given, also before its address is known.
  if (definition.kind === 'logic' || definition.kind === 'trigger') return byPosition({ [port]: items }, items.length);
  const example = (item: Item) =>
    exampleOutput(execution.workflow, { node, nodeTypes: deps.nodeTypes, base: baseOf(task, item) });
  return byPosition({ [port]: items.map(example) }, items.length);
}

/** An AI step passes on what it was given; a request gives its form, and the entries of a list are what is read of them. */
function baseOf({ node, definition }: NodeTask, item: Item): Item {
  if (definition.kind === 'ai') return item;
  if (node.params.itemsPath !== undefined || node.params.pages) return {};
  if (node.type === 'core.http-request') return { status: 200, headers: {}, body: {} };
  return givenItems(definition.example.output)[0] ?? {};
}

/**
 * What stands in for the node in a run that must not reach anybody: what it would give for these values, else what it
 * gave before, else its example. What was recorded also stands in for a read, so that a run can be tried on it. A read
 * that asks a model is stood in for, too: a trial costs nothing.
 */
export function substituteOutputs(
  task: NodeTask,
  { prepared, effect }: { prepared: readonly Prepared[]; effect: Effect },
) {
  const { execution, node, definition, items } = task;
  if (execution.mode === 'live') return null;
  const simulated = isAbove(effect, 'read');
  const recorded = execution.recorded[task.key] ?? execution.recorded[node.key];
  // A replay is compared with what was: what a step gave then is nearer to that than what it would give.
  if (recorded && execution.mode === 'replay') return byPosition(recorded, items.length);
  if (simulated && definition.simulate) return callEach(task, prepared, definition.simulate);
  if (recorded) return byPosition(recorded, items.length);
  if (!simulated && !definition.usesModel) return null;
  return callEach(task, prepared, definition.simulate ?? (() => definition.example.output));
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
