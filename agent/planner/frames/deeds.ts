import type { Assignment, Step } from '../plan';
import { answerAt } from './answer';
import { jsonAt } from './answer-forms';
import { statusAt } from './answer-status';
import { answeredFigureAt } from './answered-figures';
import { callAt } from './calls';
import { defineAt } from './define';
import { figureAt } from './figures';
import { alwaysAt, isDeed, leadAt, thingEnd } from './lead';
import { answerVerbs, auxiliaries, storeVerbs } from './lexicon';
import { findAt } from './lookups';
import { type Found, fieldAt, isEnd, type Parse, phraseAt, wordAt } from './parse';
import { deleteAt, deletedAt, shiftAt, updateAt } from './rows';
import { assignmentsAt, storeAt } from './store';
import { bareTableAt, nameTable, tableAt } from './tables';
import { verbatimAt } from './verbatim';

export interface Deed {
  steps: Step[];
  /** Done on every way. */
  all: boolean;
}

/** One thing to do, in whatever voice it is told. */
export function deedAt(p: Parse, from: number, { open }: { open: boolean }): Found<Deed> | null {
  const plain = commandAt(p, from);
  const found = plain ?? definedAt(p, from) ?? subjectFirst(p, from) ?? saidAt(p, from, { open });
  if (found === null) return null;
  const after = alwaysAt(p, wordAt(p, found.end) === ',' ? found.end + 1 : found.end);
  return after !== null && isEnd(p, after) ? { value: { ...found.value, all: true }, end: after } : found;
}

const one = (found: Found<Step | Step[]> | null, all = false): Found<Deed> | null =>
  found && { value: { steps: Array.isArray(found.value) ? found.value : [found.value], all }, end: found.end };

const definedAt = (p: Parse, from: number): Found<Deed> | null => {
  const { at, all } = leadAt(p, from, { nouns: false });
  return one(defineAt(p, at), all) ?? one(defineAt(p, from), all);
};

function commandAt(p: Parse, from: number): Found<Deed> | null {
  const { at, all } = leadAt(p, from);
  const placed = /^(?:in|inside|within)$/.test(wordAt(p, at)) ? one(updateAt(p, at), all) : null;
  const row = placed ?? one(shiftAt(p, at), all) ?? one(deletedAt(p, at) ?? deletedAt(p, from), all);
  if (row) return row;
  if (
    !isDeed(wordAt(p, at)) &&
    !/^(?:search|searches|check|get|fetch|lookup|how|the|add|total|adds|calculate|compute|forward|send|post|erase|clear|empty|wipe|query|see)$/.test(
      wordAt(p, at),
    )
  )
    return null;
  return (
    one(callAt(p, at), all) ??
    one(answeredFigureAt(p, at), all) ??
    one(figureStepsAt(p, at), all) ??
    one(defineAt(p, at), all) ??
    one(updateAt(p, at), all) ??
    one(deleteAt(p, at), all) ??
    storedOnly(p, at, all) ??
    one(findAt(p, at), all) ??
    one(storeAt(p, at), all) ??
    one(answerAt(p, at), all)
  );
}

const figureStepsAt = (p: Parse, at: number): Found<Step[]> | null => {
  const figure = figureAt(p, at);
  return figure && { value: figure.value.steps, end: figure.end };
};

/** "keep a and b in both tables": what the stores before it did not say. */
function storedOnly(p: Parse, from: number, all: boolean): Found<Deed> | null {
  if (!storeVerbs.has(wordAt(p, from))) return null;
  const values = assignmentsAt(p, from + 1);
  const end =
    values &&
    phraseAt(
      p,
      values.end,
      'in both tables|in both|in all tables|in each table|in either table|in all three tables|in both of them|into both tables|in each of them',
    );
  if (values === null || end === null) return null;
  p.columns = values.value;
  return { value: { steps: [], all }, end };
}

/** "the report goes into …", "seat and film are kept in …", "people hear …", "⟨q⟩ is answered". */
function subjectFirst(p: Parse, from: number): Found<Deed> | null {
  return namesFirst(p, from) ?? quotedFirst(p, from) ?? answerNoun(p, from) ?? thingFirst(p, from);
}

function namesFirst(p: Parse, from: number): Found<Deed> | null {
  const lead = leadAt(p, from, { nouns: false });
  const names = assignmentsAt(p, lead.at);
  if (names === null) return null;
  const behind = leadAt(p, names.end, { nouns: false });
  if (behind.at === names.end && !storeVerbs.has(wordAt(p, behind.at))) return null;
  return storedThing(p, behind.at, { values: names.value, all: lead.all || behind.all });
}

