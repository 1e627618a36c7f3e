import { literalOf } from '../language/literals';
import type { Reader } from './reader';

const determiners =
  '(?:(?:a|an|the|my|our|your|another|some|this|that)\\s+)?(?:(?:new|own|separate|data|parley|internal|local|database|db|simple)\\s+)*';
const stop =
  '(?:with|and|then|if|when|by|where|using|as|for|including|along|so|only|but|containing|unless|otherwise|in order|whose|matching|set|having|together|plus|sorted|ordered|per|that|which|who|whose|have|has|from|to|into|onto|in|of(?= (?:that|this|the same)\\b)|→|,|\\.|;|\\()';
const name = `(⟨[qc]\\d+⟩|[\\p{L}\\d_](?:[\\p{L}\\d_ -](?!(?<=\\s)${stop}(?:\\s|$)))*?)`;
const end = `(?=\\s+${stop}(?:\\s|$)|\\s*[,.;(]|\\s*$)`;

const forms: readonly RegExp[] = [
  new RegExp(
    `\\b(?:in|into|to|onto|on|from|against|inside|of|at|under)?\\s*${determiners}(?:table|database|db|list|collection|data ?table)\\s+(?:called|named|with (?:the )?name|titled|labelled|of name|:)\\s*${name}${end}`,
    'iu',
  ),
  new RegExp(
    `\\b(?:in|into|to|onto|on|from|against|inside|of)\\s+${determiners}${name}\\s+(?:data ?)?(?:table|database|db)\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:in|into|to|onto|on|from|against|inside|of)?\\s*${determiners}(?:data ?)?table:?\\s+${name}${end}`,
    'iu',
  ),
  new RegExp(`\\b(?:in|into|to|onto|inside)\\s+${determiners}${name}${end}`, 'iu'),
];
const looseForms: readonly RegExp[] = [
  new RegExp(`\\b(?:in|from|of|on|against|under)\\s+${determiners}${name}${end}`, 'iu'),
];

export interface TablePhrase {
  name: string;
  /** What stands before and behind it. */
  before: string;
  after: string;
  /** Said as a table, not just as a place. */
  explicit: boolean;
}

const noTable =
  /^(?:an?|the|my|our|all|every|(?:every|each) .*|(?:the )?(?:past|future)|too|also|as well|it|them|him|her|me|us|you|json|the (?:body|response|answer|database|table|title|webhook|caller|sender|client)|total|order|upper ?case|lower ?case|descending order|ascending order|reverse.*|body|json format|csv|both cases|any case|all cases|parallel|that case|this case|the end|the start|the background|berlin|addition|table|a table|database|a database|\d+.*|days?|hours?|minutes?|turn|new|advance|text|plain text|response|reply|return|that|this|full|percent|euros?)$/i;

/** The table a clause names: "in a table called big orders", "into the leads table", "to customers". */
export function readTable(
  text: string,
  reader: Reader,
  { loose = false }: { loose?: boolean } = {},
): TablePhrase | null {
  const all = loose ? [...forms.slice(0, 3), ...looseForms, forms[3]!] : forms;
  for (const pattern of all) {
    for (const match of text.matchAll(new RegExp(pattern.source, 'giu'))) {
      const raw = match[1]!.trim();
      const literal = literalOf(raw, reader.literals);
      const found = literal
        ? literal.text
        : raw.replace(/\s+(?:table|please|too|as well|also|instead|directly|again)$/i, '');
      if (noTable.test(found) || /^(?:called|named|of|is|and|or|as)\b/i.test(found) || found.length > 60) continue;
      const at = match.index;
      return {
        name: found,
        before: text.slice(0, at).trim(),
        after: text.slice(at + match[0].length).trim(),
        explicit: pattern !== forms[3] && !looseForms.includes(pattern),
      };
    }
  }
  return null;
}
