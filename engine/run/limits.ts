import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import type { NodeExecution } from './node-execution';

/** What one run may take, so that none takes the process from all the others. */
export interface Limits {
  /** Items that one step may give. */
  items: number;
  /** Characters of what one step gives, written as JSON. */
  characters: number;
  /** Levels of lists and objects within each other. */
  depth: number;
  /** How long a worker works on one run in a row; what it waits for meanwhile elsewhere does not count. */
  runtimeMs: number;
}

export const limits: Limits = {
  items: 500_000,
  characters: 64_000_000,
  depth: 200,
  runtimeMs: 3_600_000,
};

interface Held {
  /** What arrived: it was measured when it was given, so what is passed on needs no second look. */
  items: readonly Item[];
  most?: Limits | undefined;
}

/** The record, or the failure that what it gave is too much to keep. What was carried out is not undone by it. */
export function withinLimits(record: NodeExecution, { items, most = limits }: Held): NodeExecution {
  if (record.status !== 'succeeded') return record;
  const error = excessOf(record, items, most);
  if (!error) return record;
  const { code, userMessage: message, details } = error;
  const told = { code, message, details: { ...details } as Record<string, never>, itemIndex: null };
  return { ...record, status: 'failed', outputs: {}, origins: {}, error: told };
}

function excessOf({ outputs, origins }: NodeExecution, given: readonly Item[], most: Limits): AppError | null {
  let [count, characters] = [0, 0];
  for (const port of Object.keys(outputs)) {
    const items = outputs[port]!;
    const from = origins[port];
    count += items.length;
    if (count > most.items) return new AppError('limit.items', { limit: most.items });
    for (let index = 0; index < items.length; index += 1) {
      const origin = from?.[index];
      if (typeof origin === 'number' && given[origin] === items[index]) continue;
      const size = measure(items[index]!, most.depth);
      if (size === tooDeep) return new AppError('limit.depth', { limit: most.depth });
      characters += size;
      if (characters > most.characters)
        return new AppError('limit.output_size', { limit: inMegabytes(most.characters) });
    }
  }
  return null;
}

const inMegabytes = (characters: number) => `${Math.max(1, Math.round(characters / 1_000_000))} MB`;

const tooDeep = -1;
/** Long lists are shared, not copied, from step to step: each is measured once. Small things are quicker to measure. */
const known = new WeakMap<object, number>();
const worthKeeping = 64;

/** About how many characters a list has as JSON; 0 for a short one, whose size is not kept. */
export function sizeOfList(list: readonly unknown[]): number {
  if (list.length <= worthKeeping) return 0;
  const size = known.get(list) ?? measure(list, limits.depth);
  return size === tooDeep ? 0 : size;
}

/** About how long it is as JSON. Strings are counted, not written; `tooDeep` where it goes too deep. */
function measure(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 8;
  if (depth === 0) return tooDeep;
  let size = 2;
  if (Array.isArray(value)) {
    const measured = value.length > worthKeeping ? known.get(value) : undefined;
    if (measured !== undefined) return measured;
    for (let index = 0; index < value.length; index += 1) {
      const inner = measure(value[index], depth - 1);
      if (inner === tooDeep) return tooDeep;
      size += inner;
    }
    if (value.length > worthKeeping) known.set(value, size);
    return size;
  }
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name];
    // Said here, too: nearly all that a field holds is text or a number, and a call for each would double the time.
    if (typeof inner === 'string') size += inner.length + name.length + 7;
    else if (typeof inner !== 'object' || inner === null) size += name.length + 12;
    else {
      const length = measure(inner, depth - 1);
      if (length === tooDeep) return tooDeep;
      size += length + name.length + 4;
    }
  }
  return size;
}
