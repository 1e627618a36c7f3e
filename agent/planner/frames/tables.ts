import { serviceIn } from '../grammar/services';
import { answerVerbs, auxiliaries, removeVerbs, stops, storeVerbs, updateVerbs } from './lexicon';
import { type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';

const isDeed = (word: string) =>
  answerVerbs.has(word) ||
  storeVerbs.has(word) ||
  removeVerbs.has(word) ||
  updateVerbs.has(word) ||
  /^(?:count|sum|find|look)$/.test(word);
const owners = 'the|a|an|my|our|your|that|this|another|one';

/** "the table gym visits", "our visits table", "a list called ⟨q⟩": a table by its name. */
export function tableAt(p: Parse, from: number): Found<string> | null {
  const row = phraseAt(p, from, 'a new row of|a row of|a new row in|a row in|a new line of');
  let at = phraseAt(p, row ?? from, owners) ?? row ?? from;
  if (wordAt(p, at) === 'new') at += 1;
  if (/^(?:table|list|sheet|database)$/.test(wordAt(p, at)))
    return nameAt(p, phraseAt(p, at + 1, 'called|named|with the name|of|:') ?? at + 1);
  for (const length of [1, 2])
    if (wordAt(p, at + length) === 'table' && words(p, at, length))
      return { value: nameOf(p, at, at + length), end: at + length + 1 };
  return null;
}

/** A table named by nothing but its name: one that is known, or what stands where only a table can. */
export function bareTableAt(p: Parse, from: number, { known }: { known: boolean }): Found<string> | null {
  const at = phraseAt(p, from, owners) ?? from;
  const literal = literalAt(p, at);
  if (literal && (literal.kind === 'quote' || literal.kind === 'code')) {
    if (known && !p.tables.has(literal.text)) return null;
    return /^[\p{L}_][\w -]*$/u.test(literal.text) ? { value: literal.text, end: at + 1 } : null;
  }
  if (kindAt(p, at) !== 'word') return null;
  const raw = p.tokens[at]!.raw;
  if (p.tables.has(raw)) return { value: raw, end: at + 1 };
  if (
    known ||
    stops.has(wordAt(p, at)) ||
    /^(?:json|database|upper|lower|capitals|total|sum|average|table|row|rows|there|case|cases|order|words|past|future|too)$/.test(
      wordAt(p, at),
    )
  )
    return null;
  if (fieldAt(p, at) !== null && !/s$/.test(raw)) return null;
  if (serviceIn(raw) !== null || /^[A-Z][a-z]/.test(raw)) return null;
  return { value: raw, end: at + 1 };
}

const words = (p: Parse, from: number, length: number): boolean =>
  Array.from({ length }, (_one, index) => from + index).every(
    at =>
      (kindAt(p, at) === 'word' && !stops.has(wordAt(p, at)) && !isDeed(wordAt(p, at))) ||
      literalAt(p, at)?.kind === 'quote' ||
      literalAt(p, at)?.kind === 'code',
  );

const nameOf = (p: Parse, from: number, to: number): string => {
  const literal = literalAt(p, from);
  return literal
    ? literal.text
    : p.tokens
        .slice(from, to)
        .map(({ raw }) => raw)
        .join(' ');
};

function nameAt(p: Parse, from: number): Found<string> | null {
  const literal = literalAt(p, from);
  if (literal && (literal.kind === 'quote' || literal.kind === 'code')) return { value: literal.text, end: from + 1 };
  if (kindAt(p, from) !== 'word' || (stops.has(wordAt(p, from)) && !/^(?:returns|saves)$/.test(wordAt(p, from))))
    return null;
  let end = from + 1;
  // A name of several words goes on until a word that no name holds.
  while (end < from + 3 && kindAt(p, end) === 'word' && namesOn(p, end)) end += 1;
  return { value: nameOf(p, from, end), end };
}

const namesOn = (p: Parse, at: number): boolean => {
  const word = wordAt(p, at);
  return !(
    stops.has(word) ||
    isDeed(word) ||
    auxiliaries.has(word) ||
    fieldAt(p, at) !== null ||
    /^(?:column|columns|field|row|rows|already|each|every|all|both|always|afterwards|first|whatever|no|together|using|post|instead|right|now|those|said|there|per|exists?|too|either|keyed|unless|thanks|get|receive|long|plus|including)$/.test(
      word,
    )
  );
};

/** "there", "in there", "to it", "in the same table": the table that was named last. */
export function sameTableAt(p: Parse, at: number): Found<string> | null {
  if (p.table === null) return null;
  const end = phraseAt(
    p,
    at,
    'in there|into it|to it|in it|in that table|into that table|to that table|in the same table|in the table|to the table|into the table|there',
  );
  return end === null ||
    (wordAt(p, end - 1) === 'table' && !isEnd(p, end) && kindAt(p, end) === 'word' && !stops.has(wordAt(p, end)))
    ? null
    : { value: p.table, end };
}

export function nameTable(p: Parse, name: string): string {
  p.tables.add(name);
  p.table = name;
  p.reader.table = name;
  return name;
}
