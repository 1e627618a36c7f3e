import { standIn } from '../grammar/missing';
import type { Reader } from '../grammar/reader';
import { isModel, needsThinking, servicesIn } from '../grammar/services';
import { shorten } from '../language/names';
import type { Plan, Step } from '../plan';
import { isDraft } from './draft';
import { startOf } from './event-trigger';
import { headOf, outsidersIn } from './names';
import { outlineOf } from './outline';
import { isProse } from './sentences';

/**
 * A request in prose that names services: what could not be read, but says with whom it deals, becomes a step that
 * stands in for them. It cannot run before its address is given, so nothing happens that was not asked for.
 */
export function sketched(plan: Plan, message: string, reader: Reader): Plan {
  if (isOutlined(plan, message)) return outlined(plan, message, reader);
  const drafts = plan.steps.filter(isDraft);
  if (plan.undecided === true && drafts.length < plan.steps.length) return plan;
  const { stands, unknown } = standIns(plan.unknown, told(plan.trigger, plan.steps), reader);
  const steps = inOrder(plan.steps, stands, message);
  const whole = stands.length === 0 ? plan : { ...plan, steps, unknown, undecided: false };
  const left = plan.steps.length === 0 ? [] : forgotten(whole, message);
  if (left.length === 0) return whole;
  const note = `You also named ${left.join(', ')}; no step uses ${left.length > 1 ? 'them' : 'it'} yet.`;
  return { ...whole, assumptions: [...whole.assumptions, note] };
}

/** Told rather than asked for; or a headline, of which the rules read nothing they could be sure of. */
function isOutlined(plan: Plan, message: string): boolean {
  if (isProse(message)) return !isPrecise(plan, message);
  if (exact.test(message) || outsidersIn(message).length + Number(needsThinking(message)) === 0) return false;
  if (forgotten(plan, message).length > 0 || happens.test(JSON.stringify(plan.steps))) return true;
  const unsure =
    plan.unknown.length > 0 || plan.undecided === true || plan.steps.some(({ kind }) => kind === 'missing');
  return plan.steps.every(isDraft) && unsure;
}

/** A condition that is none: that something was created or arrived is what starts it. */
const happens =
  /"value":\{"kind":"text","text":"(?:created|added|received|detected|updated|opened|closed|submitted|uploaded|booked|completed|published|triggered|sent|posted)\b/;

/** What one writes who wants exactly this. */
const exact =
  /https?:|["“”{}]|@\S+\.\w|\btables?\b|\b(?:answer|respond|reply) (?:with|ok|yes|no|by|\d)|\bstatus(?: code)? \d|\bfields?\b|\bnamed? |\bcalled\b/i;

/** Whoever is named in the message and in nothing that was read. */
function forgotten(plan: Plan, message: string): string[] {
  // What a message is about is not reached by sending it.
  const steps = plan.steps.map(step =>
    step.kind === 'other' && 'to' in step.settings ? { ...step, text: 'mail' } : step,
  );
  const held = JSON.stringify([plan.trigger, steps, plan.unknown]).toLowerCase();
  const thinks = /"type":"ai\./.test(held);
  return outsidersIn(message).filter(
    name =>
      !held.includes(name.toLowerCase()) &&
      !(isModel(name) && thinks) &&
      !(/^(?:email|Gmail|Outlook)$/.test(name) && held.includes('mail')) &&
      !(name === 'RSS' && held.includes('"feed"')),
  );
}

/** Addresses, tables and quotations are told, and the rules read all of it. */
const isPrecise = (plan: Plan, message: string) =>
  /https?:\/\/|["“”]|@\S+\.\w|\btables? (?:called|named)\b/i.test(message) &&
  plan.unknown.length === 0 &&
  plan.steps.length > 0;

/** Of a description only the outline is kept: its sentences are no commands. */
function outlined(plan: Plan, message: string, reader: Reader): Plan {
  reader.assumptions.length = 0;
  const trigger = startOf({ message, trigger: plan.trigger, steps: [], described: true }, reader);
  const { steps, unknown, asides } = outlineOf(message, trigger, reader);
  if (steps.length === 0) return plan.steps.every(isDraft) ? plan : { ...plan, steps: [], unknown: [message] };
  const left =
    asides.length > 0 ? [`I took this as advice, not as steps: ${asides.map(text => `*${text}*`).join(', ')}.`] : [];
  const { undecided: _undecided, ...rest } = plan;
  return {
    ...rest,
    name: rest.name ?? nameOf(message),
    trigger,
    steps,
    unknown,
    assumptions: [...new Set([...reader.assumptions, ...left])],
  };
}

/** A headline names what it describes. */
function nameOf(message: string): string | null {
  const title = message.split(/[.!?]\s|\n/)[0]!.trim();
  const words = title.split(/\s+/).length;
  return words < 2 || words > 16 || /^(?:this|when|every|each|if|i|we|please|can|my)\b/i.test(title)
    ? null
    : shorten(headOf(title), 60);
}

const told = (trigger: Plan['trigger'], steps: readonly Step[]) =>
  new Set([...(trigger?.kind === 'webhook' && trigger.service ? [trigger.service] : []), ...steps.flatMap(servicesOf)]);

/** For each clause that says with whom it deals, a step that stands for it; the others are still not understood. */
function standIns(
  clauses: readonly string[],
  known: Set<string>,
  reader: Reader,
): { stands: Stand[]; unknown: string[] } {
  const read = clauses.map(clause => ({ clause, steps: standInsFor(clause, known, reader) }));
  return {
    stands: read.filter(({ steps }) => steps.length > 0),
    unknown: read.flatMap(({ clause, steps }) => (steps.length === 0 ? [clause] : [])),
  };
}

interface Stand {
  clause: string;
  steps: readonly Step[];
}

/** Each where its clause was told: before the first step that is told later. */
function inOrder(steps: readonly Step[], stands: readonly Stand[], message: string): Step[] {
  const text = message.toLowerCase();
  const placeOf = (words: string) => text.indexOf(words.toLowerCase().slice(0, 24));
  const ordered = steps.map(step => ({ step, at: placeOf(wordsOf(step)) }));
  for (const { clause, steps: own } of stands) {
    const at = placeOf(clause);
    const before = at < 0 ? -1 : ordered.findIndex(other => other.at > at);
    ordered.splice(before < 0 ? ordered.length : before, 0, ...own.map(step => ({ step, at })));
  }
  return ordered.map(({ step }) => step);
}

const wordsOf = (step: Step): string =>
  step.kind === 'missing' ? step.what : step.kind === 'other' ? step.text : '\u0000';

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
