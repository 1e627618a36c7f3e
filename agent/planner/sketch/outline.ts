import { readAsStep, readFor } from '../catalogue/read-step';
import type { Reader } from '../grammar/reader';
import { isModel, servicesIn } from '../grammar/services';
import { shorten } from '../language/names';
import type { Step, Trigger } from '../plan';
import { type Decision, readDecision, repeats } from './decisions';
import { type Deed, readDeeds, toDeed } from './deeds';
import { kindsNamed, outsidersIn, reachedIn } from './names';
import { readSentences } from './sentences';

export interface Outline {
  steps: Step[];
  unknown: string[];
  /** Sentences that prepare or praise. */
  asides: string[];
}

interface Draft {
  steps: Step[];
  /** Services that a step or the trigger stands for, with how. */
  told: Set<string>;
  unknown: string[];
  /** A step before gives entries to go through. */
  listed: boolean;
  reader: Reader;
  trigger: Trigger | null;
}

const mostSteps = 14;

/** The steps of a description, in its order: what no rule reads as a whole is outlined sentence by sentence. */
export function outlineOf(message: string, trigger: Trigger | null, reader: Reader): Outline {
  const sentences = readSentences(message);
  const told = new Set<string>(trigger?.kind === 'webhook' && trigger.service ? [trigger.service] : []);
  const draft: Draft = { steps: [], told, unknown: [], listed: false, reader, trigger };
  const [title, ...body] = sentences;
  for (const { text, kind } of body) if (kind === 'deed') readSentence(text, draft);
  if (title)
    addTitle(
      title.text,
      draft,
      body.every(({ kind }) => kind !== 'deed'),
    );
  const asides = body.flatMap(({ text, kind }) => (kind === 'aside' ? [text] : []));
  mentioned(message, draft);
  return { steps: draft.steps.slice(0, mostSteps), unknown: draft.unknown, asides };
}

function readSentence(sentence: string, draft: Draft) {
  const { deeds, rest } = readDeeds(sentence);
  const before = draft.steps.length;
  const decision = readDecision(sentence);
  let decided = decision === null;
  for (const deed of deeds) {
    if (isStart(deed, draft)) continue;
    if (!decided && (readDecision(deed.text) !== null || deeds.length === 1) && deed.kind !== 'think') {
      decide(decision!, draft);
      decided = true;
      if (deed.kind === 'keep' && reachedIn(deed.text).length === 0) continue;
    }
    if (!addDeed(deed, draft)) rest.push(deed.text);
  }
  if (!decided) decide(decision!, draft);
  const left = rest.filter(part => part.split(/\s+/).length > 3);
  if (draft.steps.length === before && left.length > 0 && !startsIt(sentence))
    draft.unknown.push(shorten(sentence, 160));
}

const startsIt = (sentence: string) =>
  /\b(?:trigger|schedule[ds]?|webhook|when(?:ever)?|every|each (?:day|morning|week|hour)|daily|weekly|hourly|runs?|starts?)\b/i.test(
    sentence,
  );

/** What starts it is no step of its own. */
const isStart = ({ kind, text }: Deed, { trigger }: Draft) =>
  kind === 'start' ||
  (trigger?.kind === 'schedule' &&
    /^(?:Run|Poll|Check|Schedule)\b.*\b(?:every|daily|hourly|weekly|schedule)\b/i.test(text) &&
    reachedIn(text).length === 0);

function decide({ kind, words }: Decision, draft: Draft) {
  if (draft.steps.filter(step => step.kind === 'open').length >= 3) return;
  const label = shorten(words, 60);
  if (draft.steps.some(step => step.kind === 'open' && step.label === label)) return;
  draft.steps.push({ kind: 'open', type: kind === 'keep' ? 'core.filter' : 'core.if', label });
}

/** The step for a deed; false when nothing does it and nobody is named. */
function addDeed(deed: Deed, draft: Draft): boolean {
  const { reader } = draft;
  const named = outsidersIn(deed.text);
  const services = named.filter(name => !isModel(name) && name !== 'email' && !isFeed(name));
  const models = named.filter(isModel);
  if (/\brss\b|\b(?:news|blog) feeds?\b/i.test(deed.text) && deed.kind === 'read') return addFeed(draft);
  if (mails(deed, services)) return addMail(deed, draft);
  if (deed.kind === 'think' || (models.length > 0 && services.length === 0)) {
    const step = readFor('a language model', deed.text, reader);
    if (step) push(step, draft);
    for (const name of [...models, 'a language model']) draft.told.add(name);
    for (const name of services) stand(name, deed, draft);
    return step !== null;
  }
  if (services.length > 0) {
    for (const name of services) stand(name, deed, draft);
    return true;
  }
  const own = kindsNamed(deed.text);
  if (own.length > 0) return stand(own[0]!, deed, draft);
  if (deed.kind === 'wait' || deed.kind === 'shape' || deed.kind === 'keep') {
    const step = readAsStep(deed.text, reader);
    if (step) return push(step, draft);
  }
  return false;
}

