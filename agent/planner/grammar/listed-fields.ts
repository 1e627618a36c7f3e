import { toFieldName } from '../language/names';
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

/** "fetch … (a list with name and time)": what the entries of a list hold is no clause, but says what is a field. */
export function takeListedFields(text: string, reader: Reader): string {
  return asides.reduce(
    (current, pattern) =>
      current.replace(pattern, (_all, listed: string) => {
        for (const name of listed.split(/\s*,\s*(?:and )?|\s+and\s+/i))
          reader.fields.add(toFieldName(name.replace(/^(?:the|an?) /i, '')));
        return '';
      }),
    text,
  );
}
