import type { NodeExecution } from '../run/node-execution';
import type { LineageSource } from '../workflow/lineage';
import type { History, Place } from './history';

/** Every place that the data of one call came through, the nearest first: what it read, and what that was made of. */
export function placesBehind(history: History, record: NodeExecution, itemIndex: number): Place[] {
  const read = history
    .readings(record, itemIndex)
    .map(({ reference }) => history.placeOf(record, itemIndex, reference))
    .filter(place => place !== null);
  const source = record.sources[itemIndex];
  const starts: LineageSource[] = [...read, ...(source ? [source] : [])];
  const places: Place[] = [];
  const seen = new Set<string>();
  for (const start of starts) {
    for (let at: LineageSource | null = start; at; at = history.before(at)) {
      const name = `${at.nodeKey} ${at.port} ${at.index}`;
      if (seen.has(name)) break;
      seen.add(name);
      places.push({ nodeKey: at.nodeKey, port: at.port, index: at.index, segments: [] });
    }
  }
  return places;
}
