import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import type { AggregateOperation, CallName, Value } from '../plan';
import { readComputed } from './computed';
import { readField } from './field';
import type { Reader } from './reader';
import { readFieldList, readValue, splitList } from './value';

const cases =
  '(upper ?-?case(?:d)?|upper ?cased|capitals|capital letters|lower ?-?case(?:d)?|lower ?cased|small letters)';
const treatedField = new RegExp(
  `,?\\s*(?:with|where|and|but) (?:the |its |their )?([\\p{L}_]\\w*) (?:is |being |written |converted |turned )*(?:in |into |to |to be )?(?:all )?${cases}$`,
  'iu',
);
const treatedAll = new RegExp(
  `^(?:it |them )?(?:back )?(?:all )?in (?:all )?${cases},?\\s*(?:as|like|so|that is|:)?\\s*(?=⟨)`,
  'iu',
);

/** `"HELLO {name}" with the name in upper case`: the text, and what is done to its fields. */
export function takeTreatment(text: string): { text: string; treat: (value: Value) => Value } {
  const own = treatedField.exec(text);
  const opened = treatedAll.exec(own ? text.slice(0, own.index) : text);
  const rest = (own && own.index > 0 ? text.slice(0, own.index) : text).slice(opened?.[0].length ?? 0).trim();
  if (own && /⟨/.test(rest))
    return { text: rest, treat: value => treated(value, callOf(own[2]!), toFieldName(own[1]!)) };
  if (opened) return { text: rest, treat: value => treated(value, callOf(opened[1]!), null) };
  return { text, treat: value => value };
}

const callOf = (word: string): CallName => (/^(?:upper|capital)/i.test(word) ? 'upper' : 'lower');

function treated(value: Value, name: CallName, field: string | null): Value {
  if (value.kind === 'field') return field === null || value.name === field ? { kind: 'call', name, value } : value;
  if (value.kind === 'parts') return { ...value, parts: value.parts.map(part => treated(part, name, field)) };
  if (value.kind !== 'object') return value;
  return { ...value, entries: value.entries.map(entry => ({ ...entry, value: treated(entry.value, name, field) })) };
}

const totals: readonly [RegExp, AggregateOperation][] = [
  [/^(?:the )?(count|number|how many)(?: of (?:them|rows|the rows|all rows))?$/i, 'count'],
  [/^(?:the )?(sum|total)(?: of|,)? (?:of )?(?:the )?(?:fields? )?([\p{L}_]\w*)$/iu, 'sum'],
  [/^(?:the )?(average|mean)(?: of|,)? (?:of )?(?:the )?(?:fields? )?([\p{L}_]\w*)$/iu, 'average'],
  [/^(?:the )?(highest|maximum|max|largest|biggest)(?: of|,)? (?:of )?(?:the )?(?:fields? )?([\p{L}_]\w*)$/iu, 'max'],
  [/^(?:the )?(lowest|minimum|min|smallest)(?: of|,)? (?:of )?(?:the )?(?:fields? )?([\p{L}_]\w*)$/iu, 'min'],
];

/** JSON told in words: "ok is true and message is "Hi"", "count and sum of the amount", "net, vat and gross". */
export function readJsonWords(text: string, reader: Reader): Value | null {
  const plain = text
    .replace(
      /^(?:(?:an? |the )?(?:json|object|it|fields?|keys?|values?)\s+)*(?:that (?:has|have|contains|includes|holds)|which (?:has|contains)|with|containing|having|holding|of|in which|where|:)\s+/i,
      '',
    )
    .replace(/^(?:the |these |following )*(?:fields?|keys?|values?)\s*:?\s+(?=[\p{L}_⟨])/iu, '')
    .replace(/[()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const entries = splitList(plain).map(piece => entryOf(piece, reader));
  if (entries.length > 0 && entries.every(entry => entry !== null))
    return { kind: 'object', entries: entries as Entry[] };
  const listed = readFieldList(plain, reader);
  return listed && { kind: 'object', entries: listed };
}

interface Entry {
  name: string;
  value: Value;
}

function entryOf(piece: string, reader: Reader): Entry | null {
  const told =
    /^(?:the |an? )?(⟨[qc]\d+⟩|[\p{L}_]\w*)(?: field)?\s*(?:=|:|\bis\b|\bset to\b|\bbeing\b|\bequals\b|\bshould be\b|\bas\b(?= (?:⟨|true|false|\d)))\s*(.+)$/iu.exec(
      piece,
    );
  const value = told && (readComputed(told[2]!, reader) ?? readValue(told[2]!, reader) ?? shortText(told[2]!));
  if (told && value) return { name: nameOf(told[1]!, reader), value };
  for (const [pattern, operation] of totals) {
    const match = pattern.exec(piece);
    if (
      !match ||
      (reader.fields.has(piece.toLowerCase()) && operation !== 'count') ||
      reader.given.has(match[1]!.toLowerCase())
    )
      continue;
    const field = match[2] === undefined ? null : readField(match[2], reader);
    if (operation !== 'count' && field === null) continue;
    return {
      name: match[1]!.toLowerCase().replace(' ', '_'),
      value: { kind: 'aggregate', operation, ...(field ? { field: field.name } : {}) },
    };
  }
  const literal = literalOf(piece, reader.literals);
  return literal ? null : (readFieldList(piece, reader)?.[0] ?? null);
}

const nameOf = (text: string, reader: Reader) => literalOf(text, reader.literals)?.text ?? toFieldName(text);
const shortText = (text: string): Value | null =>
  /^[\p{L}\d_-]+(?: [\p{L}\d_-]+)?$/u.test(text) ? { kind: 'text', text } : null;

/** "as JSON list with title and author only", "a list of name and price": the rows, each with these fields. */
export function readRows(text: string, reader: Reader): Value | null {
  const match =
    /^(?:(?:as|with|in|an?|the|them|json|back|all|sorted)\s+)*(?:list|array)(?: of (?:json )?(?:objects?|rows|them|results|items|all))?(?: in json)?,?\s+(?:(?:each )?(?:with|of|containing|having|that (?:has|have|contains?)|showing|where each (?:one )?has)\s+)(?:only |just )?(?:the |their |its )?(?:fields? |columns? )?(.+?)(?:,? only| each| as json| in json)*$/i.exec(
      text,
    );
  const entries = match && readFieldList(match[1]!, reader);
  if (!entries) return null;
  // A count that a step before has made is a field like any other.
  const made = entries.map(entry =>
    entry.value.kind === 'aggregate' && reader.fields.has(entry.name)
      ? { ...entry, value: { kind: 'field' as const, name: entry.name } }
      : entry,
  );
  return { kind: 'rows', entries: made };
}

/** Words that are no answer but talk about one: read as a text, they would be sent as they stand. */
export const isProse = (text: string) =>
  text.split(/\s+/).length > 10 ||
  (/⟨[qjv]\d+⟩/.test(text) && /\b(?:with|where|when|if|which|from|as|but|is)\b/i.test(text)) ||
  /\b(?:how (?:much|many)|which|whether|with the|from the table|in the table|where|upper ?case|lower ?case)\b/i.test(
    text,
  );
