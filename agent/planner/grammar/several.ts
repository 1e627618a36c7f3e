import { singular } from '../language/names';
import type { Reader } from './reader';

const missing = '(?:missing|empty|blank|not (?:there|given|set|provided|present|filled(?: in| out)?))';
const anyOf = new RegExp(
  `\\b(if|when) (?:(?:any|one|either)(?: one)?(?: (?:of (?:them|these|those|the (?:two|three|fields|values)|both|the fields)|field|value))?|a (?:field|value)|something|anything) (?:is|are) ${missing}`,
  'giu',
);
const allOf = new RegExp(
  `\\b(if|when) (?:both|all(?: of them)?|all (?:the )?fields|everything)(?: fields?)? (?:is|are) ${missing}`,
  'giu',
);
const present =
  /\b(if|when) (?:both|all(?: of them)?|all (?:the )?(?:fields|values)|everything)(?: fields?)? (?:is|are) (?:there|given|set|provided|present|filled(?: in| out)?)/giu;

/** "if one of them is missing", "if both are given": said of each of the fields that come. */
export function rewordSeveral(text: string, { given }: Reader): string {
  const names = [...given];
  const set = rewordSets(text, given).replace(hasOne, (whole, word: string, offset: number) => {
    const name = [...text.slice(0, offset).matchAll(/\b(?:has|have|is|with) no ([\p{L}_]\w*)/giu)].at(-1)?.[1];
    return name === undefined ? whole : `${word} ${name} is given`;
  });
  return names.length < 2 ? set : ofEach(set, names);
}

const hasOne = /\b(if|when) (?:it|there|the \p{L}+) (?:has|is) one\b/giu;

/** "EU countries are DE, FR and IT: for them …": a name for some of the values of a field. */
function rewordSets(text: string, given: ReadonlySet<string>): string {
  return text.replace(namedSet, (whole: string, name: string, list: string, at: number) => {
    const field = singular(name.toLowerCase());
    const known = given.has(field) ? field : given.has(name.toLowerCase()) ? name.toLowerCase() : null;
    if (known === null) return whole;
    const values = list.replace(/,? (?:and|or) |, /g, ' or ');
    return `if ${known} is ${values}, ${text.startsWith('⟨', at + whole.length) ? 'answer ' : ''}`;
  });
}

const namedSet =
  /(?<=^|[.;\n]\s*)(?:the |our )?(?:[\p{L}-]+ )?([\p{L}_]+s) are ((?:⟨[qc]\d+⟩|[\p{L}\d_-]+)(?:, (?:⟨[qc]\d+⟩|[\p{L}\d_-]+))*,? (?:and|or) (?:⟨[qc]\d+⟩|[\p{L}\d_-]+))\s*[:;.,]\s*(?:(?:for (?:them|these|those)|then|in that case),? |(?:those|these|they)(?: ones)? (?=(?:are|go)\b)|(?:those|these|they)(?: ones)? (?:gets?|receive)(?: the (?:answer|reply))? )/giu;

function ofEach(text: string, names: readonly string[]): string {
  const each = (state: string, join: string) => names.map(name => `${name} is ${state}`).join(` ${join} `);
  return text
    .replace(anyOf, (_all, word: string) => `${word} ${each('missing', 'or')}`)
    .replace(allOf, (_all, word: string) => `${word} ${each('missing', 'and')}`)
    .replace(present, (_all, word: string) => `${word} ${each('given', 'and')}`)
    .replace(another, (whole, name: string, offset: number) => {
      const before = valuesOf(name, text.slice(0, offset));
      return before.length === 0 ? whole : before.map(value => `${name} is not ${value}`).join(' and ');
    });
}

/** "the ward is something else": not what it was asked for before. */
const another =
  /(?<=\b(?:if|when|and|but|or) )(?:the |its )?([\p{L}_]\w*) is (?:something|anything|someone|anyone|somewhere) (?:else|different)\b/giu;

const valuesOf = (name: string, text: string): string[] => [
  ...new Set(
    [
      ...text.matchAll(
        new RegExp(
          `\\b${name} is (⟨[qc]\\d+⟩|(?!not\\b|over\\b|under\\b|missing\\b|empty\\b|something\\b|at\\b|more\\b|less\\b)[\\p{L}\\d_-]+)`,
          'giu',
        ),
      ),
    ].map(([, value]) => value!),
  ),
];
