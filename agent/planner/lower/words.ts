import type { Operator, Step, Test, Value } from '../plan';

const operatorWords: Readonly<Record<Operator, string>> = {
  equals: 'is',
  not_equals: 'is not',
  greater: 'over',
  greater_or_equal: 'at least',
  less: 'under',
  less_or_equal: 'at most',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  matches: 'fits',
  is_empty: 'missing',
  is_not_empty: 'given',
  exists: 'given',
  not_exists: 'missing',
  is_true: 'is true',
  is_false: 'is false',
  before: 'before',
  after: 'after',
};

const plain = (name: string) => name.replaceAll('_', ' ').replaceAll('.', ' ');

/** A value in a few words, for labels. */
export function describeValue(value: Value | null | undefined): string {
  switch (value?.kind) {
    case undefined:
      return 'text';
    case 'text':
      return value.text;
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'field':
      return plain(value.name);
    case 'whole':
      return value.of ?? 'everything';
    case 'parts':
      return value.parts.map(part => (part.kind === 'text' ? part.text : `{${describeValue(part)}}`)).join('');
    case 'object':
    case 'rows':
      return value.entries.map(({ name }) => plain(name)).join(', ');
    case 'sum':
      return `${describeValue(value.left)} ${value.operator} ${describeValue(value.right)}`;
    case 'aggregate':
      return value.operation === 'count' ? 'count' : `${value.operation} of ${plain(value.field ?? '')}`;
    case 'now':
      return value.shiftDays
        ? `${Math.abs(value.shiftDays)} days ${value.shiftDays < 0 ? 'ago' : 'ahead'}`
        : value.shiftHours
          ? `${Math.abs(value.shiftHours)} hours ${value.shiftHours < 0 ? 'ago' : 'ahead'}`
          : value.part === 'date'
            ? 'today'
            : 'now';
    case 'call':
      return describeValue(value.value);
    case 'choice':
      return value.cases.map(option => describeValue(option.value)).join(' or ');
    case 'expression':
      return value.source;
  }
}

export function describeTest(test: Test): string {
  switch (test.kind) {
    case 'compare': {
      const { subject, operator, value } = test.comparison;
      const right =
        value === undefined
          ? ''
          : operator === 'matches' && value.kind === 'text' && /[\\[\]]/.test(value.text)
            ? 'the form'
            : describeValue(value);
      return `${subject === null ? 'text' : describeValue(subject)} ${operatorWords[operator]} ${right}`.trim();
    }
    case 'all':
      return test.tests.map(describeTest).join(' and ');
    case 'any':
      return describeAny(test.tests);
    case 'not':
      if (test.test.kind === 'compare' && test.test.comparison.value !== undefined) {
        const { operator, subject, value } = test.test.comparison;
        const bound = operator === 'before' ? 'on or after' : operator === 'after' ? 'on or before' : null;
        if (bound) return `${subject ? describeValue(subject) : 'it'} ${bound} ${describeValue(value!)}`;
      }
      return `not ${describeTest(test.test)}`;
  }
}

/** "country is DE or AT" rather than the whole comparison twice. */
function describeAny(tests: readonly Test[]): string {
  const words = tests.map(describeTest);
  const [first] = words;
  const shared =
    tests.every(test => test.kind === 'compare') && first !== undefined
      ? tests.map((test, at) =>
          test.kind === 'compare' && at > 0 && sameLeft(test, tests[0]!)
            ? describeValue(test.comparison.value)
            : words[at]!,
        )
      : words;
  return shared.join(' or ');
}

const sameLeft = (left: Test, right: Test) =>
  left.kind === 'compare' &&
  right.kind === 'compare' &&
  left.comparison.operator === right.comparison.operator &&
  JSON.stringify(left.comparison.subject) === JSON.stringify(right.comparison.subject);

export const containsAnswer = (steps: readonly Step[]): boolean =>
  steps.some(
    step =>
      step.kind === 'answer' ||
      (step.kind === 'branch' &&
        (step.cases.some(option => containsAnswer(option.steps)) || containsAnswer(step.otherwise ?? []))),
  );
