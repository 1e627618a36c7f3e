import { consolePort } from './ports';
import { levelsFrom } from './round-keys';
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

/** What arrived in one round of a loop: inside of it, that is what the loop's own key means. */
export interface RoundItems {
  loopKey: string;
  /** What the keys of its records begin with. */
  prefix: string;
  items: readonly Item[];
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
  /** Inside a loop: what the records' keys of this round begin with, and what arrived in it and in those around it. */
  level?: { prefix: string; rounds: readonly RoundItems[] };
}

/** One scope per input item, all sharing what they can. A node without input gets one with an empty item. */
export function createScopes(options: LineageOptions): Scope[] {
  const { records, sources, items, triggerKey, nodeKeys, now, workflow, execution, level } = options;
  const levels = level?.prefix ? levelsFrom(level.prefix) : null;
  const keyOf = (nodeKey: string) => recordKeyOf(nodeKey, records, levels);
  const roundOf = (nodeKey: string) => level?.rounds.find(({ loopKey }) => loopKey === nodeKey);
  const context: ScopeContext = {
    now,
    workflow: { name: workflow.name },
    execution: { id: execution.id },
    triggerKey,
    nodeKeys,
    itemsOf: nodeKey => {
      const round = roundOf(nodeKey);
      if (round) return round.items;
      const record = records.get(keyOf(nodeKey));
      return record && hasRun(record) ? allItems(record) : null;
    },
    itemOf: (nodeKey, itemIndex) => {
      const start = sources[itemIndex] ?? null;
      const round = roundOf(nodeKey);
      return round ? itemOfRound(records, start, round) : findItem(records, start, keyOf(nodeKey));
    },
    inputKey: itemIndex => sources[itemIndex]?.nodeKey ?? null,
    ...(levels ? { recordKey: keyOf } : {}),
  };
  const list = items.length > 0 ? items : [{}];
  return list.map((item, itemIndex) => ({ itemIndex, item, context }));
}

/** A node is looked for in this round first, then in the rounds around it, then in the workflow itself. */
function recordKeyOf(nodeKey: string, records: LineageOptions['records'], levels: readonly string[] | null): string {
  const level = levels?.find(prefix => records.has(prefix + nodeKey));
  return level ? level + nodeKey : nodeKey;
}

/** Follows an item back to what arrived in the round. */
function itemOfRound(
  records: LineageOptions['records'],
  start: LineageSource | null,
  { prefix, items, sources }: RoundItems,
): ItemLookup {
  const index = placeInRound(records, start, { prefix, sources });
  const item = index === null ? undefined : items[index];
  if (item && index !== null) return { found: true, item, index };
  if (items.length === 1) return { found: true, item: items[0]!, index: 0 };
  return { found: false, reason: 'ambiguous', count: items.length };
}

/** Which of the items that arrived in the round it comes from; null where that cannot be told. */
export function placeInRound(
  records: ReadonlyMap<string, LineageRecord>,
  start: LineageSource | null,
  { prefix, sources }: Pick<RoundItems, 'prefix' | 'sources'>,
): number | null {
  let place = start;
  for (let steps = 0; place?.nodeKey.startsWith(prefix); steps += 1) {
    if (steps > records.size) return null;
    place = stepBack(records, place);
  }
  return place && (indexesOf(sources).get(placeName(place)) ?? null);
}

const indexes = new WeakMap<readonly LineageSource[], ReadonlyMap<string, number>>();
const placeName = ({ nodeKey, port, index }: LineageSource) => `${nodeKey} ${port} ${index}`;

function indexesOf(sources: readonly LineageSource[]): ReadonlyMap<string, number> {
  const known = indexes.get(sources) ?? new Map(sources.map((source, index) => [placeName(source), index]));
  indexes.set(sources, known);
  return known;
}

function stepBack(records: ReadonlyMap<string, LineageRecord>, place: LineageSource): LineageSource | null {
  const record = records.get(place.nodeKey);
  const origin = record?.origins[place.port]?.[place.index];
  return record && typeof origin === 'number' ? (record.sources[origin] ?? null) : null;
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
    place = steps <= records.size ? stepBack(records, place) : null;
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
