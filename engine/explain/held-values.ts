import type { NodeExecution } from '../run/node-execution';
import { parsePath, walkPath } from '../workflow/path';
import { eachText } from '../workflow/references';
import type { History, Place } from './history';

/** A field that a step names by its path alone, and what one item held there. */
export interface Held {
  path: string;
  value: unknown;
  place: Place;
}

/** `cart.books` of a split, `email` of a step that leaves out duplicates: what stood there in the item. */
export function heldValues(history: History, record: NodeExecution, itemIndex = 0): Held[] {
  const source = record.sources[itemIndex];
  const known = history.nodeTypes[record.type]?.pathParams ?? [];
  const held: Held[] = [];
  eachText(history.node(record.nodeKey)?.params ?? {}, (text, param) => {
    const segments = parsePath(text);
    if (!source || !segments || !known.includes(param.replace(/\.\d+(?=\.|$)/g, ''))) return;
    const walk = walkPath(history.itemAt(source), segments);
    if (walk.found) held.push({ path: text, value: walk.value, place: { ...source, segments } });
  });
  return held;
}
