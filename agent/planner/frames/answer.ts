import { readJson } from '../grammar/json';
import { readTemplate } from '../grammar/template';
import { readValue } from '../grammar/value';
import { toFieldName } from '../language/names';
import type { Step, Value } from '../plan';
import { alwaysAt } from './lead';
import { answerVerbs, looseAnswers, stops } from './lexicon';
import { bracketEnd, namesAt, separatorAt } from './names';
import { operandAt } from './operands';
import { type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, textOf, wordAt } from './parse';

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

/** "status 404", "code 402", "(403)", "with a 201": the number that the answer goes with. */
export function statusAt(p: Parse, from: number): Found<number> | null {
  let at = phraseAt(p, from, ', with|and with|with|and|,') ?? from;
  const bracket = wordAt(p, at) === '(';
  if (bracket) at += 1;
  at = phraseAt(p, at, 'with') ?? at;
  at = phraseAt(p, at, 'the|a|an') ?? at;
  at = phraseAt(p, at, 'http status code|http status|status code|http code|status|code|http') ?? at;
  at = phraseAt(p, at, 'of|=|:|is') ?? at;
  if (kindAt(p, at) !== 'number' || !/^[1-5]\d\d$/.test(wordAt(p, at))) return null;
  const next = wordAt(p, at + 1);
  if (bracket) return next === ')' ? { value: Number(wordAt(p, at)), end: at + 2 } : null;
  const named = /^(?:status|code|http|of|=|:|is)$/.test(wordAt(p, at - 1));
  if (
    !named &&
    !(isEnd(p, at + 1) || kindAt(p, at + 1) === 'mark' || /^(?:,|and|with|:|\)|else|otherwise)$/.test(next))
  )
    return null;
  return { value: Number(wordAt(p, at)), end: phraseAt(p, at + 1, 'status code|status') ?? at + 1 };
}

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

/** "them as JSON", "the list", "the rows as JSON with name and age": the rows that are at hand. */
function rowsAt(p: Parse, from: number): Found<Value> | null {
  if (p.many === null) return null;
  const all = phraseAt(
    p,
    from,
    'all of them|them all|them|the rows|those rows|these rows|the list|all rows|the entries|the result|the results|all',
  );
  const form = formAt(p, all ?? from);
  if (form) return form;
  return all !== null && bodyEnds(p, all) ? { value: { kind: 'whole' }, end: all } : null;
}

/** "as JSON", "as a list with name and age": how rows are answered, and what of them. */
export function formAt(p: Parse, from: number): Found<Value> | null {
  const form = phraseAt(
    p,
    from,
    'as a json list|as json list|as a json array|as a list in json|as a list|as json|in json|json',
  );
  const only = phraseAt(p, form ?? from, 'with just|with only|with the fields|with the|with|of|containing');
  const entries = only === null ? null : entriesAt(p, only);
  if (entries?.value.kind === 'object')
    return {
      value: { kind: 'rows', entries: entries.value.entries },
      end: phraseAt(p, entries.end, 'only') ?? entries.end,
    };
  return form !== null && bodyEnds(p, form) ? { value: { kind: 'whole' }, end: form } : null;
}

/** A quotation, a piece of JSON: what is answered word for word. */
export function verbatimAt(p: Parse, at: number): Found<Value> | null {
  const literal = literalAt(p, at);
  if (literal?.kind === 'quote') return { value: readTemplate(literal.text, p.reader), end: at + 1 };
  if (literal?.kind !== 'json') return null;
  const value = readJson(literal.text, p.reader);
  // "{drug} now {qty}": a text without its quotation marks.
  if (value.kind !== 'object' && !literal.text.includes(':')) return unquoted(p, at);
  return { value, end: phraseAt(p, at + 1, 'as json|in json') ?? at + 1 };
}