const isFeed = (name: string) => name === 'RSS';

const mails = ({ kind, verb, text }: Deed, services: readonly string[]) =>
  (/^(?:e-?mail|mail)$/.test(verb) ||
    (kind === 'send' && /\be-?mails?\b|\bnewsletter\b|\bgmail\b|\boutlook\b|\binbox\b/i.test(text))) &&
  services.every(name => /^(?:Gmail|Outlook)$/.test(name));

function addMail(deed: Deed, draft: Draft): boolean {
  const step = readFor('email', deed.text, draft.reader);
  if (step === null) return false;
  for (const name of [...servicesIn(deed.text), 'email']) draft.told.add(name);
  const account = servicesIn(deed.text).find(name => /^(?:Gmail|Outlook)$/.test(name));
  if (account)
    draft.reader.assumptions.push(`${account} sends it as any mailbox does, by SMTP: its step asks for the key.`);
  return push(step, draft);
}

function addFeed(draft: Draft): boolean {
  draft.told.add('RSS');
  if (draft.steps.some(({ kind }) => kind === 'feed')) return true;
  draft.listed = true;
  return push({ kind: 'feed', url: null }, draft);
}

/** A request to a service that no step reaches yet. */
function stand(service: string, deed: Pick<Deed, 'kind' | 'text'>, draft: Draft): boolean {
  const reads = deed.kind === 'read';
  draft.told.add(service);
  if (draft.steps.some(step => step.kind === 'missing' && step.service === service && step.what === deed.text))
    return true;
  return push({ kind: 'missing', service, what: deed.text, text: null, ...(reads ? { reads } : {}) }, draft);
}

function push(step: Step, draft: Draft): boolean {
  if (
    step.kind === 'other' &&
    draft.steps.some(other => other.kind === 'other' && other.type === step.type && other.text === step.text)
  )
    return true;
  draft.steps.push(step);
  return true;
}

/** The title tells the whole where nothing else does; otherwise only what the sentences left out. */
function addTitle(title: string, draft: Draft, alone: boolean) {
  if (alone) {
    readSentence(title, draft);
    addNamed(title, draft);
    return;
  }
  if (draft.steps.length === 0) readSentence(title, draft);
  addNamed(title, draft);
  if (!draft.steps.some(({ kind }) => kind === 'open')) {
    const decision = readDecision(title);
    if (decision) decide(decision, draft);
  }
}

/** Services of a headline that no step stands for yet: one step each, in the words of the headline. */
function addNamed(title: string, draft: Draft) {
  const deed = toDeed(title);
  for (const name of outsidersIn(title)) {
    if (draft.told.has(name)) continue;
    if (isFeed(name)) draft.steps.unshift({ kind: 'feed', url: null });
    else if (name === 'email') addMail({ kind: 'send', verb: 'email', text: 'Send an e-mail' }, draft);
    else if (isModel(name)) addModel(name, title, draft);
    else stand(name, { kind: deed?.kind ?? 'send', text: `${name}: ${shorten(title, 90)}` }, draft);
    draft.told.add(name);
  }
}

function addModel(name: string, title: string, draft: Draft) {
  if ([...draft.told].some(isModel)) return;
  const step = readFor(name, title, draft.reader);
  if (step) draft.steps.splice(draft.steps.findLastIndex(isSource) + 1, 0, step);
}

const isSource = (step: Step) => step.kind === 'feed' || (step.kind === 'missing' && step.reads === true);

/** Whoever is named anywhere and has no step is told. */
function mentioned(message: string, draft: Draft) {
  const left = outsidersIn(message).filter(name => !draft.told.has(name) && name !== 'a language model');
  const models = left.filter(isModel);
  const others = left.filter(name => !isModel(name) && name !== 'email');
  const named = [
    ...new Set([...models, ...servicesIn(message).filter(name => isModel(name) && name !== 'a language model')]),
  ];
  if (named.length > 0)
    draft.reader.assumptions.push(
      `You named ${listed(named)}: choose the model in each AI step, or once in the settings.`,
    );
  if (others.length > 0)
    draft.reader.assumptions.push(
      `You also named ${listed(others)}; no step uses ${others.length > 1 ? 'them' : 'it'} yet.`,
    );
  if (repeats(message) && draft.steps.some(isSource))
    draft.reader.assumptions.push(
      'What is fetched becomes one item for each entry, and the steps behind it run once for each.',
    );
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
