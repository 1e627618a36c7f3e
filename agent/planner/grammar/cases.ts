import type { Case, Test, Value } from '../plan';

/** The first thing a test asks about. */
export function subjectOfTest(test: Test): Value | null {
  if (test.kind === 'compare') return test.comparison.subject;
  return test.kind === 'not' ? subjectOfTest(test.test) : test.tests[0] ? subjectOfTest(test.tests[0]) : null;
}

export const sameSubject = (left: Test, right: Test) => {
  const [a, b] = [subjectOfTest(left), subjectOfTest(right)];
  return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
};

/** "over 100 … over 1000 …": the narrower case must be asked first, or it would never be reached. */
export function widestLast(cases: readonly Case[]): Case[] {
  const threshold = ({ test }: Case) =>
    test.kind === 'compare' && test.comparison.value?.kind === 'number'
      ? { operator: test.comparison.operator, value: test.comparison.value.value }
      : null;
  const first = threshold(cases[0]!);
  const rising = first !== null && /^greater/.test(first.operator);
  const falling = first !== null && /^less/.test(first.operator);
  if (
    !(rising || falling) ||
    cases.some(option => threshold(option) === null || /^greater/.test(threshold(option)!.operator) !== rising)
  )
    return [...cases];
  return [...cases].sort((a, b) => (threshold(a)!.value - threshold(b)!.value) * (rising ? -1 : 1));
}
