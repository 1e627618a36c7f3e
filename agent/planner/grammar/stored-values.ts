import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import type { Assignment } from '../plan';
import { namesOfAll } from './given';
import type { Reader } from './reader';
import { readFieldList, readValue, readWhole, splitList } from './value';

/** "the manuscript is saved in manuscripts": all that came, where no field is called so. */
const isRowOf = (object: string, table: string | null, reader: Reader) => {
  const noun = /^(?:the|this|that|every|each|a|an) ([\p{L}]+)$/iu.exec(object.trim())?.[1]?.toLowerCase();
  return (
    noun !== undefined &&
    noun.length > 3 &&
    !reader.fields.has(noun) &&
    !reader.given.has(noun) &&
    reader.given.size > 0 &&
    table !== null &&
    singular(table.toLowerCase()) === noun
  );
};

/** What is stored: named fields, or the whole thing with what is added to it. */
export function valuesOf(
  object: string,
  { after, table, reader }: { after: string; table: string | null; reader: Reader },
): { values: Assignment[]; what?: string } {
  if (isRowOf(object, table, reader)) return { values: assignmentsIn(after, reader), what: 'it' };
  const plain = object
    .replace(
      /\s+(?:of|from|for)\s+(?:(?:each|every|all|any|those|these|them|the)\b ?)+(?:(?:new|matching|remaining|found|other|such|of them) ?)*(?:(?:each|them)|[\p{L}-]+)?$/iu,
      match =>
        /\b(?:each|every|all|any|those|these|them)\b|\b(?:new|matching|remaining|found) |(?:posts|items|rows|entries|articles)$/i.test(
          match,
        )
          ? ''
          : match,
    )
    .replace(
      /^(?:only|just|both|a (?:new )?(?:row|record|entry|line) (?:with|containing|of|for)|(?:new )?rows? with|the following(?: fields)?:?|the fields?|fields?)\s+/i,
      '',
    )
    .trim();
  const extra = assignmentsIn(after, reader);
  const split = /^(.+?)\s+(?:with|including|containing|along with|together with)\s+(.+)$/i.exec(plain);
  if (split && readWhole(split[1]!, reader)) {
    const inner = assignmentsIn(`with ${split[2]}`, reader);
    return { values: [...inner, ...extra], what: split[1] };
  }
  const made = /^(?:the |their |its )?(?:sum|total|average|count|number) of/i.test(plain)
    ? null
    : readWhole(plain, reader);
  const all = namesOfAll(object, reader);
  if (all) return { values: [...all.map(name => ({ name, value: { kind: 'field' as const, name } })), ...extra] };
  if (plain === '' || made) return { values: extra, what: plain };
  const fields = readFieldList(plain.replace(/(?<=[\p{L}_\d]) \+ (?=[\p{L}_])/gu, ', '), reader);
  return { values: [...(fields ?? []), ...extra], ...(fields ? {} : { what: plain }) };
}

/** "with status "new" and the current time", "with columns name, email". */
export function assignmentsIn(after: string, reader: Reader): Assignment[] {
  const listed =
    /^(?:,\s*)?(?:with|including|as|containing|using|storing|having|plus|along with)\s+(?:the |its |their )?(?:(?:columns?|fields?|values?|following)\s*:?\s+)?(.+)$/i.exec(
      after,
    )?.[1];
  if (listed === undefined || /^(?:a |an )?(?:new )?(?:row|record|entry)$/i.test(listed)) return [];
  const plain = listed.replace(
    /\s+as (?:an? )?(?:extra|additional|further|new|separate|own) (?:fields?|columns?)$/i,
    '',
  );
  const states = splitList(plain).map(piece => stateOf(piece, reader));
  if (
    states.some(state => state !== null) &&
    states.every((state, at) => state ?? readFieldList(splitList(plain)[at]!, reader))
  )
    return states.flatMap((state, at) => (state ? [state] : readFieldList(splitList(plain)[at]!, reader)!));
  return readFieldList(plain.replace(/\s+(?:columns?|fields?)$/i, ''), reader) ?? [];
}

/** "the status open", "priority high": a state and what it is. */
function stateOf(piece: string, reader: Reader): Assignment | null {
  const match =
    /^(?:the |an? )?(status|state|type|source|kind|level|priority|category|stage|channel|origin|flag|role|result) (?:of |set to |being |is )?(⟨[qc]\d+⟩|[\p{L}\d_-]+)$/iu.exec(
      piece,
    );
  if (!match || /^(?:field|column|and|as|from|of|value)$/i.test(match[2]!)) return null;
  const text = literalOf(match[2]!, reader.literals);
  return {
    name: match[1]!.toLowerCase(),
    value: (text && readValue(match[2]!, reader)) ?? { kind: 'text', text: match[2]! },
  };
}
