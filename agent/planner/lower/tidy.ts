import { routed } from '../catalogue/ways';
import type { Case, Step } from '../plan';
import { asksIfFound } from './lower-table';
import { stepwise } from './stepwise';
import { containsAnswer } from './words';

/** One way through a workflow gives one answer: what follows a first answer and leads to a second is for the other way. */
export function tidy(steps: readonly Step[]): Step[] {
  return splitAnswers(storeFirst(exceptionsFirst(storeOnce(stepwise(routed(steps))))).map(absentFirst));
}

function splitAnswers(steps: readonly Step[]): Step[] {
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

/** "Skip what is already there" is how the nearest step stores: the link of a post tells whether it is known. */
function storeOnce(steps: readonly Step[]): Step[] {
  const at = steps.findIndex(step => step.kind === 'once');
  const once = steps[at];
  if (once?.kind !== 'once') return [...steps];
  const rest = steps.toSpliced(at, 1);
  const before = rest.findLastIndex((step, index) => index < at && step.kind === 'store');
  const chosen = before >= 0 ? before : rest.findIndex(step => step.kind === 'store');
  const store = rest[chosen];
  if (store?.kind !== 'store') return rest;
  const feed = rest.some(step => step.kind === 'feed');
  const unique = once.field ?? store.values[0]?.name ?? (feed ? 'link' : 'id');
  return storeOnce(rest.with(chosen, { ...store, unique: unique === 'url' && feed ? 'link' : unique }));
}

const isSource = (step: Step) =>
  step.kind === 'feed' ||
  step.kind === 'find' ||
  step.kind === 'set' ||
  (step.kind === 'http' && step.method === 'GET');

/** "Store it and say thanks. If the email is missing answer 400 instead": the exception is asked about first. */
export function exceptionsFirst(steps: readonly Step[]): Step[] {
  const at = steps.findIndex(
    (step, index) =>
      step.kind === 'branch' &&
      step.otherwise === null &&
      step.cases.every(option => containsAnswer(option.steps)) &&
      (steps.slice(0, index).some(before => before.kind === 'answer') ||
        (step.cases.every(refuses) && steps.slice(0, index).some(before => before.kind === 'store'))),
  );
  const branch = steps[at];
  if (branch?.kind !== 'branch') return [...steps];
  const before = steps.slice(0, at);
  const from =
    before.findLastIndex(
      step => isSource(step) || (asksIfFound(branch) && (step.kind === 'delete-rows' || step.kind === 'update')),
    ) + 1;
  return [...before.slice(0, from), { ...branch, otherwise: before.slice(from) }, ...steps.slice(at + 1)];
}

/** Nothing but a refusal: what is not valid was not to be stored either. */
const refuses = (option: Case): boolean =>
  option.steps.every(step => (step.kind === 'answer' ? (step.status ?? 200) >= 400 : step.kind === 'stop'));

/** A request that writes replaces the item by its answer: what is stored whole is stored before that. */
function storeFirst(steps: readonly Step[]): Step[] {
  const sends = (step: Step | undefined) =>
    step?.kind === 'missing' || (step?.kind === 'http' && step.method !== 'GET');
  const at = steps.findIndex(
    (step, index) => step.kind === 'store' && step.what !== undefined && sends(steps[index - 1]),
  );
  const [sent, stored] = [steps[at - 1], steps[at]];
  if (sent === undefined || stored?.kind !== 'store' || /respon|answer|result|summary/i.test(stored.what ?? ''))
    return [...steps];
  return [...steps.slice(0, at - 1), stored, sent, ...steps.slice(at + 1)];
}

/**
 * A switch reads the values of all its cases before it decides. Where the first case is that a value is missing, the
 * others can only be asked behind it.
 */
function absentFirst(step: Step): Step {
  if (step.kind !== 'branch' || step.cases.length < 2) return step;
  const [first, ...others] = step.cases;
  if (!/"(?:is_empty|is_not_empty|exists|not_exists)"/.test(JSON.stringify(first!.test))) return step;
  return { kind: 'branch', cases: [first!], otherwise: [absentFirst({ ...step, cases: others })] };
}
