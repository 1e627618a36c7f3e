import type { NodeExecution } from '../run/node-execution';
import { isEqual } from '../workflow/equal';
import { parsePath, walkPath } from '../workflow/path';
import type { Evidence } from './explanation';

/** Drops what the records do not bear out: a claim is shown only with the value it rests on. */
export function checkEvidence(
  evidence: readonly Evidence[],
  { execution, records }: { execution: { id: string }; records: readonly NodeExecution[] },
): Evidence[] {
  return evidence.filter(({ execution: executionId, node, path, value }) => {
    const record = records.find(({ nodeKey }) => nodeKey === node);
    const segments = parsePath(path);
    if (executionId !== execution.id || !record || !segments) return false;
    const walk = walkPath(record, segments);
    return walk.found && isEqual(walk.value, value);
  });
}
