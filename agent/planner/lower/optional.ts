import type { Comparison, Step, Test } from '../plan';

/** "If email and phone are missing": the one may be left out where the other is given, so what is stored may lack it. */
export function optionalFields(steps: readonly Step[]): Set<string> {
  const found = new Set<string>();
  const ofTest = (test: Test, among: boolean): void => {
    if (test.kind === 'not') ofTest(test.test, among);
    else if (test.kind !== 'compare') for (const inner of test.tests) ofTest(inner, test.tests.length > 1);
    else if (among) add(test.comparison);
  };
  const add = ({ subject, operator }: Comparison) => {
    if (/empty$/.test(operator) && subject?.kind === 'field') found.add(subject.name);
  };
  const ofSteps = (all: readonly Step[]): void => {
    for (const step of all) {
      if (step.kind !== 'branch') continue;
      for (const { test, steps: inner } of step.cases) {
        ofTest(test, false);
        ofSteps(inner);
      }
      ofSteps(step.otherwise ?? []);
    }
  };
  ofSteps(steps);
  return found;
}
