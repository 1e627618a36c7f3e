import { readTemplate } from '../grammar/template';
import { readValue } from '../grammar/value';
import { toNumber } from '../language/numbers';
import type { Operator, Value } from '../plan';
import { answerVerbs, findVerbs, removeVerbs, stops, storeVerbs, updateVerbs } from './lexicon';
import { type Found, fieldAt, kindAt, literalAt, type Parse, wordAt } from './parse';

const isDeed = (word: string) =>
  answerVerbs.has(word) ||
  storeVerbs.has(word) ||
  removeVerbs.has(word) ||
  updateVerbs.has(word) ||
  findVerbs.has(word);

/** What something is compared with: a quotation, a number, a date, a field, a bare word. */
export function operandAt(p: Parse, from: number): Found<Value> | null {
  let at = from;
  if (/^[€$£]$/.test(wordAt(p, at))) at += 1;
  while (
    /^(?:the|a|an|its)$/.test(wordAt(p, at)) &&
    /^(?:word|words|text|value|phrase|number|letter|letters)$/.test(wordAt(p, at + 1))
  )
    at += 2;
  const literal = literalAt(p, at);
  if (literal?.kind === 'quote') return { value: readTemplate(literal.text, p.reader), end: at + 1 };
  if (literal?.kind === 'code') {
    const field = fieldAt(p, at);
    return field
      ? { value: { kind: 'field', name: field.value }, end: field.end }
      : { value: { kind: 'text', text: literal.text }, end: at + 1 };
  }
  if (literal) return null;
  if (kindAt(p, at) === 'number') {
    if (wordAt(p, at).startsWith('+')) return { value: { kind: 'text', text: wordAt(p, at) }, end: at + 1 };
    const value = toNumber(wordAt(p, at));
    return value === null ? null : { value: { kind: 'number', value }, end: at + 1 };
  }
  if (kindAt(p, at) === 'date') return { value: { kind: 'text', text: p.tokens[at]!.raw }, end: at + 1 };
  if (isSign(p, at)) return { value: { kind: 'text', text: wordAt(p, at) }, end: at + 1 };
  return wordOperand(p, at);
}

/** "an @", "a #": a sign that is looked for in a text. */
const isSign = (p: Parse, at: number): boolean => /^[@#%&$§*+]$/.test(wordAt(p, at));

function wordOperand(p: Parse, from: number): Found<Value> | null {
  let at = from;
  const marked = /^(?:the|its|an?)$/.test(wordAt(p, at));
  if (marked) at += 1;
  if (isSign(p, at)) return { value: { kind: 'text', text: wordAt(p, at) }, end: at + 1 };
  if (marked && literalAt(p, at)?.kind === 'quote') return operandAt(p, at);
  const field = fieldAt(p, at);
  if (field) return { value: { kind: 'field', name: field.value }, end: field.end };
  const word = wordAt(p, at);
  if (/^(?:true|false)$/.test(word)) return { value: { kind: 'boolean', value: word === 'true' }, end: at + 1 };
  if (/^(?:today|now|yesterday|tomorrow)$/.test(word)) {
    const moment = readValue(word, p.reader);
    return moment && { value: moment, end: at + 1 };
  }
  const small = toNumber(word);
  if (small !== null && kindAt(p, at) === 'word') return { value: { kind: 'number', value: small }, end: at + 1 };
  if (word === 'zero') return { value: { kind: 'number', value: 0 }, end: at + 1 };
  if (word === 'none' && p.rows !== null) return null;
  if (code.test(p.tokens[at]?.raw ?? '')) return { value: { kind: 'text', text: p.tokens[at]!.raw }, end: at + 1 };
  if (kindAt(p, at) !== 'word' || (stops.has(word) && !/^(?:no|answer)$/.test(word)) || (isDeed(word) && marked))
    return null;
  if (
    /^(?:so|such|that|this|there|it|found|known|anything|something|nobody|nothing|one|more|less|other|another|valid|invalid|correct|incorrect|wrong|right|even|odd|unique|duplicate|new|free|taken|whatever)$/.test(
      word,
    )
  )
    return null;
  if (isDeed(word) && !/^(?:[,.;:→]|or|and)$/.test(wordAt(p, at + 1)) && kindAt(p, at + 1) !== 'end') return null;
  return { value: { kind: 'text', text: p.tokens[at]!.raw }, end: at + 1 };
}

/** Countries and the like whose codes are words of a sentence in small letters. */
const code = /^(?:AT|IN|IT|BE|IS|TO|ME|DO|SO|AS|US|BY|AN|HE|WE|OF)$/;

const more =
  /^(?:more|above|higher|greater|over|older|up|bigger|larger|better|later|longer|heavier|warmer|hotter|after|upwards)$/;
const less = /^(?:less|below|lower|fewer|under|younger|smaller|cheaper|earlier|shorter|lighter|colder|before)$/;

/** "… or more", "… and above", "… kg or heavier": the number itself counts, too. */
export function orBoundAt(p: Parse, from: number): Found<{ operator: Operator; word: string }> | null {
  let at = from;
  while (
    /^(?:€|%|percent|euros?|kg|kilos?|km|degrees?|celsius|years?|days?|hours?|minutes?|nights?|points?|metres?|meters?|g|grams?|old)$/.test(
      wordAt(p, at),
    )
  )
    at += 1;
  const field = at === from ? fieldAt(p, at) : null;
  if (field && /^(?:or|and)$/.test(wordAt(p, field.end))) at = field.end;
  if (!/^(?:or|and)$/.test(wordAt(p, at))) return null;
  const word = wordAt(p, at + 1);
  const end = /^(?:than)$/.test(wordAt(p, at + 2)) ? at + 4 : at + 2;
  if (more.test(word)) return { value: { operator: 'greater_or_equal', word }, end };
  return less.test(word) ? { value: { operator: 'less_or_equal', word }, end } : null;
}
