import { toFieldName } from '../language/names';
import { readComputed } from './computed';
import type { Definition } from './definitions';
import type { Reader } from './reader';

const name = '(?:a |an |the |one )?(?:field |new field )?(?:called |named )?([\\p{L}_][\\p{L}\\d_]*(?: name)?)';
const glue = '(?:make|makes|build|builds|create|creates|form|forms|compose|put together|assemble)';
/** "make full_name out of first_name and last_name", "build a label from city and zip". */
const outOf = new RegExp(`\\b${glue} ${name},? (?:out of|from|of|by (?:joining|combining)) `, 'iu');
/** "join first_name and last_name with a space as full_name". */
const into = new RegExp(
  `\\b(?:join|joins|combine|combines|concatenate|concatenates|merge|merges|glue|put together) (.+?),? (?:as|into|to|and call (?:it|that)|and name it) ${name}(?=\\s*(?:[.,;]|$|and |then ))`,
  'iu',
);

/** Texts put side by side under a new name. */
export function findJoining(text: string, reader: Reader): Definition | null {
  const made = outOf.exec(text);
  if (made) {
    const from = made.index + made[0].length;
    const source =
      /^(.+?)(?=\s*(?:[.;]|$|,? (?:and|then) (?:save|store|put|answer|reply|respond|write|send|insert|keep|add|return|post)\b))/i.exec(
        text.slice(from),
      )?.[1];
    const value = source ? sideBySide(source, reader) : null;
    if (source && value)
      return { start: made.index, end: from + source.length, name: toFieldName(made[1]!), value, embedded: false };
  }
  const joined = into.exec(text);
  const value = joined && !/\btable\b/i.test(joined[0]) ? sideBySide(joined[1]!, reader) : null;
  if (!joined || !value) return null;
  return {
    start: joined.index,
    end: joined.index + joined[0].length,
    name: toFieldName(joined[2]!),
    value,
    embedded: false,
  };
}

/** "it (first name, space, last name)" tells in brackets what it is made of. */
function sideBySide(phrase: string, reader: Reader) {
  const shared = /^(?:them|both|the two|these|those)(.*)$/i.exec(phrase);
  const pair = ['first_name', 'last_name'].every(field => reader.fields.has(field))
    ? 'first_name and last_name'
    : reader.given.size === 2
      ? [...reader.given].join(' and ')
      : null;
  if (shared && pair && !phrase.includes(','))
    return readComputed(`${pair}${shared[1]}`, reader) ?? readComputed(`${pair} joined`, reader);
  const plain = phrase
    .replace(/^(?:it|them|both|these|those|the two)\b[\s,:(]*(?:with\s+)?(?=.*,)/i, '')
    .replace(/[()]/g, ' ')
    .replace(/^the\s+/i, '')
    .trim();
  const value = readComputed(plain, reader) ?? readComputed(`${plain} joined`, reader);
  return value?.kind === 'parts' || value?.kind === 'sum' ? value : null;
}
