import { type Catalogue, emptyCatalogue } from '../catalogue/entries';
import { rewordForm } from '../catalogue/form';
import { takenApart } from '../catalogue/held-lists';
import { rewordWaits } from '../catalogue/waits';
import { restore } from '../language/literals';
import { normalise } from '../language/normalise';
import { type Segment, toSegments } from '../language/segments';
import type { Plan, Step, Trigger } from '../plan';
import { startOf } from '../sketch/event-trigger';
import { sketched } from '../sketch/sketch';
import { unbuilt } from './accounts';
import { readAction } from './action';
import { arrivingFirst } from './arriving';
import { readAsides } from './asides';
import { markGuards } from './bare-guards';
import { readGuard } from './branch-words';
import type { Cursor } from './cursor';
import { takeDefinitions } from './definitions';
import { exceptionsFirst } from './exceptions';
import { takeHeldLists, takeListedFields } from './listed-fields';
import { rewordMapping } from './mapping';
import { readName } from './naming';
import { markOnce } from './once';
import { inOneForm } from './one-form';
import { type Opening, takeOpening } from './opening';
import { createReader, quiet, type Reader } from './reader';
import { takeShapes } from './shape';
import { readBlock } from './structure';
import { deedOf } from './timed-deed';
import { readTrigger } from './trigger';
import { untangle } from './untangle';

/** Reads a whole request: what starts it, what is done, and what could not be read. */
export function readRequest(message: string, catalogue: Catalogue = emptyCatalogue): Plan {
  const marked = normalise(prepare(message));
  const reader = createReader(marked.literals, catalogue);
  const { name, rest } = readName(marked.text, marked.literals);
  const opening = takeOpening(
    arrivingFirst(
      readAsides(
        takeShapes(
          takeListedFields(takeHeldLists(rewordWaits(rewordMapping(rewordForm(rest))), reader), reader),
          reader,
        ),
        reader,
      ),
    ),
    reader,
  );
  // What the trigger brings is known before values are read; values before their words part a sentence.
  const { text, literals } = takeDefinitions(
    { text: inOneForm(opening.rest, reader), literals: marked.literals },
    reader.given,
  );
  reader.literals = literals;
  const segments = markGuards(markOnce(toSegments(text)), reader);
  const { trigger, test, others } = withOpening(opening, takeTrigger(segments, reader), segments);
  const guarded: Segment[] = test === null ? others : [{ text: `if ${test}`, lead: 'comma', isNext: false }, ...others];
  const cursor: Cursor = { segments: guarded, at: 0, reader, unknown: [], lastDone: null };
  const steps = takenApart(exceptionsFirst(readBlock(cursor, { branch: false })), reader, marked.text);
  const plan: Plan = {
    name,
    trigger: startOf({ message, trigger, steps }, reader),
    steps,
    assumptions: [...new Set(reader.assumptions)],
    unknown: [...reader.lost, ...cursor.unknown].map(clause => restore(clause, literals)),
    ...(cursor.undecided ||
    reader.lost.length > 0 ||
    cursor.unknown.some(clause => /\b(?:if|unless|only when|only if|except)\b/i.test(clause))
      ? { undecided: true }
      : {}),
  };
  const lost = unbuilt(marked, plan);
  return sketched(lost.length === 0 ? plan : { ...plan, unknown: [...plan.unknown, ...lost] }, message, reader);
}

/** "1. … 2. …" in one line is a list all the same. */
const listed = (message: string) =>
  /(?:^|\s)1[.)]\s/.test(message) && /\s2[.)]\s/.test(message)
    ? message.replace(/[ \t:,]+(\d{1,2}[.)])\s+(?=\S)/g, '\n$1 ')
    : message;

const prepare = (message: string) =>
  untangle(listed(message))
    .replace(/\b(unless\b[^.]*?),? in which case\b/gi, '$1, otherwise')
    .replace(
      /\b(?:it |the (?:workflow|flow) |we |you )?(?:should |must |will )?(?:then )?(?:check|see|test|verify|look|find out|determine)s?(?:ing)? (?:to see )?(?:if|whether)\b/gi,
      'if',
    )
    .replace(
      /\b(?:run|do|start|repeat|execute|trigger) (?:this|it|that|the (?:workflow|flow|whole thing))(?= (?:every|each|at|on|daily|hourly|weekly|monthly|once|twice)\b)/gi,
      '',
    )
    .replace(/\bwhether or not\b/gi, 'regardless if');

