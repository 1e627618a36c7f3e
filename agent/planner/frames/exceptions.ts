import { containsAnswer } from '../lower/words';
import type { Step } from '../plan';

/** "Store it and say thanks. But if the email is missing answer ⟨no⟩": what was told before is for all the others. */
export function excepted(steps: readonly Step[]): Step[] {
  const at = steps.findIndex(
    (step, index) =>
      step.kind === 'branch' &&
      step.otherwise === null &&
      step.cases.every(option => containsAnswer(option.steps)) &&
      steps.slice(0, index).some(({ kind }) => kind === 'answer'),
  );
  const branch = steps[at];
  if (branch?.kind !== 'branch') return [...steps];
  const asked = JSON.stringify(branch.cases.map(({ test }) => test));
  const from = steps.slice(0, at).findLastIndex(step => makes(step, asked)) + 1;
  return [...steps.slice(0, from), { ...branch, otherwise: steps.slice(from, at) }, ...steps.slice(at + 1)];
}

/** What the exception asks about is known behind this step only. */
function makes(step: Step, asked: string): boolean {
  if (asked.includes('"of":"row"'))
    return step.kind === 'find' || step.kind === 'update' || step.kind === 'delete-rows';
  const made =
    step.kind === 'set'
      ? step.fields.map(({ name }) => name)
      : step.kind === 'aggregate'
        ? step.operations.map(({ as }) => as)
        : [];
  return made.some(name => asked.includes(`"${name}"`));
}
