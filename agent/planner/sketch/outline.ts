import { readAsStep } from '../catalogue/read-step';
import type { Reader } from '../grammar/reader';
import { isModel, servicesIn } from '../grammar/services';
import { shorten } from '../language/names';
import type { Step, Trigger } from '../plan';
import { type Decision, readDecision, repeats } from './decisions';
import { type Deed, readDeeds } from './deeds';
import { addNamed, addThinking, replyWhereAsked } from './named-services';
import { outsidersIn, reachedIn } from './names';
import { addDeed, type Draft } from './outline-deeds';
import { looped } from './rounds';
import { readSentences } from './sentences';

export interface Outline {
  steps: Step[];
  unknown: string[];
  /** Sentences that prepare or praise. */
  asides: string[];
}

const mostSteps = 14;

/** The steps of a description, in its order: what no rule reads as a whole is outlined sentence by sentence. */
export function outlineOf(message: string, trigger: Trigger | null, reader: Reader): Outline {
  const sentences = readSentences(message);
  const told = new Set<string>(reportedBy(trigger));
  const draft: Draft = { steps: [], told, unknown: [], repeats: repeats(message), reader, trigger };
  const [title, ...body] = sentences;
  for (const { text, kind } of body) if (kind === 'deed') readSentence(text, draft);
  if (title)
    addTitle(
      title.text,
      draft,
      body.every(({ kind }) => kind !== 'deed'),
    );
  const asides = body.flatMap(({ text, kind }) => (kind === 'aside' ? [text] : []));
  if (/\brss\b/i.test(message) && trigger?.kind === 'schedule') readFeed(draft);
  mentioned(message, draft);
  addThinking(message, draft);
  replyWhereAsked(message, draft);
  return {
    steps: looped({ ...draft, steps: draft.steps.slice(0, mostSteps) }, message),
    unknown: draft.unknown,
    asides,
  };
}

/** Whom the trigger stands for already. */
const reportedBy = (trigger: Trigger | null): string[] =>
  trigger?.kind === 'event'
    ? servicesIn(trigger.label)
    : trigger?.kind === 'webhook' && trigger.service
      ? [trigger.service]
      : [];

/** A feed that is only named is read before anything else. */
function readFeed(draft: Draft) {
  draft.told.add('RSS');
  if (!draft.steps.some(({ kind }) => kind === 'feed')) draft.steps.unshift({ kind: 'feed', url: null });
}

/** "When a new lead comes in, this workflow …": what starts it is no deed of its own. */
const startClause =
  /^(?:when(?:ever)?|once|as soon as|each time|every time|upon|after)\b[^,]{4,120}, (?=(?:this|the|it|our|your|an?|automatically|then)\b|\p{L}+s? )/iu;

function readSentence(sentence: string, draft: Draft) {
  if (aboutTrigger.test(sentence)) return;
  const { deeds, rest } = readDeeds(sentence.replace(startClause, ''));
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

/** "The Drive trigger detects new files": told of what starts it. */
const aboutTrigger =
  /^(?:[\w.'()-]+ ){0,5}trigger(?: node)?s? (?:detects?|monitors?|watch(?:es)?|fires?|starts?|listens?|activates?|checks?|polls?|runs?|captures?|receives?)\b/i;

const startsIt = (sentence: string) =>
  /\b(?:trigger|schedule[ds]?|webhook|when(?:ever)?|every|each (?:day|morning|week|hour)|daily|weekly|hourly|runs?|starts?)\b/i.test(
    sentence,
  );

/** What starts it is no step of its own. */
const isStart = ({ kind, text }: Deed, { trigger }: Draft) =>
  kind === 'start' ||
  (watched.test(kind) && trigger !== null && trigger.kind !== 'schedule' && watches.test(text)) ||
  (trigger?.kind === 'schedule' &&
    /^(?:Run|Poll|Check|Schedule)\b.*\b(?:every|daily|hourly|weekly|schedule)\b/i.test(text) &&
    reachedIn(text).length === 0);

/** "Monitor the folder for new files": that is how it starts. */
const watches =
  /^(?:Monitor|Watch|Detect|Track|Check|Poll|Listen|Identify)\b.*\b(?:new|newly|incoming|unread|uploaded|added|inbox|when(?:ever)?)\b/i;
const watched = /^(?:read|think|keep|shape)$/;

/** "human approval", "the manager approves"; "approved orders" are orders of a kind. */
const asksSomebody =
  /\bapprov(?:al|es?)\b|\bsign-?off\b|\bhuman(?:-| )in(?:-| )the(?:-| )loop\b|\bhuman[- ](?:approved|review)/i;

function decide({ kind, words, first }: Decision, draft: Draft) {
  if (asksSomebody.test(words) && askFor(words, draft)) return;
  if (draft.steps.filter(step => step.kind === 'open').length >= 3) return;
  const label = shorten(words, 60);
  if (draft.steps.some(step => step.kind === 'open' && step.label === label)) return;
  const open: Step = { kind: 'open', type: kind === 'keep' ? 'core.filter' : 'core.if', label };
  if (first) draft.steps.unshift(open);
  else draft.steps.push(open);
}

/** Somebody decides, not a condition: the step that asks a person, once. */
function askFor(words: string, draft: Draft): boolean {
  const step = readAsStep('ask for approval', draft.reader);
  if (step?.kind !== 'other') return false;
  if (!draft.steps.some(other => other.kind === 'other' && other.type === step.type))
    // What was refused ends there.
    draft.steps.push({
      ...{ ...step, text: shorten(words, 60), settings: {} },
      gives: { ...step.gives, ways: step.gives.ways?.slice(0, 1) ?? [] },
    });
  return true;
}

/** The title tells the whole where nothing else does; otherwise only what the sentences left out. */
function addTitle(title: string, draft: Draft, alone: boolean) {
  if (alone) {
    readSentence(title, draft);
    addNamed(title, draft);
    if (draft.steps.length > 0) draft.unknown = draft.unknown.filter(text => text !== shorten(title, 160));
    return;
  }
  if (draft.steps.length === 0) readSentence(title, draft);
  else if (/^(?:this|the|it|our)\b/i.test(title) && readDeeds(title).deeds.every(({ kind }) => kind === 'keep'))
    draft.unknown.push(title);
  addNamed(title, draft);
  if (!draft.steps.some(({ kind }) => kind === 'open')) {
    const decision = readDecision(title);
    if (decision) decide(decision, draft);
  }
}

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
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
