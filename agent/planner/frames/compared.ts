import { negated } from '../grammar/operators';
import type { Operator, Test, Value } from '../plan';
import type { Parse } from './parse';

export interface Comparison {
  values: readonly Value[];
  join: 'and' | 'or';
}

interface Asked {
  operator: Operator;
  value?: Value;
  /** Further values that would do as well. */
  more?: readonly Value[];
}

/** The test that asks the same of each of some fields, for any of some values. */
export function compare(p: Parse, { values, join }: Comparison, { operator, value, more = [] }: Asked): Test {
  const tests = values.map((subject): Test => {
    const asked = value === undefined ? [undefined] : [value, ...more];
    const each = asked.map((one): Test => ({ kind: 'compare', comparison: comparisonOf(subject, operator, one) }));
    if (each.length === 1) return each[0]!;
    return { kind: /^not_/.test(operator) ? 'all' : 'any', tests: each };
  });
  const subject = values.at(-1)!;
  p.subject = subject;
  p.reader.subject = subject;
  p.last = { subject, operator, ...(value === undefined ? {} : { value }) };
  return tests.length === 1 ? tests[0]! : { kind: join === 'or' ? 'any' : 'all', tests };
}

function comparisonOf(subject: Value, operator: Operator, value: Value | undefined) {
  if (value?.kind === 'boolean' && (operator === 'equals' || operator === 'not_equals'))
    return {
      subject,
      operator: (operator === 'equals') === value.value ? ('is_true' as const) : ('is_false' as const),
    };
  return { subject, operator, ...(value === undefined ? {} : { value }) };
}

/** A field that says yes or no: whether it is true, or, with `no`, false. */
export const flagTest = (name: string, no: boolean): Test => ({
  kind: 'compare',
  comparison: { subject: { kind: 'field', name }, operator: no ? 'is_false' : 'is_true' },
});

export function negate(test: Test): Test {
  if (test.kind === 'not') return test.test;
  const operator = test.kind === 'compare' ? negated[test.comparison.operator] : null;
  return test.kind === 'compare' && operator !== null
    ? { kind: 'compare', comparison: { ...test.comparison, operator } }
    : { kind: 'not', test };
}