function storedThing(
  p: Parse,
  at: number,
  { values, all }: { values: Assignment[]; all: boolean },
): Found<Deed> | null {
  const call =
    values.length > 0 && /^(?:posted|sent|forwarded|passed|go|goes)$/.test(wordAt(p, at)) ? callAt(p, at) : null;
  if (call && call.value.kind === 'http')
    return one({ value: { ...call.value, body: { kind: 'object', entries: values } }, end: call.end }, all);
  return one(storeAt(p, at, { object: { values, whole: values.length === 0 } }), all);
}

function quotedFirst(p: Parse, from: number): Found<Deed> | null {
  const text = verbatimAt(p, phraseAt(p, from, 'the answer|the reply|the text|the message') ?? from);
  if (text === null) return null;
  const behind = leadAt(p, text.end, { nouns: false });
  if (behind.at === text.end) return null;
  const said = phraseAt(
    p,
    behind.at,
    'answered|returned|sent back|replied|given back|the answer|the reply|told|said|sent|the response',
  );
  if (said === null) return null;
  const status = statusAt(p, said);
  return one(
    {
      value: { kind: 'answer', ...(status ? { status: status.value } : {}), body: text.value },
      end: status?.end ?? said,
    },
    behind.all,
  );
}

/** "the answer is ⟨q⟩", "reply: ⟨q⟩". */
function answerNoun(p: Parse, from: number): Found<Deed> | null {
  const noun = phraseAt(
    p,
    from,
    'the answer|the reply|the response|its answer|our answer|answer|reply|response|the text|the result',
  );
  if (noun === null) return null;
  const { at, all } = leadAt(p, noun, { nouns: false });
  const status = statusAt(p, phraseAt(p, at, ':') ?? at);
  let start = status?.end ?? at;
  while (/^(?::|with|and|the|text|same|is|simply)$/.test(wordAt(p, start))) start += 1;
  const body = verbatimAt(p, start) ?? jsonAt(p, start);
  if (body === null) return null;
  const after = status ?? statusAt(p, body.end);
  return one(
    {
      value: { kind: 'answer', ...(after ? { status: after.value } : {}), body: body.value },
      end: status ? body.end : (after?.end ?? body.end),
    },
    all,
  );
}

function thingFirst(p: Parse, from: number): Found<Deed> | null {
  const lead = leadAt(p, from, { nouns: false });
  const thing = thingEnd(p, lead.at);
  if (thing === null || fieldAt(p, lead.at) !== null) return null;
  const aside = alwaysAside(p, thing.end);
  const behind = leadAt(p, aside.end);
  const verb = wordAt(p, behind.at);
  const every = lead.all || behind.all || aside.all || (thing.every && storeVerbs.has(verb));
  if (storeVerbs.has(verb)) return storedThing(p, behind.at, { values: [], all: every });
  return answerVerbs.has(verb) && (behind.at === thing.end || auxiliaries.has(wordAt(p, behind.at - 1)) || behind.all)
    ? one(answerAt(p, behind.at), every)
    : null;
}

/** ", whatever the age, is …" */
function alwaysAside(p: Parse, from: number): { end: number; all: boolean } {
  const comma = wordAt(p, from) === ',' ? from + 1 : from;
  const end = alwaysAt(p, comma);
  if (end === null) return { end: from, all: false };
  return { end: wordAt(p, end) === ',' ? end + 1 : end, all: true };
}

/** Behind a condition a bare text is what is answered, and a bare table where it is stored. */
function saidAt(p: Parse, from: number, { open }: { open: boolean }): Found<Deed> | null {
  const lead = leadAt(p, from, { nouns: false });
  if (!open && !lead.all) return null;
  const status = statusAt(p, lead.at);
  let start = status?.end ?? lead.at;
  while (status && /^(?:and|with|,|the|text|:)$/.test(wordAt(p, start))) start += 1;
  start = phraseAt(p, start, 'with|the text|text|the message|with the text') ?? start;
  const body = verbatimAt(p, start);
  if (body) {
    const after = status ?? statusAt(p, body.end);
    return one(
      {
        value: { kind: 'answer', ...(after ? { status: after.value } : {}), body: body.value },
        end: status ? body.end : (after?.end ?? body.end),
      },
      lead.all,
    );
  }
  const inside = phraseAt(p, lead.at, 'into|in|to|goes to|onto') ?? lead.at;
  const table = tableAt(p, inside) ?? (inside > lead.at ? bareTableAt(p, inside, { known: false }) : null);
  if (table && open) {
    nameTable(p, table.value);
    return one({ value: { kind: 'store', table: table.value, values: [], what: 'it' }, end: table.end });
  }
  if (status && isEnd(p, status.end))
    return one({ value: { kind: 'answer', status: status.value, body: null }, end: status.end });
  return null;
}
