import type { NodeExecution } from '../run/node-execution';
import { formatPath } from '../workflow/path';
import type { History, Place, Reading } from './history';
import { code, listOf, show } from './words';

/** What a step looked at under one path. */
export interface Compared {
  words: string;
  path: string;
  values: readonly unknown[];
  places: Place[];
}

const shownItems = 5;

/** What the step looked at, path by path, over its first items. */
export function comparedValues(history: History, record: NodeExecution): Compared[] {
  const readings = Array.from({ length: Math.min(record.sources.length, shownItems) }, (_, itemIndex) =>
    history.readings(record, itemIndex).map(reading => ({ reading, itemIndex })),
  ).flat();
  const byPath = Map.groupBy(readings, ({ reading: { reference } }) =>
    formatPath([reference.root, ...(reference.nodeKey ? [reference.nodeKey] : []), ...reference.segments]),
  );
  return [...byPath.values()].map(list => ({
    words: `${code(list[0]!.reading.reference.path)} was ${listOf(
      list.map(({ reading }) => shown(reading)),
      shownItems,
    )}`,
    path: list[0]!.reading.reference.path,
    values: list.map(({ reading }) => reading.value),
    places: list
      .map(({ reading, itemIndex }) => history.placeOf(record, itemIndex, reading.reference))
      .filter(place => place !== null),
  }));
}

const shown = ({ found, value }: Reading) => (found ? show(value) : 'not there');
