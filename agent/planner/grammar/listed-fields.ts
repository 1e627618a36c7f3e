import { singular, toFieldName } from '../language/names';
import type { Reader } from './reader';

const names = '((?:the |an? )?[\\p{L}_]\\w*(?:(?:, | and |, and |,)(?:the |an? )?[\\p{L}_]\\w*)*)';
const list = '(?:json )?(?:list|array|rows?|entries|items|objects|records)';
const asides: readonly RegExp[] = [
  new RegExp(
    `\\s*\\((?:it is |it returns |which is |returns |gives |that is )?(?:an? |the )?${list}(?: of [\\p{L} ]+?)?,? (?:each )?(?:with|having|containing|of)(?: the fields?)? ${names}\\)`,
    'giu',
  ),
  new RegExp(
    `,? (?:which|that) (?:is|returns|gives|answers(?: with)?) (?:an? )?${list}(?: of [\\p{L}]+)?,? (?:each )?(?:with|having|containing)(?: the fields?)? ${names}(?=[,.;]|$)`,
    'giu',
  ),
];

const held: readonly RegExp[] = [
  new RegExp(
    `\\b(?<list>[\\p{L}_]\\w*)(?:,| \\(| is| are|:) ?(?:which is |that is |being )?(?:an? |the )?(?:json )?(?:list|array)(?: of [\\p{L} ]+?)?,?(?: where)?(?: each)? (?:one )?(?:with|having|containing|of|has|have)(?: the fields?)? (?<names>${names.slice(1, -1)})\\)?`,
    'giu',
  ),
  new RegExp(
    `\\b(?:an? )?(?:list|array)(?: of [\\p{L}]+)? (?:called|named) (?<list>[\\p{L}_]\\w*),?(?: where)?(?: (?:each|every|all|an?))?(?: of (?:them|these))? (?:one |item |entry |[\\p{L}]+ )?(?:with|having|containing|of|has|have)(?: the fields?)? (?<names>${names.slice(1, -1)})`,
    'giu',
  ),
];

/** "with items, a list of products with name and price": a field of the request that holds a list. */
export function takeHeldLists(text: string, reader: Reader): string {
  if (/⟨u\d+⟩/.test(text.split(/[.\n]/)[0] ?? '')) return text;
  return held.reduce(
    (current, pattern) =>
      current.replace(pattern, (...match: unknown[]) => {
        const { list: name, names: listed } = match.at(-1) as { list: string; names: string };
        reader.lists = [...(reader.lists ?? []), { name: toFieldName(name), fields: fieldsOf(listed) }];
        reader.nouns.add(singular(name.toLowerCase()));
        for (const field of [toFieldName(name), ...fieldsOf(listed)]) reader.fields.add(field);
        return name;
      }),
    text,
  );
}

const fieldsOf = (listed: string) =>
  listed.split(/\s*,\s*(?:and )?|\s+and\s+/i).map(name => toFieldName(name.replace(/^(?:the|an?) /i, '')));

/** "fetch … (a list with name and time)": what the entries of a list hold is no clause, but says what is a field. */
export function takeListedFields(text: string, reader: Reader): string {
  return asides.reduce(
    (current, pattern) =>
      current.replace(pattern, (_all, listed: string) => {
        for (const name of fieldsOf(listed)) reader.fields.add(name);
        return '';
      }),
    text,
  );
}