/** What the introduction told and what a clause told are one trigger. */
function withOpening({ trigger, certain }: Opening, taken: Taken, segments: readonly Segment[]): Taken {
  if (trigger === null) return taken;
  if (taken.trigger?.kind === 'webhook') {
    const fields = [...new Set([...trigger.fields, ...taken.trigger.fields])];
    return { ...taken, trigger: { ...taken.trigger, fields, noun: taken.trigger.noun ?? trigger.noun } };
  }
  return taken.trigger === null || !certain
    ? { ...taken, trigger: taken.trigger ?? trigger }
    : { trigger, test: null, others: [...segments] };
}

interface Taken {
  trigger: Trigger | null;
  test: string | null;
  others: Segment[];
}

/** The clause that starts it may stand anywhere: "read the feed every morning". Two clauses may tell one time. */
function takeTrigger(segments: readonly Segment[], reader: Reader): Taken {
  for (const [at, segment] of segments.entries()) {
    if (at > 0 && isAction(segment.text, reader)) continue;
    if (
      at > 0 &&
      ['if', 'else-if'].includes(readGuard(segment.text, quiet(reader))?.guard.kind ?? '') &&
      !/^(?:every|each|at|on)\b|comes? in|webhook/i.test(segment.text)
    )
      continue;
    const trial = quiet(reader);
    const found = readTrigger(segment.text, trial);
    if (found === null) continue;
    const joined = found.trigger.kind === 'schedule' ? extended(segments, at, reader) : null;
    const chosen = joined?.found ?? readTrigger(segment.text, reader)!;
    const timed = found.trigger.kind === 'schedule';
    const tail = joined && joined.count > 1 ? null : timed ? deedOf(segment.text) : tailOf(segment.text, reader);
    const kept: Segment[] = tail === null ? [] : [{ ...segment, text: tail, lead: 'comma' }];
    const others = [...segments.slice(0, at), ...kept, ...segments.slice(at + (joined?.count ?? 1))];
    return { trigger: chosen.trigger, test: chosen.test, others };
  }
  return { trigger: null, test: null, others: [...segments] };
}

const isAction = (text: string, reader: Reader) =>
  !/^(?:every|each|at|on|daily|when|whenever|run|start|trigger|do (?:this|it))\b/i.test(text) &&
  readAction(text, quiet(reader)) !== null;

/** "Every day. At 8. In Berlin": clauses that only make sense together. */
function extended(segments: readonly Segment[], at: number, reader: Reader) {
  let text = segments[at]!.text;
  let count = 1;
  while (
    at + count < segments.length &&
    /^(?:at|on|in|every|each|around|starting|[\p{L}]+ time|\d{1,2}[:.]\d{2}|\d+ ?(?:am|pm)|time ?zone|and|from|between|except|but not)\b/iu.test(
      segments[at + count]!.text,
    ) &&
    !isAction(segments[at + count]!.text, reader) &&
    segments[at + count]!.text.split(' ').length <= 7
  ) {
    text += ` ${segments[at + count]!.text}`;
    count += 1;
  }
  const found = readTrigger(text, reader);
  return found?.trigger.kind === 'schedule' ? { found, count } : null;
}

export const hasSteps = (steps: readonly Step[]) => steps.length > 0;

/** "…, frobnicate the flux": what stands behind the comma of a trigger and is no part of it. */
function tailOf(text: string, reader: Reader): string | null {
  const at = text.indexOf(', ');
  if (at < 0) return null;
  const [head, tail] = [text.slice(0, at), text.slice(at + 2)];
  const lists =
    /\b(?:with|contain\w*|takes|accepts|includ\w*|ha(?:s|ve|ving)|fields?|numbers?|values?|of|sends|gets|for)\b/i.test(
      head,
    );
  // The list of what it brings goes on.
  const named = tail.split(/\s*,\s*|\s+and\s+/).every(word => reader.given.has(word.trim().toLowerCase()));
  if (
    lists ||
    named ||
    tail.split(/\s+/).length < 2 ||
    /^(?:and |where |but |every |each |at |on |in |from |starting |\d)/i.test(tail)
  )
    return null;
  return readTrigger(head, quiet(reader)) === null ? null : tail;
}
