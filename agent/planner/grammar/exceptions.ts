import type { Case, Step } from '../plan';
import { endsInAnswer } from './chain';

/**
 * "Reply with the total. But if hours is missing, reply 400": an exception that is told after the rule is asked first,
 * or nobody would ever reach it. What the exception asks about stays in front of it.
 */
export function exceptionsFirst(steps: readonly Step[]): Step[] {
  const at = steps.findIndex(
    (step, index) => index > 0 && isException(step) && steps.slice(0, index).some(before => before.kind === 'answer'),
  );
  const step = steps[at];
  if (at < 0 || step?.kind !== 'branch') return [...steps];
  const before = steps.slice(0, at);
  // What was looked up is there when the exception is asked; what was written before that is not to be undone.
  const looked = before.findLastIndex(({ kind }) => kind === 'find');
  const tied = before.some(({ kind }) => kind === 'http' || kind === 'feed') || looked > 0;
  if (tied || (looked < 0 && isAboutRow(step.cases))) return [...steps];
  const needed = before.filter(
    (candidate, index) =>
      index <= looked || (candidate.kind === 'set' && candidate.fields.some(({ name }) => asks(step.cases, name))),
  );
  const rest = before.filter(candidate => !needed.includes(candidate));
  return exceptionsFirst([...needed, { ...step, otherwise: rest }, ...steps.slice(at + 1)]);
}

const isException = (step: Step): boolean =>
  step.kind === 'branch' && step.otherwise === null && step.cases.every(({ steps }) => steps.some(endsInAnswer));

const isAboutRow = (cases: readonly Case[]) => JSON.stringify(cases.map(({ test }) => test)).includes('"of":"row"');

const asks = (cases: readonly Case[], name: string) =>
  JSON.stringify(cases.map(({ test }) => test)).includes(`"kind":"field","name":${JSON.stringify(name)}`);
