import { readField } from '../grammar/field';
import { quiet, type Reader } from '../grammar/reader';
import { readValue, splitList } from '../grammar/value';
import { literalOf, restore } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import type { Filled, Value } from '../plan';
import type { Setting } from './entries';
import { entryNames, entrySchema, pairNames } from './setting-kind';

const address = /[^\s⟨⟩"'<>,;()]+@[^\s⟨⟩"'<>,;()]+\.[^\s⟨⟩"'<>,;().]+/;

/** The mail addresses a clause names, quoted or not. */
export function addressesIn(text: string, reader: Reader): string[] {
  return restore(text, reader.literals).match(new RegExp(address, 'g')) ?? [];
}

/** "to ada@example.com", "to the customer's email", "to {email}"; "me" is nobody we know. */
export function readRecipient(text: string, reader: Reader): Filled | null {
  const marks = [...text.matchAll(/⟨[qcuj]\d+⟩/g)].filter(([mark]) => {
    const literal = literalOf(mark, reader.literals)!;
    return (
      new RegExp(`^(?:${address.source})$`).test(literal.text) || /^\{\{?\s*[\w.]*mail\w*\s*\}?\}$/i.test(literal.text)
    );
  });
  const [mark] = marks;
  if (marks.length === 1 && /\{/.test(literalOf(mark![0], reader.literals)!.text)) {
    const name = literalOf(mark![0], reader.literals)!.text.replace(/[{}\s]/g, '');
    return { kind: 'value', value: { kind: 'field', name } };
  }
  const found = addressesIn(text, reader);
  if (found.length > 0) return { kind: 'plain', value: found.join(', ') };
  const field =
    /\b(?:to|at) (?:the |their |his |her |its |that )?(?:address (?:in|from|of) )?(?:the )?([\p{L}_]*e?-?mails?(?: address)?)\b/iu.exec(
      text,
    )?.[1];
  const known = [...reader.given, ...reader.fields].find(name => /mail/i.test(name));
  if (field !== undefined) return { kind: 'value', value: { kind: 'field', name: known ?? 'email' } };
  const person =
    /\b(?:to |e?-?mail |notify |inform |thank |send |remind )(?:(the|that|this|each|every|all) )?(?:him|her|them|customers?|users?|persons?|guests?|members?|applicants?|subscribers?|buyers?|clients?|leads?|participants?|visitors?|patients?|students?|employees?|\w+(?:er|or)s?)\b/i.exec(
      text,
    );
  if (person === null) return null;
  if (known !== undefined) return { kind: 'value', value: { kind: 'field', name: known } };
  if (!/^(?:each|every|all)$/i.test(person[1] ?? '')) return null;
  reader.assumptions.push('I take the address from the field `email`.');
  return { kind: 'value', value: { kind: 'field', name: 'email' } };
}

/** "rename mail to email and tel to phone": old and new names. */
export function readPairs(text: string, setting: Setting, reader: Reader): Filled | null {
  const names = pairNames(entryNames(setting))!;
  const pairs = [
    ...text.matchAll(
      /(⟨[qc]\d+⟩|[\p{L}_][\w.]*)\s+(?:field\s+)?(?:to|as|into|→|becomes?)\s+(⟨[qc]\d+⟩|[\p{L}_][\w.]*)/giu,
    ),
  ].map(match => ({ from: nameOf(match[1]!, reader), to: nameOf(match[2]!, reader) }));
  return pairs.length === 0 ? null : { kind: 'pairs', ...names, pairs };
}

const nameOf = (phrase: string, reader: Reader) => literalOf(phrase, reader.literals)?.text ?? toFieldName(phrase);

/** Field names behind "by", "based on", "with the same": what tells things apart. */
export function readPaths(text: string, reader: Reader): string[] {
  const listed =
    /\b(?:by|based on|according to|using|with the same|same|on|per|of|for each) (?:the |their |its )?(?:fields? |columns? )?(.+)$/i.exec(
      text,
    )?.[1];
  if (listed === undefined) return [];
  const fields = splitList(listed.replace(/\s+(?:and then|then|from|in the|so that|address(?:es)?).*$/i, '')).map(
    piece => readField(piece, quiet(reader))?.name,
  );
  return fields.some(field => field === undefined || /^(?:list|items?|rows?|entries|whole|it|them)$/.test(field))
    ? []
    : (fields as string[]);
}

/** The one field a clause is about: "split out the lines of the order", "parse the payload". */
export function readPath(text: string, used: readonly string[], reader: Reader): string | null {
  const quoted = /⟨c\d+⟩/.exec(text)?.[0];
  if (quoted) return literalOf(quoted, reader.literals)!.text;
  const fresh = (text.match(/[\p{L}_][\w.]*/gu) ?? []).slice(1).filter(word => !used.includes(word.toLowerCase()));
  const given = fresh.find(word => reader.given.has(toFieldName(word)) || reader.fields.has(toFieldName(word)));
  if (given) return toFieldName(given);
  const named =
    /\b(?:field|column|list|array) (?:called |named )?([\p{L}_]\w*)/iu.exec(text)?.[1] ??
    /\b([\p{L}_]\w*) (?:field|column|list|array)\b/iu.exec(text)?.[1];
  if (named && !dull.test(named)) return toFieldName(named);
  const things = [...text.matchAll(/\b(?:the|its|each|every|all|into|of|in|from) ([\p{L}_]\w*)/giu)]
    .map(match => match[1]!)
    .filter(word => !dull.test(word));
  const said = things.find(word => singular(word) !== word) ?? things[0];
  return said === undefined ? null : toFieldName(said);
}

const dull =
  /^(?:list|order|request|body|entries|rows?|post|item|webhook|payload|one|the|an?|it|its|each|of|to|by|into|out|field|text)$/i;

/** "as bug, question or praise", "into A and B": the names to choose from. */
export function readNames(text: string, setting: Setting, reader: Reader): Filled | null {
  const listed =
    /(?:\b(?:into|as|between|either|one of|whether (?:it is|it's)|to be|categor(?:y|ies)|labels?|classes)\s*:?|:)\s+(?:the )?(?:(?:categories|classes|labels|topics|groups)\s*:?\s*)?(?:an? )?((?!.*\b(?:into|as)\s).+)$/i.exec(
      text,
    )?.[1];
  return listed === undefined ? null : toEntries(splitChoices(listed, reader), setting);
}

/** "extract name, email and phone from the text": what is to be found. */
export function readWanted(text: string, setting: Setting, reader: Reader): Filled | null {
  const listed = /^\p{L}+ (?:out )?(?:the )?(?:fields? )?(.+?)(?: (?:from|out of|in|of) .*)?$/iu.exec(text)?.[1];
  const names = listed === undefined ? [] : splitChoices(listed, reader);
  return names.length === 0 || names.some(name => name.split(' ').length > 3)
    ? null
    : toEntries(
        names.map(name => toFieldName(name.replace(/^(?:the|an?|its|their) /i, ''))),
        setting,
      );
}

const splitChoices = (listed: string, reader: Reader) =>
  listed
    .replace(/[.!]+$/, '')
    .split(/\s*,\s*(?:and |or )?|\s+(?:or|and)\s+|\s*\/\s*/i)
    .map(piece => (literalOf(piece.trim(), reader.literals)?.text ?? piece.trim()).replace(/^(?:an?|the) /i, ''))
    .filter(piece => piece !== '' && !piece.includes('⟨'));

function toEntries(names: readonly string[], setting: Setting): Filled | null {
  if (names.length === 0) return null;
  const keys = entryNames(setting);
  if (entrySchema(setting).type === 'string') return { kind: 'plain', value: names };
  return keys.includes('name') ? { kind: 'plain', value: names.map(name => ({ name })) } : null;
}

/** "the message", "the title": the value a clause works on; null where it is everything at hand. */
export function readObject(text: string, reader: Reader): Value | null {
  const words = (text.match(/[\p{L}_][\w']*/gu) ?? []).slice(1);
  const names = words.flatMap(word => [toFieldName(word), singular(toFieldName(word))]);
  const name = names.find(each => reader.given.has(each)) ?? names.find(each => reader.fields.has(each));
  if (name !== undefined) return { kind: 'field', name };
  const code = /⟨c\d+⟩/.exec(text)?.[0];
  return code ? readValue(code, quiet(reader)) : null;
}