/** A text that was not put in quotation marks goes on to the end of its sentence. */
function unquoted(p: Parse, from: number): Found<Value> {
  let at = from;
  while (!isEnd(p, at) && wordAt(p, at) !== ',' && !/^(?:if|when|otherwise|unless|and)$/.test(wordAt(p, at))) at += 1;
  const text = p.tokens
    .slice(from, at)
    .map(({ raw }, index) => literalAt(p, from + index)?.text ?? raw)
    .join(' ');
  return { value: readTemplate(text, p.reader), end: at };
}

/** "JSON with pupil and cost", "json: sum (all prices added) and count", "one field total". */
export function jsonAt(p: Parse, from: number): Found<Value> | null {
  const at = phraseAt(
    p,
    from,
    'as json|in json|with json|a json|the json|json|an object|as an object|a json object|as a json object',
  );
  if (at === null) return null;
  let start = at;
  while (
    /^(?:with|of|containing|contains|holding|having|object|that|has|which|:|the|one|two|three|fields?|body|made|including|in|only|just)$/.test(
      wordAt(p, start),
    )
  )
    start += 1;
  if (start === at && !/^⟨j/.test(wordAt(p, start))) return null;
  if (literalAt(p, start)?.kind === 'json') return verbatimAt(p, start);
  return entriesAt(p, start);
}

export function entriesAt(p: Parse, from: number): Found<Value> | null {
  const entries: { name: string; value: Value }[] = [];
  let at = from;
  for (;;) {
    const told = toldEntryAt(p, at);
    if (told) {
      entries.push(told.value);
      at = told.end;
      const next = separatorAt(p, at);
      if (next === null || stops.has(wordAt(p, next)) || statusAt(p, at) || statusAt(p, next)) break;
      at = next;
      continue;
    }
    const named = namesAt(p, at);
    const name = named?.value[0];
    if (named === null || name === undefined) break;
    const one = fieldAt(p, phraseAt(p, at, 'the|its') ?? at);
    // "with product and total, highest total first": what follows the list is none of its names.
    if (one === null && p.many !== null && wordAt(p, at - 1) === ',') {
      at -= 1;
      break;
    }
    const end = one?.end ?? firstEnd(p, at);
    const bracket = bracketEnd(p, end);
    const said = p.aliases.has(name) ? name : (one?.value ?? name);
    entries.push({ name: said, value: { kind: 'field', name: one?.value ?? name } });
    at = bracket ?? end;
    const next = separatorAt(p, at);
    if (next === null || answerVerbs.has(wordAt(p, next)) || (stops.has(wordAt(p, next)) && wordAt(p, next) !== 'the'))
      break;
    at = next;
  }
  const known = entries.every(
    ({ value }) => value.kind !== 'field' || p.given.has(value.name) || p.made.has(value.name),
  );
  return entries.length > 0 && known ? { value: { kind: 'object', entries }, end: at } : null;
}

/** "error = ⟨unknown⟩", "ok set to true": an entry and what is in it. */
function toldEntryAt(p: Parse, from: number): Found<{ name: string; value: Value }> | null {
  const at = phraseAt(p, from, 'the field|a field|field|the|a|an') ?? from;
  if (kindAt(p, at) !== 'word' || stops.has(wordAt(p, at))) return null;
  const sign = phraseAt(p, at + 1, '=|:|set to|being|equal to');
  const value = sign === null ? null : operandAt(p, sign);
  if (value === null || /^[*/+-]$/.test(wordAt(p, value.end))) return null;
  return { value: { name: p.tokens[at]!.raw, value: value.value }, end: value.end };
}

const firstEnd = (p: Parse, at: number): number => {
  let end = at;
  while (kindAt(p, end) === 'word' && !/^(?:and|plus)$/.test(wordAt(p, end))) end += 1;
  return end;
};

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

const bodyEnds = (p: Parse, at: number): boolean =>
  isEnd(p, at) ||
  alwaysAt(p, at) !== null ||
  /^(?:[,:)]|if|when|and|or|otherwise|else|unless|for|only|alone|with|field|value)$/.test(wordAt(p, at));

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

export const namedOf = (phrase: string): string => toFieldName(phrase);
