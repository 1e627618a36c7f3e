import { isSlip } from '../language/typos';
import type { Operator, Value } from '../plan';
import type { Comparison } from './compared';
import { auxiliaries, determiners, stops } from './lexicon';
import { separatorAt } from './names';
import { measuredBy } from './operators';
import { type Found, fieldAt, kindAt, type Parse, phraseAt, wordAt } from './parse';

const field = (name: string): Value => ({ kind: 'field', name });

/** What is compared: fields by name, or "it"; none when only the comparison is told ("over 100"). */
export function subjectAt(p: Parse, from: number, { listed }: { listed: boolean }): Found<Comparison> | null {
  const column = columnAt(p, from);
  if (column) return column;
  const at = ownerEnd(p, from);
  const first = namedAt(p, at);
  if (first === null) return genericAt(p, at) ?? pronounAt(p, at);
  const values: Value[] = [field(first.value)];
  let { end } = first;
  let join: Comparison['join'] = 'and';
  while (listed) {
    const or = wordAt(p, end) === 'or' || (wordAt(p, end) === ',' && wordAt(p, end + 1) === 'or');
    const next = or ? (wordAt(p, end) === ',' ? end + 2 : end + 1) : separatorAt(p, end);
    const more = next === null ? null : namedAt(p, phraseAt(p, next, 'without|no') ?? next);
    if (more === null || (next !== null && listEnds(p, more.end))) break;
    if (or) join = 'or';
    values.push(field(more.value));
    end = more.end;
  }
  return { value: { values, join }, end };
}

/** "the date", "the number": the one field that is such a thing. */
function genericAt(p: Parse, at: number): Found<Comparison> | null {
  const word = wordAt(p, at);
  if (!/^(?:date|day|number|value|text|word|amount)$/.test(word)) return null;
  const [name, second] = p.given.size === 1 ? [...p.given] : measuredBy(word, p.given);
  return name === undefined || second !== undefined
    ? null
    : { value: { values: [field(name)], join: 'and' }, end: at + 1 };
}

const listEnds = (p: Parse, at: number) => kindAt(p, at) === 'mark' || wordAt(p, at) === '(';

/** "the", "its", "a posted", "anyone whose", "the value of the": what leads up to the name. */
function ownerEnd(p: Parse, from: number): number {
  let at = from;
  const whose = phraseAt(p, at, 'whose|where|with|of which');
  if (whose !== null) at = whose;
  else {
    for (let ahead = at; ahead < at + 4 && kindAt(p, ahead) === 'word'; ahead += 1)
      if (/^(?:whose)$/.test(wordAt(p, ahead))) at = ahead + 1;
  }
  const value = phraseAt(p, at, 'the value of|value of|the field|field|the number of|the amount of|number of');
  if (value !== null && fieldAt(p, skipDeterminers(p, value)) !== null) at = value;
  return skipDeterminers(p, at);
}

const skipDeterminers = (p: Parse, from: number): number => {
  let at = from;
  while (determiners.has(wordAt(p, at)) && fieldAt(p, at) === null) at += 1;
  return at;
};

/** "mesage" where the request brings a message: one slip away from the name of one field, and no word of ours. */
function slippedAt(p: Parse, at: number): Found<string> | null {
  const word = wordAt(p, at);
  if (kindAt(p, at) !== 'word' || word.length < 5 || stops.has(word)) return null;
  const names = [...p.given].filter(name => isSlip(word, name));
  return names.length === 1 ? { value: names[0]!, end: at + 1 } : null;
}

/** "bread", "the due_date field", "level" of "a level of 4.5". */
function namedAt(p: Parse, from: number): Found<string> | null {
  const at = skipDeterminers(p, from);
  const found = fieldAt(p, at) ?? slippedAt(p, at);
  if (found === null) return null;
  let { end } = found;
  if (/^(?:field|value|column)$/.test(wordAt(p, end)) && fieldAt(p, end) === null) end += 1;
  const of = phraseAt(p, end, 'of the|of this|of that');
  if (of !== null && kindAt(p, of) === 'word' && auxiliaries.has(wordAt(p, of + 1))) end = of + 1;
  return { value: found.value, end };
}

