import { negated } from '../grammar/operators';
import type { Comparison, Operator, Test } from '../plan';
import type { Scope } from './scope';
import { toParam, toScript } from './script';

export interface Condition {
  left: string;
  operator: Operator;
  right?: unknown;
}
export interface Conditions {
  conditions: Condition[];
  match: 'all' | 'any';
}

/** A test as the conditions of a step; what one list cannot hold becomes a single expression. */
export function toConditions(test: Test, scope: Scope): Conditions {
  const plain = simplify(test, scope);
  if (plain.kind === 'compare') return { conditions: [toCondition(plain.comparison, scope)], match: 'all' };
  if (plain.kind !== 'not') {
    const alternatives = plain.kind === 'any' ? asPattern(plain.tests) : null;
    if (alternatives) return { conditions: [toCondition(alternatives, scope)], match: 'all' };
    const flat = plain.tests.map(inner =>
      inner.kind === 'any' ? comparisonOf(inner) : inner.kind === 'compare' ? inner.comparison : null,
    );
    if (flat.every(comparison => comparison !== null))
      return { conditions: flat.map(comparison => toCondition(comparison!, scope)), match: plain.kind };
  }
  return { conditions: [{ left: `{{ ${toJudgement(plain, scope)} }}`, operator: 'is_true' }], match: 'all' };
}

const comparisonOf = (test: Test) => (test.kind === 'any' ? asPattern(test.tests) : null);

/** "DE or AT" of one field is one comparison with a pattern. */
function asPattern(tests: readonly Test[]): Comparison | null {
  const comparisons = tests.flatMap(test => (test.kind === 'compare' ? [test.comparison] : []));
  const [first] = comparisons;
  const same =
    comparisons.length === tests.length &&
    comparisons.every(
      ({ subject, operator, value }) =>
        operator === 'equals' &&
        (value?.kind === 'text' || value?.kind === 'number') &&
        JSON.stringify(subject) === JSON.stringify(first!.subject),
    );
  if (!same || first === undefined) return null;
  const texts = comparisons.map(({ value }) =>
    String(value?.kind === 'text' ? value.text : value?.kind === 'number' ? value.value : ''),
  );
  return {
    subject: first.subject,
    operator: 'matches',
    value: { kind: 'text', text: `^(${texts.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$` },
  };
}

/** Pushes "not" inwards and writes "any text of the item" out. */
function simplify(test: Test, scope: Scope): Test {
  switch (test.kind) {
    case 'compare':
      return widened(test.comparison, scope);
    case 'all':
    case 'any': {
      const tests = test.tests
        .map(inner => simplify(inner, scope))
        .flatMap(inner => (inner.kind === test.kind ? inner.tests : [inner]));
      return { kind: test.kind, tests };
    }
    case 'not':
      return negate(simplify(test.test, scope));
  }
}

function negate(test: Test): Test {
  switch (test.kind) {
    case 'compare': {
      const operator = negated[test.comparison.operator];
      return operator ? { kind: 'compare', comparison: { ...test.comparison, operator } } : { kind: 'not', test };
    }
    case 'all':
    case 'any':
      return { kind: test.kind === 'all' ? 'any' : 'all', tests: test.tests.map(negate) };
    case 'not':
      return test.test;
  }
}

/** Posts have a title and a summary; of anything else the whole text is searched. */
function widened(comparison: Comparison, scope: Scope): Test {
  if (comparison.subject !== null) return { kind: 'compare', comparison };
  if (scope.sources.at(-1)?.kind !== 'feed') return { kind: 'compare', comparison };
  const tests = ['title', 'summary'].map(
    (name): Test => ({ kind: 'compare', comparison: { ...comparison, subject: { kind: 'field', name } } }),
  );
  return { kind: comparison.operator === 'not_contains' ? 'all' : 'any', tests };
}

function toCondition({ subject, operator, value }: Comparison, scope: Scope): Condition {
  const left =
    subject === null ? `{{ JSON.stringify(${toScript({ kind: 'whole' }, scope)}) }}` : String(toParam(subject, scope));
  return value === undefined ? { left, operator } : { left, operator, right: toParam(value, scope) };
}

/** The whole test as one expression that is true or false. */
export function toJudgement(test: Test, scope: Scope): string {
  switch (test.kind) {
    case 'compare':
      return judge(test.comparison, scope);
    case 'all':
      return test.tests.map(inner => grouped(inner, scope)).join(' && ');
    case 'any':
      return test.tests.map(inner => grouped(inner, scope)).join(' || ');
    case 'not':
      return `!(${toJudgement(test.test, scope)})`;
  }
}

const grouped = (test: Test, scope: Scope) =>
  test.kind === 'compare' ? toJudgement(test, scope) : `(${toJudgement(test, scope)})`;

function judge({ subject, operator, value }: Comparison, scope: Scope): string {
  const left = subject === null ? `JSON.stringify(${toScript({ kind: 'whole' }, scope)})` : toScript(subject, scope);
  const right = value === undefined ? '' : toScript(value, scope);
  const text = `String(${left} ?? "").toLowerCase()`;
  const word = value?.kind === 'text' ? JSON.stringify(value.text.toLowerCase()) : `String(${right}).toLowerCase()`;
  const scripts: Record<Operator, string> = {
    equals: value?.kind === 'number' ? `Number(${left}) === ${right}` : `${text} === ${word}`,
    not_equals: value?.kind === 'number' ? `Number(${left}) !== ${right}` : `${text} !== ${word}`,
    greater: `Number(${left}) > ${right}`,
    greater_or_equal: `Number(${left}) >= ${right}`,
    less: `Number(${left}) < ${right}`,
    less_or_equal: `Number(${left}) <= ${right}`,
    contains: `${text}.includes(${word})`,
    not_contains: `!${text}.includes(${word})`,
    starts_with: `${text}.startsWith(${word})`,
    ends_with: `${text}.endsWith(${word})`,
    matches: `new RegExp(${right}, "i").test(String(${left} ?? ""))`,
    is_empty: `(${left} ?? "") === ""`,
    is_not_empty: `(${left} ?? "") !== ""`,
    exists: `${left} !== undefined`,
    not_exists: `${left} === undefined`,
    is_true: `Boolean(${left})`,
    is_false: `!${left}`,
    before: `new Date(${left}) < new Date(${right})`,
    after: `new Date(${left}) > new Date(${right})`,
  };
  return scripts[operator];
}
