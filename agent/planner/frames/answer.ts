import { readValue } from '../grammar/value';
import type { Step, Value } from '../plan';
import { bodyEnds, jsonAt, rowsAt } from './answer-forms';
import { statusAt } from './answer-status';
import { alwaysAt } from './lead';
import { answerVerbs, looseAnswers, stops } from './lexicon';
import { type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, textOf, wordAt } from './parse';
import { unquoted, verbatimAt } from './verbatim';

type Answer = Extract<Step, { kind: 'answer' }>;

const between =
  /^(?:back|with|the|a|an|them|him|her|me|us|it|that|this|to|by|just|only|simply|text|message|words?|answer|reply|response|json|as|caller|callers|sender|client|customer|user|visitor|person|everyone|:|,|→|in|plain|of|get|gets|sent|given|told|answered|be|is|then|and|http|saying|says)$/;

/** "answer ⟨q⟩", "reply with status 400 and ⟨q⟩", "they hear ⟨q⟩", "gets a 201 with ⟨q⟩". */
export function answerAt(p: Parse, from: number): Found<Answer> | null {
  if (!answerVerbs.has(wordAt(p, from))) return null;
  const loose = looseAnswers.has(wordAt(p, from));
  let at = from + 1;
  let status: number | undefined;
  for (;;) {
    const told = statusAt(p, at);
    if (told) {
      status = told.value;
      at = told.end;
      continue;
    }
    const body = bodyAt(p, at, { loose });
    if (body) return withStatus(p, body, status);
    const word = wordAt(p, at);
    if (!between.test(word) || at - from > 9) break;
    at += 1;
  }
  return status === undefined ? null : { value: { kind: 'answer', status, body: null }, end: lastOf(p, from, at) };
}

/** Words that led nowhere do not belong to it. */
const lastOf = (p: Parse, from: number, to: number): number => {
  let end = to;
  while (end > from && /^(?:with|and|the|,|a|then|it)$/.test(wordAt(p, end - 1))) end -= 1;
  return end;
};

function withStatus(p: Parse, body: Found<Value>, before: number | undefined): Found<Answer> {
  const after = before === undefined ? statusAt(p, body.end) : null;
  const status = before ?? after?.value;
  return {
    value: { kind: 'answer', ...(status === undefined ? {} : { status }), body: body.value },
    end: after?.end ?? body.end,
  };
}

function bodyAt(p: Parse, at: number, { loose }: { loose: boolean }): Found<Value> | null {
  const verbatim = verbatimAt(p, at);
  if (verbatim) return verbatim;
  const json = rowsAt(p, at) ?? jsonAt(p, at);
  if (json) return json;
  return loose &&
    !/^(?:back|with)$/.test(wordAt(p, at - 1)) &&
    !/^(?:give|gives|return|returns|say|says)$/.test(wordAt(p, at - 1))
    ? null
    : plainBody(p, at);
}

/** "answer local", "reply with the price", "say unknown code": words, up to where the next thought begins. */
function plainBody(p: Parse, from: number): Found<Value> | null {
  const marked = phraseAt(p, from, 'only the|just the|the|its|that|this') ?? from;
  const field = fieldAt(p, marked);
  if (field && bodyEnds(p, field.end))
    return {
      value: { kind: 'field', name: field.value },
      end: phraseAt(p, field.end, 'only|alone|field|value') ?? field.end,
    };
  if (kindAt(p, from) === 'number' && bodyEnds(p, from + 1) && !/^[1-5]\d\d$/.test(wordAt(p, from)))
    return { value: { kind: 'text', text: p.tokens[from]!.raw }, end: from + 1 };
  const ofRow = p.rows === null ? null : phraseAt(p, from, "its|the row's|their|his|her");
  if (ofRow !== null && kindAt(p, ofRow) === 'word' && bodyEnds(p, ofRow + 1))
    return { value: { kind: 'field', name: p.tokens[ofRow]!.raw }, end: ofRow + 1 };
  const computed = computedAt(p, from);
  if (computed) return computed;
  let at = from;
  while (at - from < 4 && kindAt(p, at) === 'word' && !stops.has(wordAt(p, at)) && alwaysAt(p, at) === null) at += 1;
  const hole = literalAt(p, at);
  if (at > from && hole?.kind === 'json' && !hole.text.includes(':') && marked === from && !hasField(p, from, at))
    return unquoted(p, from);
  if (at === from && wordAt(p, from) === 'no' && bodyEnds(p, from + 1)) at = from + 1;
  if (
    at === from ||
    !bodyEnds(p, at) ||
    marked !== from ||
    wordAt(p, from - 1) === 'the' ||
    hasField(p, from, at) ||
    /^(?:with|to|json|back|as|status|code)$/.test(wordAt(p, from))
  )
    return null;
  const counts = /^(?:everything|both|nothing|how|what|whatever|number|count|sum|total)$/.test(wordAt(p, from));
  const listed =
    wordAt(p, from) === 'all' && !/^(?:fine|good|ok|okay|clear|set|done|right|well)$/.test(wordAt(p, from + 1));
  if (counts || listed) return null;
  return { value: { kind: 'text', text: textOf(p, from, at) }, end: at };
}

/** "upper case code" speaks of a field: it is no text. */
const hasField = (p: Parse, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (fieldAt(p, at) !== null) return true;
  return false;
};

/** "answer with price times quantity": a computation up to the end of the thought. */
function computedAt(p: Parse, from: number): Found<Value> | null {
  let end = from;
  while (
    !isEnd(p, end) &&
    wordAt(p, end) !== ',' &&
    !/^(?:if|when|otherwise|else|unless|and)$/.test(wordAt(p, end)) &&
    kindAt(p, end) !== 'mark'
  )
    end += 1;
  const text = textOf(p, from, end);
  if (!/[*/+]|\b(?:times|plus|minus|divided by|upper|lower|capitals|rounded)\b/i.test(text)) return null;
  const value = readValue(text, p.reader);
  return value?.kind === 'sum' || value?.kind === 'call' ? { value, end } : null;
}