/** "its stock is less than …", "the row's price": a column of the row that was looked up. */
function columnAt(p: Parse, from: number): Found<Comparison> | null {
  const at = p.rows === null ? null : phraseAt(p, from, "but its|its|the row's|their");
  if (at === null || kindAt(p, at) !== 'word' || stops.has(wordAt(p, at)) || fieldAt(p, at) !== null) return null;
  if (!/^(?:is|are|was|has|contains|equals|exceeds)$/.test(wordAt(p, at + 1))) return null;
  const value: Value = { kind: 'field', name: p.tokens[at]!.raw, of: 'row' };
  return { value: { values: [value], join: 'and' }, end: at + 1 };
}

function pronounAt(p: Parse, at: number): Found<Comparison> | null {
  if (/^(?:it|that|this|they|he|she|which|the)$/.test(wordAt(p, at))) {
    const isThe = wordAt(p, at) === 'the';
    if (
      !isThe &&
      /^(?:is|are|was|has|does|contains|starts|ends|equals|exceeds|=|mentions|includes|begins|do|have)$/.test(
        wordAt(p, at + 1),
      )
    )
      return p.subject || wordAt(p, at) === 'it'
        ? { value: { values: p.subject ? [p.subject] : [], join: 'and' }, end: at + 1 }
        : null;
  }
  return { value: { values: [], join: 'and' }, end: at };
}

interface Wanted {
  /** The word that compares: "heavier". */
  hint: string;
  /** What the number counts: "seats", "years". */
  unit: string | null;
  operator: Operator;
  before: number;
}

const numeric =
  /age|amount|price|total|count|qty|quantity|weight|temp|level|score|rating|stars|minutes|hours|days|nights|years|number|seats|guests|km|percent|humidity|speed|size|length|height|distance|value|wind|pressure|points|grams|kilos|litres|bid|cost|fee|(?:^|_)sum(?:_|$)|rate|units|pieces|people|persons|weeks|metres|goals|steps|degrees|voltage|watt|noise|pain|depth/;

/** A comparison that names nothing is about what was compared last, what its words measure, or the one field with a number. */
export function subjectFor(p: Parse, { hint, unit, operator, before }: Wanted): Comparison | null {
  const names = [...p.given, ...p.made];
  const one = (values: readonly string[]): Comparison | null =>
    values.length === 1 ? { values: [field(values[0]!)], join: 'and' } : null;
  if (unit !== null && names.includes(unit)) return one([unit]);
  const told = /before|after/.test(operator) ? datedBy(p, before) : null;
  if (told !== null) return one([told]);
  const noun = nounBefore(p, before);
  if (noun !== null) return one([noun]);
  const byUnit = unit === null ? null : one(measuredBy(unit, names));
  if (byUnit) return byUnit;
  if (p.subject?.kind === 'field') return { values: [p.subject], join: 'and' };
  const byWord = one(measuredBy(hint, names)) ?? one(dimensionElsewhere(p, names));
  if (byWord) return byWord;
  if (!/greater|less|before|after/.test(operator)) return one(names);
  return one(names) ?? one([...p.given].filter(name => numeric.test(name)));
}

/** "Under 12 …, 18 or older …": a word that is said of another case tells what all of them measure. */
function dimensionElsewhere(p: Parse, names: readonly string[]): string[] {
  const found = new Set(
    p.tokens
      .filter(({ text }) => /^(?:older|younger|heavier|lighter|warmer|colder|hotter|cheaper|faster|slower)$/.test(text))
      .flatMap(({ text }) => measuredBy(text, names)),
  );
  return [...found];
}

/** "published after", "sent before": the field that keeps when that was. */
function datedBy(p: Parse, before: number): string | null {
  const word = wordAt(p, before - 1);
  if (!/ed$|^(?:sent|made|born|written|due|paid)$/.test(word)) return null;
  const stem = word.replace(/ed$/, '');
  const dated = [...p.given].filter(name => name.startsWith(stem) && /date|day|time|_at$|_on$|ed$/.test(name));
  return dated.find(name => name.startsWith(word)) ?? dated[0] ?? null;
}

/** "bids over 1000", "a level of 4.5": the thing right before is the field. */
function nounBefore(p: Parse, before: number): string | null {
  const found = fieldAt(p, before);
  if (found) return found.value;
  return null;
}

export const isPlainNoun = (p: Parse, at: number) => kindAt(p, at) === 'word' && !stops.has(wordAt(p, at));
