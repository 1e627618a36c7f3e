import type { Test, Value } from '../plan';
import { flagTest } from './compared';
import { subjectTest, tailed, thenEnd } from './conditions';
import { elseAt } from './elses';
import { ifPiece } from './if-piece';
import { isDeed, leadAt } from './lead';
import { auxiliaries, determiners, storeVerbs } from './lexicon';
import { foundAt } from './lookups';
import { operandAt } from './operands';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';
import type { Lead, Piece } from './pieces';
import { testAt } from './test';

/** A case that is told of the thing itself ("Bids over 1000 are …"), or by its value alone ("red → …"). */
export function caseAt(p: Parse, at: number, context: { pieces: readonly Piece[]; lead: Lead }): Found<Piece[]> | null {
  return foundCase(p, at, context) ?? caseOf(p, at, context) ?? ofThing(p, at, context);
}

/** "Found: …", "not there? …": what became of the look-up, without an "if". */
function foundCase(p: Parse, from: number, { lead }: { lead: Lead }): Found<Piece[]> | null {
  const at = phraseAt(p, from, 'and if|but if|and|but') ?? from;
  const found = p.rows === null ? null : foundAt(p, at);
  if (found === null || found.value.find !== null || !/^(?:[:→?,])$/.test(wordAt(p, found.end))) return null;
  return { value: [ifPiece(found.value.test, { lead, from })], end: found.end + 1 };
}

/** "for ⟨radio⟩ → …", "red → answer …", "gold: ⟨q⟩": a value of what the cases are about. */
function caseOf(
  p: Parse,
  from: number,
  { pieces, lead }: { pieces: readonly Piece[]; lead: Lead },
): Found<Piece[]> | null {
  const subject = p.switch ?? onlyField(p);
  if (subject === null) return null;
  const at = phraseAt(p, from, 'for a|for an|for|with|if it is|when it is|in case of|a|an|on') ?? from;
  const value = operandAt(p, at);
  if (value === null || value.value.kind === 'field' || (kindAt(p, at) === 'number' && p.switch === null)) return null;
  const before = pieces.at(-1);
  const behind = before?.kind === 'do' && before.lead.sentence === lead.sentence && wordAt(p, from) === 'for';
  const values = [value.value];
  let { end } = value;
  for (let next = phraseAt(p, end, ', or|or|,'); next !== null; next = phraseAt(p, end, ', or|or|,')) {
    const more = operandAt(p, next);
    if (more === null || more.value.kind === 'field' || (behind && kindAt(p, next) === 'mark')) break;
    values.push(more.value);
    end = more.end;
  }
  const postfix = behind && nextText(p, end);
  const counted = kindAt(p, end - 1) === 'number' && p.switch?.kind === 'field' ? fieldAt(p, end) : null;
  if (counted && p.switch?.kind === 'field' && counted.value === p.switch.name) end = counted.end;
  const marked = phraseAt(p, from, 'for|with|in case of') !== null || (counted !== null && kindAt(p, end) === 'mark');
  if (
    !postfix &&
    !/^(?:→|:|=)$/.test(wordAt(p, end)) &&
    !(marked && (/^(?:,)$/.test(wordAt(p, end)) || isDeed(wordAt(p, end)) || kindAt(p, end) === 'mark'))
  )
    return null;
  if (kindAt(p, at) === 'mark' && !/^(?:→|:|,)$/.test(wordAt(p, end)) && !marked) return null;
  const tests = values.map(
    (one): Test => ({ kind: 'compare', comparison: { subject, operator: 'equals', value: one } }),
  );
  return {
    value: [ifPiece(tests.length === 1 ? tests[0]! : { kind: 'any', tests }, { lead, from, postfix })],
    end: end + Number(/^(?:→|:|=)$/.test(wordAt(p, end))),
  };
}

/** "answer ⟨a⟩ for red, ⟨b⟩ for green and …": the next text, the other case or nothing more follows. */
const nextText = (p: Parse, from: number): boolean => {
  const at = phraseAt(p, from, ', and|,|and|;') ?? from;
  return isEnd(p, at) || kindAt(p, at) === 'mark' || elseAt(p, at, { chained: true }) !== null;
};

const onlyField = (p: Parse): Value | null => (p.given.size === 1 ? { kind: 'field', name: [...p.given][0]! } : null);

