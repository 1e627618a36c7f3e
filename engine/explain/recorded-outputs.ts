import type { Execution } from '../run/execution';
import type { NodeExecution } from '../run/node-execution';
import { isEqual } from '../workflow/equal';
import { plainKey, prefixOf } from '../workflow/round-keys';
import type { Workflow } from '../workflow/schema';

/** What nodes gave that read or write and are as they were; by the key that they have now, in the round it was. */
export function recordedOutputs(
  records: readonly NodeExecution[],
  { before, after }: { before: Workflow; after: Workflow },
): Execution['recorded'] {
  const old = new Map(before.nodes.map(node => [node.key, node]));
  const now = new Map(after.nodes.map(node => [node.id, node]));
  const recorded: Execution['recorded'] = {};
  for (const { nodeKey, status, effect, error, outputs } of records) {
    if (status !== 'succeeded' || effect === 'none' || error !== null) continue;
    const was = old.get(plainKey(nodeKey));
    const is = was && now.get(was.id);
    if (is && isEqual(was.params, is.params) && was.type === is.type) recorded[prefixOf(nodeKey) + is.key] = outputs;
  }
  return recorded;
}
