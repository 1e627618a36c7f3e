import type { Segment } from '../language/segments';
import type { Case, Step } from '../plan';
import type { Governed } from './branch-words';
import { sameSubject } from './cases';
import type { Cursor } from './cursor';
import { startsNew } from './undecided';

/** Every way through it gives an answer. */
export const endsInAnswer = (step: Step): boolean =>
  step.kind === 'answer' || (step.kind === 'branch' && step.cases.every(({ steps }) => steps.some(endsInAnswer)));

/** The next "if" is another case of the same decision: each way ends in an answer, or the same field is asked about. */
export function continuesChain({
  cases,
  next,
  segment,
  cursor,
}: {
  cases: readonly Case[];
  next: Governed;
  segment: Segment;
  cursor: Cursor;
}): boolean {
  if (next.guard.kind !== 'if' || /^only\b|^but only\b/i.test(segment.text)) return false;
  const last = cases.at(-1)!;
  const { test } = next.guard;
  // Its own sentence, and the question of the decision around this one: it goes on there.
  const isOuter = cursor.open?.slice(0, -1).some(outer => sameSubject(outer, test)) ?? false;
  if (startsNew(segment) && isOuter && !sameSubject(last.test, test)) return false;
  const rest = cursor.segments.slice(cursor.at);
  const closing =
    last.steps.some(endsInAnswer) && rest.some(later => / ⟨|answer|respond|reply|return/i.test(later.text));
  return closing || sameSubject(last.test, next.guard.test);
}
