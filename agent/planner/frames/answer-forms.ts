import type { Value } from '../plan';
import { statusAt } from './answer-status';
import { alwaysAt } from './lead';
import { answerVerbs, stops } from './lexicon';
import { bracketEnd, namesAt, separatorAt } from './names';
import { operandAt } from './operands';
import { type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';
import { verbatimAt } from './verbatim';

/** "them as JSON", "the list", "the rows as JSON with name and age": the rows that are at hand. */
export function rowsAt(p: Parse, from: number): Found<Value> | null {
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

/** Behind it another thought begins. */
export const bodyEnds = (p: Parse, at: number): boolean =>
  isEnd(p, at) ||
  alwaysAt(p, at) !== null ||
  /^(?:[,:)]|if|when|and|or|otherwise|else|unless|for|only|alone|with|field|value)$/.test(wordAt(p, at));
