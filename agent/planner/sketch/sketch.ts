import { standIn } from '../grammar/missing';
import type { Reader } from '../grammar/reader';
import { isModel, needsThinking, servicesIn } from '../grammar/services';
import type { Plan, Step } from '../plan';

/** What reaches nobody and changes nothing by itself: it may be drafted before all is understood. */
export const isDraft = (step: Step): boolean =>
  step.kind === 'missing' ||
  step.kind === 'other' ||
  step.kind === 'feed' ||
  (step.kind === 'http' && step.url === null);

/**
 * A request in prose that names services: what could not be read, but says with whom it deals, becomes a step that
 * stands in for them. It cannot run before its address is given, so nothing happens that was not asked for.
 */
export function sketched(plan: Plan, message: string, reader: Reader): Plan {
  const drafts = plan.steps.filter(isDraft);
  const halted = plan.undecided === true && drafts.length < plan.steps.length;
  if (halted && !isProse(message)) return plan;
  // A condition was lost: of a description only the outline is kept, and all its sentences are told.
  const read = halted || (plan.undecided && isProse(message)) ? { steps: [], unknown: sentencesOf(message) } : plan;
  const { steps, unknown } = standIns(read.unknown, told(plan.trigger, read.steps), reader);
  return steps.length === 0 ? plan : { ...plan, steps: [...read.steps, ...steps], unknown, undecided: false };
}

/** A description of a workflow rather than a request for one. */
const describing =
  /\b(?:this|the|an?|our) (?:[\w-]+ ){0,3}(?:workflow|template|automation|system|agent|solution|integration|flow|pipeline)\b (?!that\b|which\b|called\b|where\b)/i;

export const isProse = (message: string) => describing.test(message) && message.split(/\s+/).length > 15;

const sentencesOf = (message: string) =>
  message
    .split(/(?<=[.!?])\s+|\n+/)
    .map(sentence => sentence.replace(/[.!?]+$/, '').trim())
    .filter(sentence => sentence.split(/\s+/).length > 2);

const told = (trigger: Plan['trigger'], steps: readonly Step[]) =>
  new Set([...(trigger?.kind === 'webhook' && trigger.service ? [trigger.service] : []), ...steps.flatMap(servicesOf)]);

/** For each clause that says with whom it deals, a step that stands for it; the others are still not understood. */
function standIns(
  clauses: readonly string[],
  known: Set<string>,
  reader: Reader,
): { steps: Step[]; unknown: string[] } {
  const read = clauses.map(clause => ({ clause, steps: standInsFor(clause, known, reader) }));
  return {
    steps: read.flatMap(({ steps }) => steps),
    unknown: read.flatMap(({ clause, steps }) => (steps.length === 0 ? [clause] : [])),
  };
}

/** The services a clause names that nothing stands for yet; one step serves all who offer language models. */
export function standInsFor(clause: string, known: Set<string>, reader: Reader): Step[] {
  const modelled = [...known].some(isModel);
  const named = servicesIn(clause).filter(name => !known.has(name));
  const model = modelled
    ? undefined
    : (named.find(isModel) ?? (needsThinking(clause) ? 'a language model' : undefined));
  const names = [...named.filter(name => !isModel(name)), ...(model === undefined ? [] : [model])];
  for (const name of names) known.add(name);
  return names.map(name => standIn(name, clause, reader));
}

const servicesOf = (step: Step): string[] =>
  step.kind === 'missing'
    ? [step.service, ...servicesIn(step.what)]
    : step.kind === 'other'
      ? servicesIn(step.text)
      : step.kind === 'branch'
        ? [...step.cases.flatMap(option => option.steps), ...(step.otherwise ?? [])].flatMap(servicesOf)
        : [];
