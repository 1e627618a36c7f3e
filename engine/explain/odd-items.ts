import type { NodeExecution } from '../run/node-execution';
import { isEqual } from '../workflow/equal';
import { formatPath, walkPath } from '../workflow/path';
import type { Reference } from '../workflow/references';
import type { Explanation, Fix } from './explanation';
import type { History } from './history';
import { paramsChange, replacePath } from './replace-path';
import { code, count, listOf, show } from './words';

/** Every item got what belongs to one of them: a setting reads an item by its position, and there were several. */
export function oneForAll(history: History): Explanation | null {
  for (const record of history.records) {
    if (record.status !== 'succeeded' || record.given || record.sources.length < 2) continue;
    const reading = history.readings(record, 0).find(({ found, reference }) => found && isFixed(history, reference));
    if (reading) return toldOneForAll(history, { record, reference: reading.reference, value: reading.value });
  }
  return null;
}

const flat = (record: NodeExecution | null) => Object.values(record?.outputs ?? {}).flat();

/** It names a position, and what stands at the others is different. */
function isFixed(history: History, { within, nodeKey, segments, plain }: Reference): boolean {
  const [position, ...path] = segments;
  if (within !== 'items' || typeof position !== 'number' || !plain || path.length === 0) return false;
  const values = flat(history.record(nodeKey!)).map(item => walkPath(item, path));
  return values.length > 1 && values.every(({ found }) => found) && new Set(values.map(valueText)).size > 1;
}

const valueText = (walk: ReturnType<typeof walkPath>) => (walk.found ? JSON.stringify(walk.value) : '');

interface OneForAll {
  record: NodeExecution;
  reference: Reference;
  value: unknown;
}

function toldOneForAll(history: History, { record, reference, value }: OneForAll): Explanation {
  const nodeKey = reference.nodeKey!;
  const [position, ...path] = reference.segments;
  const fix = ownItem(history, { record, reference, value });
  return {
    cause: { class: 'wrong_value', node: record.nodeKey, origin: record.nodeKey, confidence: 'likely' },
    sentence: `Nothing failed, but step ${history.name(record.nodeKey)} reads ${code(formatPath(path))} always from item ${Number(position) + 1} of ${history.name(nodeKey)}, so all ${count(record.sources.length, 'item')} got ${show(value)}.${fix ? ' Let each item read its own?' : ''}`,
    evidence: history.evidenceAt({ nodeKey, port: 'next', index: Number(position), segments: path }),
    fix,
    nextStep: fix
      ? 'Apply the change, then run it again.'
      : `If each item should have its own, write ${code(`nodes.${nodeKey}.item`)} without a position.`,
  };
}

function ownItem(history: History, { record, reference }: OneForAll): Fix | null {
  const node = history.node(record.nodeKey);
  const nodeKey = reference.nodeKey!;
  if (!node || !history.placeOf(record, 1, { root: 'nodes', nodeKey, segments: [] })) return null;
  const from = { root: 'nodes', segments: [nodeKey, 'items', reference.segments[0]!] } as const;
  const change = paramsChange(
    node,
    replacePath(node.params, from, (_whole, rest) => formatPath(['nodes', nodeKey, 'item', ...rest])),
  );
  return (
    change && {
      changes: [change],
      summary: [`In *${node.label}*, let each item read its own from ${history.name(nodeKey)}`],
    }
  );
}

/** The same item came twice to a step that stores or sends: it was done twice. */
export function doneTwice(history: History): Explanation | null {
  for (const record of history.records) {
    const isFelt = record.effect !== 'none' && record.effect !== 'read';
    if (record.status !== 'succeeded' || !isFelt || record.given) continue;
    const pair = firstPair(history.inputs(record).slice(0, 500));
    if (pair) return toldTwice(history, record, pair);
  }
  return null;
}

function firstPair(items: readonly Readonly<Record<string, unknown>>[]): [number, number] | null {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (Object.keys(item).length === 0) continue;
    const text = JSON.stringify(item);
    const before = seen.get(text);
    if (before !== undefined && isEqual(items[before], item)) return [before, index];
    seen.set(text, index);
  }
  return null;
}

function toldTwice(history: History, record: NodeExecution, [first, second]: [number, number]): Explanation {
  const places = [first, second].map(index => history.trace({ ...record.sources[index]!, segments: [] }));
  const from = [...new Set(places.map(({ nodeKey }) => history.name(nodeKey)))];
  return {
    cause: { class: 'wrong_value', node: record.nodeKey, origin: places[0]!.nodeKey, confidence: 'likely' },
    sentence: `Nothing failed, but items ${first + 1} and ${second + 1} that came to step ${history.name(record.nodeKey)} are the same, so it did the same twice. They came so from ${listOf(from)}.`,
    evidence: places.flatMap(place => history.evidenceAt(place)),
    fix: null,
    nextStep: `If each should count once, put the step Remove duplicates before ${history.name(record.nodeKey)}.`,
  };
}
