import { givenItems } from '../workflow/ports';
import { prefixOf } from '../workflow/round-keys';
import type { Item } from '../workflow/schema';
import type { NodeExecution } from './node-execution';

/** What the run came to: the items of the node that finished last, whose items nobody took further. */
export function lastOutputs(records: readonly NodeExecution[]): readonly Item[] {
  const taken = new Set(records.flatMap(({ sources }) => sources.map(({ nodeKey }) => nodeKey)));
  const last = records
    .filter(({ nodeKey, status }) => status === 'succeeded' && !taken.has(nodeKey) && prefixOf(nodeKey) === '')
    .toSorted((a, b) => a.seq - b.seq)
    .at(-1);
  return givenItems(last?.outputs ?? {});
}
