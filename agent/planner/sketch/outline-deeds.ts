import { readAsStep, readFor } from '../catalogue/read-step';
import type { Reader } from '../grammar/reader';
import { isModel, servicesIn } from '../grammar/services';
import { capitalise } from '../language/names';
import type { Filled, Step, Trigger, Value } from '../plan';
import type { Deed } from './deeds';
import { kindsNamed, outsidersIn } from './names';
import { roleOf } from './roles';

/** An outline as it is drawn, sentence by sentence. */
export interface Draft {
  steps: Step[];
  /** Services that a step or the trigger stands for. */
  told: Set<string>;
  unknown: string[];
  /** Entries are gone through one by one. */
  repeats: boolean;
  reader: Reader;
  trigger: Trigger | null;
}

const feeds = /\brss\b|\b(?:news|blog) feeds?\b/i;

/** The step for a deed; false when nothing does it and nobody is named. */
export function addDeed(deed: Deed, draft: Draft): boolean {
  const { reader } = draft;
  const named = outsidersIn(deed.text);
  const place = (name: string) => deed.text.toLowerCase().indexOf(name.toLowerCase().split(' ').at(-1)!);
  const services = named
    .filter(name => !isModel(name) && name !== 'email')
    .sort((left, right) => place(left) - place(right));
  const models = named.filter(isModel);
  if (feeds.test(deed.text) && deed.kind === 'read') {
    addFeed(draft);
    if (services.every(name => roleOf(name, deed.text) !== 'from')) return true;
  }
  if (mails(deed, services)) return addMail(deed, draft);
  if (deed.kind === 'think' || (models.length > 0 && services.length === 0)) {
    if (feeds.test(deed.text) && /\b(?:from|of|in) /i.test(deed.text)) addFeed(draft);
    const step = readFor('a language model', deed.text, reader);
    const after = services.filter(name => !readsFrom(name, deed.text));
    for (const name of services) if (!after.includes(name)) standFor(name, { deed, services }, draft);
    if (step) push(step, draft);
    for (const name of [...models, 'a language model']) draft.told.add(name);
    for (const name of after) standFor(name, { deed, services: [...services, 'a language model'] }, draft);
    return step !== null;
  }
  if (services.length > 0) {
    for (const name of services) standFor(name, { deed, services }, draft);
    return true;
  }
  const own = kindsNamed(deed.text);
  if (own.length > 0) return stand(own[0]!, deed, draft);
  if (deed.kind !== 'wait' && deed.kind !== 'shape' && deed.kind !== 'keep') return false;
  const step = /\b(?:paths|branches|routes|ways)\b/i.test(deed.text) ? null : readAsStep(deed.text, reader);
  return step !== null && isWhole(step, reader) && push(step, draft);
}

/** Without what it cannot do without, and without a field that nobody named, it is no step yet. */
function isWhole(step: Step, { catalogue }: Reader): boolean {
  if (step.kind !== 'other') return true;
  const entry = catalogue.steps.find(({ type }) => type === step.type);
  const lacks = entry?.settings.some(({ name, required }) => required && !(name in step.settings));
  return step.gives.splits === undefined && (entry?.node.kind === 'logic' || lacks !== true);
}

const mails = ({ kind, verb, text }: Deed, services: readonly string[]) =>
  (/^(?:e-?mail|mail)$/.test(verb) ||
    (kind === 'send' && /\be-?mails?\b|\bnewsletter\b|\bgmail\b|\boutlook\b|\binbox\b/i.test(text))) &&
  services.every(isMailbox);

export const isMailbox = (name: string) => /^(?:Gmail|Outlook)$/.test(name);

export function addMail(deed: Deed, draft: Draft): boolean {
  const step = readFor('email', deed.text, draft.reader);
  if (step === null) return false;
  for (const name of [...servicesIn(deed.text), 'email']) draft.told.add(name);
  const account = servicesIn(deed.text).find(isMailbox);
  if (account) noteAccount(account, draft);
  return push(step, draft);
}

export const noteAccount = (account: string, { reader }: Draft) =>
  reader.assumptions.push(`${account} sends it as any mailbox does, by SMTP: its step asks for the key.`);

export function addFeed(draft: Draft): boolean {
  draft.told.add('RSS');
  if (draft.steps.some(({ kind }) => kind === 'feed')) return true;
  insertSource({ kind: 'feed', url: null }, draft);
  return true;
}

