import type { Catalogue } from '../catalogue/entries';
import { unbuilt } from '../grammar/accounts';
import { markLiterals } from '../language/literals';
import { inShortForm } from '../language/normalise';
import { correctTypos } from '../language/typos';
import { containsAnswer } from '../lower/words';
import type { Plan, Step, Trigger } from '../plan';
import { build } from './build';
import { readEvent } from './event';
import { heardFirst } from './heard';
import { feedFields, inferFields } from './infer';
import { createParse, isEnd, type Parse, textOf } from './parse';
import { walk } from './pieces';
import { strangersIn } from './strangers';
import { timedAt } from './timed';
import { toTokens } from './tokens';

/** What starts at a time or by hand goes through lists. */
const timedWords =
  /(?<!\bfor )\b(?:every|each) (?:\d+ |two |three |few |other |single )?(?:minutes?|hours?|days?|mornings?|evenings?|nights?|weeks?|months?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays?)\b|\b(?:daily|hourly|weekly|monthly|nightly|weekdays|rss|feed|cron|by hand|manually|once a day|twice a day|once every)\b|\b(?:on|at)? ?(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays|weekends)\b|\b(?:at )(?:noon|midnight)\b|\b(?:on|of) (?:the )?(?:1st|first|last) (?:day )?of\b/i;

/** What needs a service is read by the grammar of clauses. */
const services =
  /\b(?:gmail|inbox|slack|chatgpt|gpt|openai|claude|gemini|notion|airtable|google|telegram|discord|whatsapp|hubspot|salesforce|sheets?|an? (?:ai|llm)|ai (?:step|model)|with ai)\b/i;

/** Forms of our own, and lists that are gone through entry by entry. */
const listed =
  /\bfills? (?:in|out)\b|\bform (?:is|was|gets) (?:submitted|filled)|\blists? (?:with|of(?! (?:all|the) )|called|named|that|where)\b|\(a list|\barrays?\b|\beach of (?:them|these|its)\b|\bone by one\b/i;

export interface Attempt {
  plan: Plan | null;
  /** The words at which reading stopped, for whoever mends the grammar. */
  stuck: string;
}

const none = (stuck: string): Attempt => ({ plan: null, stuck });

/** A request read by its parts: whole, or not at all. Every word must have had its place. */
export function readFrames(message: string, catalogue: Catalogue): Attempt {
  const marked = markLiterals(message.replace(/\r\n?/g, '\n').replace(/[\u00a0\u202f]/g, ' '));
  const text = heardFirst(inShortForm(correctTypos(inShortForm(withoutBullets(marked.text)))).trim());
  const timed = timedWords.test(text);
  const ownForm = /\bforms?\b/i.test(text) && !comesIn.test(text);
  if (ownForm || services.test(text) || (!timed && listed.test(text))) return none('elsewhere');
  const p = createParse(toTokens(text), { text, literals: marked.literals }, catalogue);
  const start = timed ? timedStart(p, text) : hookStart(p, text);
  if (start === null) return none('nothing comes in');
  const { pieces, stuck } = walk(p, start.events);
  if (stuck !== null) return none(`${[...p.given].join('+')} @ ${textOf(p, stuck, stuck + 8)}`);
  const built = build(pieces);
  if (built === null || built.length === 0) return none('does not hang together');
  const plan: Plan = {
    name: null,
    trigger: start.trigger(),
    steps: withColumns(built, p),
    assumptions: [
      ...p.reader.assumptions,
      ...p.notes.map(note => `I read "${note}" as what it is about, not as something to do.`),
    ],
    unknown: [],
  };
  if (timed && containsAnswer(plan.steps)) return none('nobody waits for an answer');
  const strangers = timed ? [] : strangersIn(plan.steps, p);
  if (strangers.length > 0) return none(`nobody brings ${strangers.join(', ')}`);
  const lost = unbuilt({ text, literals: marked.literals }, plan);
  return lost.length > 0 ? none(`lost: ${lost.join(' | ')}`) : { plan, stuck: '' };
}

interface Start {
  /** What tells that it starts, by where the words begin and end. */
  events: ReadonlyMap<number, number>;
  trigger: () => Trigger;
}

function hookStart(p: Parse, text: string): Start | null {
  const events = eventsIn(p, text);
  return events && { events, trigger: () => ({ kind: 'webhook', method: 'POST', fields: [...p.given], noun: null }) };
}

function timedStart(p: Parse, text: string): Start | null {
  const timed = timedAt(p, text);
  if (timed === null) return null;
  p.listed = true;
  const isFeed = p.reader.literals.some(
    ({ kind, text: url }) => kind === 'url' && /(?:rss|feed|atom|\.xml)(?:[/?.]|$)/i.test(url),
  );
  if (isFeed || /\b(?:rss|feed|atom)\b/i.test(text)) feedFields(p);
  inferFields(p);
  return { events: new Map([[timed.from, timed.to]]), trigger: () => timed.trigger };
}

/** The points of a list are its sentences. */
const withoutBullets = (text: string): string =>
  text.replace(/^[ \t]*(?:[-•*–]|\(?\d{1,2}[.)]|[a-h][.)])[ \t]+(?=\S)/gm, '').replace(/\n+/g, '\n');

const comesIn = /\b(?:web ?hooks?|hook|endpoint|post(?:s|ed)?|requests?|incoming)\b/i;

/** The sentences that tell what comes in, by where they begin; their fields are known before anything else is read. */
function eventsIn(p: Parse, text: string): Map<number, number> | null {
  const events = new Map<number, number>();
  let open = true;
  for (let at = 0; at < p.tokens.length; at += 1) {
    if (isEnd(p, at)) {
      open = true;
      continue;
    }
    if (!open) continue;
    open = false;
    const end = readEvent(p, at);
    if (end !== null) {
      events.set(at, end);
      at = end - 1;
    }
  }
  if (events.size === 0 && !comesIn.test(text)) return null;
  if (p.given.size === 0) inferFields(p);
  return events;
}

/** Columns that were told once for all tables. */
function withColumns(steps: readonly Step[], p: Parse): Step[] {
  const { columns } = p;
  if (columns === null) return [...steps];
  return steps.map(step =>
    step.kind === 'store'
      ? { kind: 'store', table: step.table, values: columns }
      : step.kind === 'branch'
        ? {
            ...step,
            cases: step.cases.map(option => ({ ...option, steps: withColumns(option.steps, p) })),
            otherwise: step.otherwise && withColumns(step.otherwise, p),
          }
        : step,
  );
}
