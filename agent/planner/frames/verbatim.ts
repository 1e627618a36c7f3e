import { readJson } from '../grammar/json';
import { readTemplate } from '../grammar/template';
import type { Value } from '../plan';
import { type Found, isEnd, literalAt, type Parse, phraseAt, wordAt } from './parse';

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
export function unquoted(p: Parse, from: number): Found<Value> {
  let at = from;
  while (!isEnd(p, at) && wordAt(p, at) !== ',' && !/^(?:if|when|otherwise|unless|and)$/.test(wordAt(p, at))) at += 1;
  const text = p.tokens
    .slice(from, at)
    .map(({ raw }, index) => literalAt(p, from + index)?.text ?? raw)
    .join(' ');
  return { value: readTemplate(text, p.reader), end: at };
}
