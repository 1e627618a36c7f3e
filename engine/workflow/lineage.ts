import { consolePort } from './ports';
import type { Item } from './schema';
import type { ItemLookup, Scope, ScopeContext } from './scope';

/** Where an input item came from: that node's output, that port, that position. */
export interface LineageSource {
  nodeKey: string;
  port: string;
  index: number;
}

/** What lineage needs of a node execution. */
export interface LineageRecord {
  nodeKey: string;
  status: string;
  outputs: Readonly<Record<string, readonly Item[]>>;
  /** For each output item, the input item it came from. */
  origins: Readonly<Record<string, readonly (number | null)[]>>;
  /** For each input item, where it came from. */
  sources: readonly LineageSource[];
}

export interface LineageOptions {
  /** Finished node executions by key. */
  records: ReadonlyMap<string, LineageRecord>;
  items: readonly Item[];
  sources: readonly LineageSource[];
  triggerKey: string | null;
  nodeKeys: readonly string[];
  now: string;
  workflow: { name: string };
  execution: { id: string };
}

/** One scope per input item, all sharing what they can. A node without input gets one with an empty item. */
export function createScopes(options: LineageOptions): Scope[] {
  const { records, sources, items, triggerKey, nodeKeys, now, workflow, execution } = options;
  const context: ScopeContext = {
    now,
    workflow: { name: workflow.name },
    execution: { id: execution.id },
    triggerKey,
    nodeKeys,
    itemsOf: nodeKey => {
      const record = records.get(nodeKey);
      return record && hasRun(record) ? allItems(record) : null;
    },
    itemOf: (nodeKey, itemIndex) => findItem(records, sources[itemIndex] ?? null, nodeKey),
    inputKey: itemIndex => sources[itemIndex]?.nodeKey ?? null,
  };
  const list = items.length > 0 ? items : [{}];
  return list.map((item, itemIndex) => ({ itemIndex, item, context }));
}

/** Follows an item back, from output to the input it came from, until it stands at the node named. */
export function findItem(
  records: ReadonlyMap<string, LineageRecord>,
  start: LineageSource | null,
  nodeKey: string,
): ItemLookup {
  const target = records.get(nodeKey);
  if (!target || !hasRun(target)) return { found: false, reason: 'not_executed' };

  const place = placeIn(records, start, nodeKey);
  const item = place && target.outputs[place.port]?.[place.index];
  if (item) return { found: true, item, index: indexOf(target, place) };

  const only = allItems(target);
  if (only.length === 1) return { found: true, item: only[0]!, index: 0 };
  return { found: false, reason: 'ambiguous', count: only.length };
}

function placeIn(
  records: ReadonlyMap<string, LineageRecord>,
  start: LineageSource | null,
  nodeKey: string,
): LineageSource | null {
  let place = start;
  for (let steps = 0; place && place.nodeKey !== nodeKey; steps += 1) {
    const record: LineageRecord | undefined = records.get(place.nodeKey);
    const origin: number | null | undefined = record?.origins[place.port]?.[place.index];
    place = record && typeof origin === 'number' && steps <= records.size ? (record.sources[origin] ?? null) : null;
  }
  return place;
}

const cache = new WeakMap<LineageRecord, readonly Item[]>();

/** What a node gave, port after port. */
function allItems(record: LineageRecord): readonly Item[] {
  const known = cache.get(record);
  if (known) return known;
  const lists = Object.entries(record.outputs).flatMap(([port, items]) => (port === consolePort ? [] : [items]));
  const items = lists.length === 1 ? lists[0]! : lists.flat();
  cache.set(record, items);
  return items;
}

function indexOf(record: LineageRecord, { port, index }: LineageSource): number {
  let before = 0;
  for (const [name, items] of Object.entries(record.outputs)) {
    if (name === port) break;
    before += items.length;
  }
  return before + index;
}

const hasRun = (record: LineageRecord) => record.status === 'succeeded' || Object.keys(record.outputs).length > 0;
