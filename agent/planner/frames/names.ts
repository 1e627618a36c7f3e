import { toFieldName } from '../language/names';
import { answerVerbs, auxiliaries, determiners, removeVerbs, stops, storeVerbs, updateVerbs } from './lexicon';
import { type Found, isEnd, kindAt, literalAt, type Parse, wordAt } from './parse';

const arriving = new Set(
  'arrive arrives arriving come comes coming reach reaches posted submitted delivered reported in'.split(' '),
);
const units = new Set('eur euro euros usd dollar dollars kg km cm percent celsius degrees'.split(' '));

const isDeed = (word: string) =>
  answerVerbs.has(word) || storeVerbs.has(word) || removeVerbs.has(word) || updateVerbs.has(word) || word === 'count';

/** The place behind what parts two names: a comma, "and", both, "&", "+". */
export function separatorAt(p: Parse, at: number): number | null {
  let end = at;
  if (wordAt(p, end) === ',') end += 1;
  if (/^(?:and|plus|&|\+)$/.test(wordAt(p, end))) end += 1;
  else if (wordAt(p, end) === 'as' && wordAt(p, end + 1) === 'well') end += 3;
  if (end === at) return null;
  while (/^(?:also|then)$/.test(wordAt(p, end))) end += 1;
  return end;
}

/** The bracket that opens here closes at the place that is given back. */
export function bracketEnd(p: Parse, at: number): number | null {
  if (wordAt(p, at) !== '(') return null;
  for (let end = at + 1; end < p.tokens.length && wordAt(p, end) !== '\n'; end += 1)
    if (wordAt(p, end) === ')') return end + 1;
  return null;
}

/** "(true or false)", "(written like 2024-05-31)": said about a name. "(field pickup)" is the name itself. */
function noteAt(p: Parse, at: number): Found<string | null> {
  const end = bracketEnd(p, at);
  if (end === null) return { value: null, end: at };
  const called = /^(?:field|column|called|named)$/.test(wordAt(p, at + 1)) ? wordAt(p, at + 2) : null;
  return { value: called, end };
}

/** One name of a list: "the title", "pickup date (field pickup)", "an age". */
function nameAt(p: Parse, from: number): Found<string> | null {
  let at = from;
  while (determiners.has(wordAt(p, at)) && !/^(?:new|sent|posted|given)$/.test(wordAt(p, at + 1))) at += 1;
  if (
    /^(?:fields?|columns?)$/.test(wordAt(p, at)) &&
    kindAt(p, at + 1) === 'word' &&
    !/^(?:and|or|is)$/.test(wordAt(p, at + 1))
  )
    at += 1;
  const code = literalAt(p, at);
  if (code && (code.kind === 'code' || code.kind === 'quote') && /^[\p{L}_][\w ]*$/u.test(code.text))
    return { value: toFieldName(code.text), end: at + 1 };
  const start = at;
  while (kindAt(p, at) === 'word' && at - start < 3 && goesOn(p, at, start)) at += 1;
  if (at === start) return null;
  const name = toFieldName(
    p.tokens
      .slice(start, at)
      .map(({ raw }) => raw)
      .join(' '),
  );
  const note = noteAt(p, at);
  return { value: note.value ?? name, end: note.end };
}

function goesOn(p: Parse, at: number, start: number): boolean {
  const word = wordAt(p, at);
  const closes = isEnd(p, at + 1) || /^[,:()]$|^(?:and|&|\+|→)$/.test(wordAt(p, at + 1));
  if (at === start) {
    if (isDeed(word) || word === 'place')
      return closes || goesToHook(p, at + 1) || arriving.has(wordAt(p, at + 1)) || auxiliaries.has(wordAt(p, at + 1));
    return (
      !stops.has(word) &&
      !auxiliaries.has(word) &&
      !/^(?:webhook|hook|post|json|body|brings|contains|says|takes|gets|receives|sends|comes|carries|includes|holds|delivers)$/.test(
        word,
      )
    );
  }
  return !stops.has(word) && !auxiliaries.has(word) && !arriving.has(word) && !isDeed(word) && !units.has(word);
}

/** "… and count by webhook": where the list comes in stands behind it. */
const goesToHook = (p: Parse, at: number): boolean =>
  /^(?:by|via|over|through|to)$/.test(wordAt(p, at)) &&
  [at + 1, at + 2].some(next => /^(?:webhook|hook|endpoint)$/.test(wordAt(p, next)));

/** "name, age and the city": names side by side. Two words that are names by themselves elsewhere are two names. */
export function namesAt(p: Parse, at: number): Found<string[]> | null {
  const first = nameAt(p, at);
  if (first === null) return null;
  const names = [first.value];
  let end = first.end;
  // "guest and nights, cost is …": behind "and" the list has its last name.
  let closed = false;
  for (;;) {
    const from = separatorAt(p, end);
    if (from === null || (closed && wordAt(p, end) === ',')) break;
    const next = nameAt(p, from);
    if (next === null) break;
    closed ||= wordAt(p, from - 1) !== ',';
    names.push(next.value);
    end = next.end;
  }
  return { value: names.flatMap(name => apart(p, name)), end };
}

/** "bib runner": no one speaks of both together again, but of each alone. */
function apart(p: Parse, name: string): string[] {
  const parts = name.split('_');
  if (parts.length < 2 || p.tokens.some(({ text }) => text === name)) return [name];
  const text = p.tokens.map(token => token.text).join(' ');
  const holes = p.reader.literals.map(literal => literal.text.toLowerCase()).join(' ');
  const together = text.split(parts.join(' ')).length - 1;
  const alone = parts.every(
    part =>
      (text.match(new RegExp(`(?<![\\p{L}\\d_])${part}(?![\\p{L}\\d_])`, 'gu')) ?? []).length > together ||
      holes.includes(`{${part}}`),
  );
  return together < 2 && alone ? parts : [name];
}
