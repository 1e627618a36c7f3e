import type { Outputs } from '../nodes/define-node';
import { sourceOf } from '../nodes/derived';
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
  for (const port in outputs) {
    if (!Object.hasOwn(outputs, port)) continue;
    collected.outputs[port] ??= [];
    collected.origins[port] ??= [];
    const into = collected.outputs[port];
    const origins = collected.origins[port];
    for (const item of outputs[port]!) {
      into.push(item);
      origins.push(typeof originOf === 'number' ? originOf : originOf(item));
    }
  }
}

/** An item that is passed on is the very same object, and one that is derived says of which: that place is its origin. */
export function byIdentity(items: readonly Item[]): (item: Item) => number | null {
  let asked = 0;
  let places: Map<Item, number> | null = null;
  return given => {
    const item = sourceOf(given);
    asked += 1;
    if (asked < worthAMap) {
      const place = items.indexOf(item);
      return place < 0 ? null : place;
    }
    places ??= placesOf(items);
    return places.get(item) ?? null;
  };
}

/** A summary gives one item for thousands: looking them all up beforehand would cost more than it saves. */
const worthAMap = 4;

function placesOf(items: readonly Item[]): Map<Item, number> {
  const places = new Map<Item, number>();
  for (let index = items.length - 1; index >= 0; index -= 1) places.set(items[index]!, index);
  return places;
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
