import { demandsAsConditions } from './demands';
import { type Marked, markLiterals } from './literals';
import { lengthsAsNumbers, measuresAsFields } from './measures';
import { inPlainWords, pairsNamed } from './paraphrases';
import { questionsAsConditions } from './questions';
import { toldPlainly } from './told-otherwise';
import { correctTypos } from './typos';

const shorter: readonly [RegExp, string][] = [
  [/\be\.\s?g\.,?/gi, 'for example'],
  [/\bi\.\s?e\.,?/gi, 'that is'],
  [/\betc\./gi, 'etc'],
  [/\b(a|p)\.m\.?(?=\W|$)/gi, '$1m'],
  [/\bo['’]clock\b/gi, "o'clock"],
  [/\bwon['’]t\b/gi, 'will not'],
  [/\bcan['’]t\b/gi, 'can not'],
  [/\b(is|are|was|were|does|do|did|has|have|should|would|could)n['’]?t\b/gi, '$1 not'],
  [/\b(it|that|there|what|who)['’]s\b(?!\s+(?:email|name|amount|value|id|title|status)\b)/gi, '$1 is'],
  [/\btheres\b/gi, 'there is'],
  [/\b(they|we|you)['’]re\b/gi, '$1 are'],
  [/\b(is|are) to be (?=[\p{L}]+(?:ed|en|wn|pt|ut|nt)\b)/giu, '$1 '],
  [/\b(I|you|we|they)['’](?:d|ll)\b/gi, '$1 would'],
  [/\b(I)['’]m\b/gi, '$1 am'],
  [/\blet['’]s\b/gi, 'let us'],
  [/\bw\/(?=\s)/gi, 'with'],
  [
    /\b(if|when|unless|and|or|but) its (?=\d|not\b|over\b|under\b|above\b|below\b|more\b|less\b|at (?:least|most)\b|empty\b|missing\b|between\b|exactly\b|bigger\b|smaller\b|higher\b|lower\b)/gi,
    '$1 it is ',
  ],
  [
    /\b(less|more|fewer|greater|bigger|larger|smaller|higher|lower|older|younger|longer|shorter) then (?=[€$£]?\d)/gi,
    '$1 than ',
  ],
  [/[’]/g, "'"],
  [/≥/g, ' >= '],
  [/≤/g, ' <= '],
  [/≠/g, ' != '],
  [/\s(?:->|=>|⇒|➜|➔)\s?/g, ' → '],
  [/→/g, ' → '],
  // After an equals sign a dash between names takes away; elsewhere it sets apart.
  [/(=\s*[\p{L}_\d][\w.]*)\s[-–]\s(?=[\p{L}_\d(])/giu, '$1 minus '],
  [/\(\s*([\p{L}_\d][\w.]*)\s[-–]\s([\p{L}_\d][\w.]*)\s*\)(?=\s*[*/+]|\s(?:times|divided))/giu, '($1 minus $2)'],
  [/\s[–—]\s|\s--\s|—/g, ', '],
  [/\s-\s/g, ', '],
  [/[ \t]+/g, ' '],
];

/** Emphasis taken away and short forms written out. */
export function inShortForm(text: string): string {
  const unmarked = text
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, '$1');
  return shorter.reduce((current, [from, to]) => current.replace(from, to), unmarked);
}

/** The message with literals set apart, usual short forms written out and slips in keywords put right. */
export function normalise(message: string): Marked {
  const { text, literals } = markLiterals(message.replace(/\r\n?/g, '\n').replace(/[\u00a0\u202f]/g, ' '));
  const plain = inShortForm(text);
  return {
    text: lengthsAsNumbers(
      measuresAsFields(
        demandsAsConditions(
          questionsAsConditions(pairsNamed(inPlainWords(toldPlainly(correctTypos(plain).trim(), literals)))),
        ),
      ),
    ),
    literals,
  };
}
