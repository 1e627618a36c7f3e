import type { WorkflowDiff } from '@/engine/workflow/diff';

/** True when everything in the workflow is new: then marking what changed would mark all of it. */
export function isFromNothing({ added, updated, removed, connections }: WorkflowDiff): boolean {
  const fresh = new Set(added.map(({ id }) => id));
  return (
    updated.length + removed.length + connections.removed.length === 0 &&
    connections.added.every(({ from, to }) => fresh.has(from) && fresh.has(to))
  );
}
