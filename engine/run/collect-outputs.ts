import type { Outputs } from '../nodes/define-node';
import type { Item } from '../workflow/schema';
import type { NodeExecution } from './node-execution';

export type Collected = Pick<NodeExecution, 'outputs' | 'origins'>;

export const nothing = (): Collected => ({ outputs: {}, origins: {} });

/** Adds what one call gave. What comes of one item comes from that item; otherwise identity tells. */
export function addOutputs(
  collected: Collected,
  outputs: Outputs,
  originOf: number | ((item: Item) => number | null),
): void {
  for (const [port, items] of Object.entries(outputs)) {
    collected.outputs[port] ??= [];
    collected.origins[port] ??= [];
    const { outputs: into, origins } = { outputs: collected.outputs[port], origins: collected.origins[port] };
    for (const item of items) {
      into.push(item);
      origins.push(typeof originOf === 'number' ? originOf : originOf(item));
    }
  }
}

/** An item that is passed on is the very same object, so its place in the input is its origin. */
export function byIdentity(items: readonly Item[]): (item: Item) => number | null {
  const places = new Map<Item, number>();
  for (const [index, item] of items.entries()) if (!places.has(item)) places.set(item, index);
  return item => places.get(item) ?? null;
}

/** One for one where the counts say so: recorded and pinned items have lost their identity. */
export function byPosition(outputs: Outputs, inputCount: number): Collected {
  const total = Object.values(outputs).reduce((sum, items) => sum + items.length, 0);
  const collected = nothing();
  for (const [port, items] of Object.entries(outputs)) {
    collected.outputs[port] = [...items];
    collected.origins[port] = items.map((_, index) => (total === inputCount && items.length === total ? index : null));
  }
  return collected;
}