/** "Bids over 1000 are …", "18 or older: …", "only the vaccinated ones go …", "tag starts with ⟨VIP⟩ → …". */
function ofThing(
  p: Parse,
  from: number,
  { pieces, lead }: { pieces: readonly Piece[]; lead: Lead },
): Found<Piece[]> | null {
  const before = pieces.at(-1);
  const fresh = lead.first || before?.kind === 'do' || /^(?:,|:|;|\)|→)$/.test(wordAt(p, from - 1));
  if (!fresh) return null;
  const at = phraseAt(p, from, 'only those|only the ones|only|those|these|ones|and|but') ?? from;
  const flagged = flagAt(p, at);
  const found = flagged ?? testAt(p, at) ?? withWhose(p, at);
  if (found === null || found.end === from) return null;
  const tail = tailed(p, found);
  const next = wordAt(p, tail.end);
  const sign = /^(?:→|:)$/.test(next);
  const question = next === '?';
  const does = leadAt(p, tail.end);
  const verb = isDeed(wordAt(p, does.at)) && (does.at > tail.end || isDeed(next));
  const dash = next === ',' && (kindAt(p, tail.end + 1) === 'mark' || isDeed(wordAt(p, tail.end + 1)));
  const bare = kindAt(p, tail.end) === 'mark';
  const approved = approvedEnd(p, tail.end);
  const value = [ifPiece(tail.value, { lead, from })];
  if (approved !== null) return { value, end: approved };
  if (!sign && !question && !verb && !dash && !bare) return null;
  if (!sign && !question && !flagged && isStatement(p, at, tail.end)) return null;
  return { value, end: thenEnd(p, tail.end + Number(sign)) };
}

/** "… is always approved:", "… is ⟨A⟩", "… means ⟨B⟩": leads up to what is done. */
function approvedEnd(p: Parse, from: number): number | null {
  const at = phraseAt(p, from, 'is always|are always|is then|is only|is|are|means|counts as|gives|makes') ?? from;
  if (at > from && (kindAt(p, at) === 'mark' || /^(?:means|gives)$/.test(wordAt(p, at - 1)))) return at;
  return at > from &&
    /(?:ed|ok|okay|fine|allowed|forbidden|invalid|valid|free)$/.test(wordAt(p, at)) &&
    /^[:,]$/.test(wordAt(p, at + 1)) &&
    !storeVerbs.has(wordAt(p, at))
    ? at + 2
    : null;
}

/** "passed is true" is a statement, "bids over 1000 are …" is a case. */
const isStatement = (p: Parse, from: number, to: number): boolean =>
  kindAt(p, from) === 'word' &&
  p.tokens.slice(from, to).some(({ text }) => text === '=') &&
  !/^(?:→|:)$/.test(wordAt(p, to));

function withWhose(p: Parse, from: number): Found<Test> | null {
  const who =
    /^(?:anyone|anybody|everyone|everybody|whoever|someone|any|every|all|those|a|an|the|each|people|requests|posts|orders|customers)$/.test(
      wordAt(p, from),
    ) || kindAt(p, from) === 'word';
  return who && fieldAt(p, from) === null ? subjectTest(p, from) : null;
}

/** "the vaccinated ones", "paid orders": a field that is true. */
function flagAt(p: Parse, from: number): Found<Test> | null {
  let at = from;
  while (determiners.has(wordAt(p, at)) || wordAt(p, at) === 'only') at += 1;
  const not = /^(?:not|non|un)$/.test(wordAt(p, at));
  const field = fieldAt(p, not ? at + 1 : at);
  if (field === null) return null;
  const noun = wordAt(p, field.end);
  if (
    !/^(?:ones|requests|orders|people|[\p{L}]+s)$/u.test(noun) ||
    auxiliaries.has(noun) ||
    isDeed(noun) ||
    (fieldAt(p, field.end) !== null && !/^[:→]$/.test(wordAt(p, field.end + 1)))
  )
    return null;
  const also = /^(?:with|without)$/.test(wordAt(p, field.end + 1)) ? fieldAt(p, field.end + 2) : null;
  if (also) {
    const tests = [flagTest(field.value, not), flagTest(also.value, wordAt(p, field.end + 1) === 'without')];
    return { value: { kind: 'all', tests }, end: also.end };
  }
  if (!auxiliaries.has(wordAt(p, field.end + 1)) && !/^(?:go|get|land|are|receive|:|→)$/.test(wordAt(p, field.end + 1)))
    return null;
  return { value: flagTest(field.value, not), end: field.end + 1 };
}
