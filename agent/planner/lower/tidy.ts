import type { Step } from '../plan';
import { containsAnswer } from './words';

/** One way through a workflow gives one answer: what follows a first answer and leads to a second is for the other way. */
export function tidy(steps: readonly Step[]): Step[] {
  return steps.flatMap((step, at): Step[] => {
    if (step.kind !== 'branch') return [step];
    const cases = step.cases.map(option => ({ ...option, steps: tidy(option.steps) }));
    const otherwise = step.otherwise && tidy(step.otherwise);
    const last = cases.at(-1)!;
    const answer = last.steps.findIndex(inner => inner.kind === 'answer');
    const after = last.steps.slice(answer + 1);
    if (otherwise !== null || answer < 0 || !containsAnswer(after) || containsAnswer(steps.slice(at + 1)))
      return [{ ...step, cases, otherwise }];
    const shorter = cases.map((option, index) =>
      index === cases.length - 1 ? { ...option, steps: option.steps.slice(0, answer + 1) } : option,
    );
    return [{ ...step, cases: shorter, otherwise: after }];
  });
}
