import type { FlatChange } from '@/tools/flat-change';

const decides = new Set(['core.if', 'core.switch']);

/**
 * Whether a change leaves something loose: a new decision that nothing follows, or a step that lost the arrow that led to
 * it and got no other. Both mean that the half of the sentence that says how it goes on was not read.
 */
export function leavesDangling(changes: readonly FlatChange[]): boolean {
  const left = new Set(changes.flatMap(({ after, from, type }) => [after, type === 'connect' ? from : undefined]));
  const reached = new Set(
    changes.flatMap(({ type, to, before, node }) => [
      type === 'connect' || type === 'insert-between' ? to : undefined,
      before,
      type === 'remove-node' ? node : undefined,
    ]),
  );
  return changes.some(
    change =>
      (change.type === 'add-node' &&
        decides.has(change.nodeType ?? '') &&
        change.before === undefined &&
        !left.has(change.key)) ||
      (change.type === 'disconnect' && !reached.has(change.to)),
  );
}