interface Told {
  deed: Pick<Deed, 'kind' | 'text'>;
  /** All that are named beside it. */
  services: readonly string[];
}

/** Where several are named in one breath, each step says what is asked of its own. */
function standFor(name: string, { deed, services }: Told, draft: Draft): boolean {
  // What the trigger brings is there already.
  if (/^(?:read|shape|start)$/.test(deed.kind) && broughtBy(draft.trigger, name)) return true;
  if (services.length < 2) return stand(name, deed, draft);
  // What reports an event need not be asked for it again.
  if (readsFrom(name, deed.text) && broughtBy(draft.trigger, name)) return true;
  const role = roleOf(name, deed.text);
  if (role === null) return stand(name, { ...deed, text: `${name}: ${deed.text}` }, draft);
  return stand(
    name,
    role === 'from' ? { kind: 'read', text: `Read from ${name}` } : { kind: 'send', text: `Send to ${name}` },
    draft,
  );
}

const readsFrom = (name: string, text: string) => roleOf(name, text) === 'from';

/** The service whose news starts the workflow; any mailbox where a new e-mail does. */
const broughtBy = (trigger: Trigger | null, name: string): boolean =>
  (trigger?.kind === 'event' && /e-?mail/i.test(trigger.label) && (isMailbox(name) || name === 'email')) ||
  (trigger?.kind === 'webhook' && trigger.service === name);

/** A request to a service that no step reaches yet. */
export function stand(service: string, deed: Pick<Deed, 'kind' | 'text'>, draft: Draft): boolean {
  const reads = deed.kind === 'read';
  draft.told.add(service);
  if (draft.steps.some(step => step.kind === 'missing' && step.service === service && saysSame(step, deed)))
    return true;
  const what = capitalise(deed.text);
  return push({ kind: 'missing', service, what, text: null, ...(reads ? { reads } : {}) }, draft);
}

/** Told twice in nearly the same words: "post messages in the channel", "post a new message in the channel". */
function saysSame({ what, reads }: Extract<Step, { kind: 'missing' }>, { kind, text }: Pick<Deed, 'kind' | 'text'>) {
  if ((reads === true) !== (kind === 'read')) return false;
  const [left, right] = [wordsIn(what), wordsIn(text)];
  const shared = [...left].filter(word => right.has(word)).length;
  return shared / Math.min(left.size, right.size) >= 0.6;
}

const wordsIn = (text: string) =>
  new Set(
    [...text.toLowerCase().matchAll(/\p{L}{3,}/gu)]
      .map(([word]) => word.replace(/s$/, ''))
      .filter(word => !/^(?:the|and|new|with|from|into|for)$/.test(word)),
  );

export function push(step: Step, draft: Draft): boolean {
  if (
    step.kind === 'other' &&
    draft.steps.some(other => other.kind === 'other' && other.type === step.type && other.text === step.text)
  )
    return true;
  draft.steps.push(step.kind === 'other' ? generalised(step, draft.repeats) : step);
  return true;
}

/** Behind all that is read first, so before anything that is done with it. */
export function insertSource(step: Step, draft: Draft) {
  const first = draft.steps.findIndex(other => !isSource(other));
  draft.steps.splice(first < 0 ? draft.steps.length : first, 0, step);
}

export const isSource = (step: Step): boolean =>
  step.kind === 'feed' || (step.kind === 'missing' && step.reads === true);

/** Words of a description are no names of fields: what a step works on is whatever comes to it. */
function generalised(step: Extract<Step, { kind: 'other' }>, each: boolean): Step {
  const settings = Object.fromEntries(
    Object.entries(step.settings).map(([name, filled]): [string, Filled] => [name, withoutFields(filled)]),
  );
  return { ...step, settings, gives: each ? { ...step.gives, once: false } : step.gives };
}

function withoutFields(filled: Filled): Filled {
  if (filled.kind === 'content') return { kind: 'content', value: null };
  if (filled.kind !== 'value') return filled;
  return { kind: 'value', value: whole(filled.value) };
}

const whole = (value: Value): Value =>
  value.kind === 'parts'
    ? { kind: 'parts', parts: value.parts.map(whole) }
    : value.kind === 'text'
      ? value
      : { kind: 'whole' };
