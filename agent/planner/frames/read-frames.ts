import type { Catalogue } from '../catalogue/entries';
import { unbuilt } from '../grammar/accounts';
import { markLiterals } from '../language/literals';
import { inShortForm } from '../language/normalise';
import { correctTypos } from '../language/typos';
import type { Plan, Step } from '../plan';
import { build } from './build';
import { readEvent } from './event';
import { inferFields } from './infer';
import { createParse, isEnd, type Parse } from './parse';
import { walk } from './pieces';
import { strangersIn } from './strangers';
import { toTokens } from './tokens';

/** What starts at a time, reads a feed or needs a service is read by the grammar of clauses. */
const elsewhere =
  /\b(?:every|each) (?:\d+ |two |three |few |other )?(?:minutes?|hours?|days?|mornings?|evenings?|nights?|weeks?|months?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays?)\b|\b(?:daily|hourly|weekly|monthly|nightly|weekdays|rss|feed|cron|gmail|inbox|slack|chatgpt|gpt|openai|claude|gemini|notion|airtable|google|telegram|discord|whatsapp|hubspot|salesforce|sheets?|by hand|manually)\b|\b(?:on|at) (?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays|weekends|noon|midnight)\b/i;

/** Forms of our own, and lists that are gone through entry by entry. */
const listed =
  /\bfills? (?:in|out)\b|\bform (?:is|was|gets) (?:submitted|filled)|\blists? (?:with|of|called|named|that|where)\b|\(a list|\barrays?\b|\beach of (?:them|these|its)\b|\bone by one\b/i;

export interface Attempt {
  plan: Plan | null;
  /** The words at which reading stopped, for whoever mends the grammar. */
  stuck: string;
  given?: string[];
}

/** A request read by its parts: whole, or not at all. Every word must have had its place. */
export function readFrames(message: string, catalogue: Catalogue): Attempt {
  const none = (stuck: string): Attempt => ({ plan: null, stuck });
  const marked = markLiterals(message.replace(/\r\n?/g, '\n').replace(/[\u00a0\u202f]/g, ' '));
  const ownForm = /\bforms?\b/i.test(marked.text) && !comesIn.test(marked.text);
  if (ownForm || elsewhere.test(marked.text) || listed.test(marked.text)) return none('elsewhere');
  const text = correctTypos(inShortForm(withoutBullets(marked.text))).trim();
  const p = createParse(toTokens(text), { text, literals: marked.literals }, catalogue);
  const events = eventsIn(p, text);
  if (events === null) return none('nothing comes in');
  const { pieces, stuck } = walk(p, events);
  if (stuck !== null)
    return none(
      [...p.given].join('+') +
        ' @ ' +
        p.tokens
          .slice(stuck, stuck + 8)
          .map(({ raw }) => raw)
          .join(' '),
    );
  const built = build(pieces);
  if (built === null || built.length === 0) return none('does not hang together');
  const plan: Plan = {
    name: null,
    trigger: { kind: 'webhook', method: 'POST', fields: [...p.given], noun: null },
    steps: withColumns(built, p),
    assumptions: [
      ...p.reader.assumptions,
      ...p.notes.map(note => `I read "${note}" as what it is about, not as something to do.`),
    ],
    unknown: [],
  };
  const strangers = strangersIn(plan.steps, p);
  if (strangers.length > 0) return none(`nobody brings ${strangers.join(', ')}`);
  const lost = unbuilt({ text, literals: marked.literals }, plan);
  return lost.length > 0 ? none(`lost: ${lost.join(' | ')}`) : { plan, stuck: '' };
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
