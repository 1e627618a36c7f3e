import type { Operator } from '../plan';

export interface OperatorPhrase {
  pattern: RegExp;
  operator: Operator;
  /** What stands behind the operator. */
  value: 'needed' | 'none';
}

const be = '(?:(?:is|are|was|were|be|being|has been|gets|got|happens to be|turns out to be|does|do|did)\\s+)?';
const phrase = (source: string, operator: Operator, value: OperatorPhrase['value'] = 'needed'): OperatorPhrase => ({
  pattern: new RegExp(
    value === 'needed'
      ? `^(?<subject>.*?)(?:^|\\s+)(?:${be}(?<not>not\\s+)?)(?:${source})\\s*(?<value>\\S.*)$`
      : `^(?<subject>.*?)(?:^|\\s+)(?:${be}(?<not>not\\s+)?)(?:${source})$`,
    'i',
  ),
  operator,
  value,
});

const does = '(?:(?:do|does|did)\\s+)';
const not = `${does}?not\\s+|${does}not\\s+|never\\s+`;

/** Longer and more particular phrases first: "not over" before "over", "is missing" before "is". */
export const operatorPhrases: readonly OperatorPhrase[] = [
  phrase(
    '>=|at least|no less than|not less than|not under|not below|a minimum of|minimum(?: of)?\\s|at minimum|no lower than|greater or equal(?: to)?|equal to or (?:greater|more|above|over)(?: than)?',
    'greater_or_equal',
  ),
  phrase(
    `<=|at most|no more than|not more than|not over|not above|not higher than|a maximum of|maximum(?: of)?\\s|up to|(?:${not})exceeds?|not exceeding|no higher than|less or equal(?: to)?|equal to or (?:less|below|under)(?: than)?`,
    'less_or_equal',
  ),
  phrase(
    '>|(?:over|above|beyond|more than|greater than|bigger than|larger than|higher than|longer than|heavier than|better than|warmer than|hotter than|faster than|taller than|exceeds?|exceeding|upwards of|past)\\s',
    'greater',
  ),
  phrase(
    '(?<![<>=!])<|(?:under|below|beneath|less than|smaller than|lower than|fewer than|cheaper than|younger than|shorter than|lighter than|worse than|colder than|cooler than|slower than)\\s',
    'less',
  ),
  phrase('older than\\s', 'greater'),
  phrase('(?:before|earlier than|prior to)\\s', 'before'),
  phrase('(?:after|later than|since|newer than|more recent than)\\s', 'after'),
  phrase(
    `(?:${not})(?:contains?|mentions?|includes?|says?|talks? about|containing|mentioning|have the word|has the word)\\s|without the words?\\s|not (?:about|containing|mentioning)\\s|without mentioning\\s`,
    'not_contains',
  ),
  phrase(
    '(?:contains?|containing|mentions?|mentioning|mentioned|includes?|including|talks? about|talking about|talk of|about|says|with the (?:words?|text|term|phrase|keyword)|ha(?:s|ve|ving) the (?:words?|text|term|phrase|keyword)|related to|referring to|refers? to|matching the (?:word|keyword)|featuring|has in it)\\s(?:the (?:words?|text|term|phrase|keywords?|string)\\s)?',
    'contains',
  ),
  phrase('(?:starts?|starting|begins?|beginning|prefixed) with\\s', 'starts_with'),
  phrase('(?:ends?|ending|suffixed) (?:with|in)\\s', 'ends_with'),
  phrase('(?:matches|matching|match) (?:the )?(?:regex|regexp|pattern|regular expression)\\s', 'matches'),
  phrase(
    '(?:missing|empty|blank|absent|null|undefined|left out|left empty|left blank|lacking|(?:not|never) (?:there|given|provided|set|present|filled(?: in| out)?|included|specified|supplied|available|sent|defined|known|existing))',
    'is_empty',
    'none',
  ),
  phrase(`(?:${not})(?:exists?)`, 'is_empty', 'none'),
  phrase(
    '(?:present|given|provided|there|filled(?: in| out)?|included|specified|supplied|available|existing|exists?|known|defined|non-?empty)',
    'is_not_empty',
    'none',
  ),
  phrase('(?:true|checked|enabled|ticked|set to true|equal to true)', 'is_true', 'none'),
  phrase('(?:false|unchecked|disabled|set to false|equal to false)', 'is_false', 'none'),
  phrase('(?:positive)', 'greater', 'none'),
  phrase('(?:negative)', 'less', 'none'),
  phrase(
    `!=|<>|(?:${does}not equals?|not equal to|other than|anything (?:but|other than|except)|different from|differs from|anything else than|unlike)\\s`,
    'not_equals',
  ),
  phrase(
    '==?|(?:equals?(?: to)?|equal to|set to|exactly|identical to|the same as|matches|one of|either|any of|marked as|tagged)\\s',
    'equals',
  ),
];

/** Plain "is": last, because everything else may follow it too. */
export const plainIs = /^(?<subject>.*?)(?:^|\s+)(?:is|are|was|were|'s|being)\s+(?<not>not\s+)?(?<value>\S.*)$/i;

export const negated: Readonly<Record<Operator, Operator | null>> = {
  equals: 'not_equals',
  not_equals: 'equals',
  greater: 'less_or_equal',
  less_or_equal: 'greater',
  less: 'greater_or_equal',
  greater_or_equal: 'less',
  contains: 'not_contains',
  not_contains: 'contains',
  is_empty: 'is_not_empty',
  is_not_empty: 'is_empty',
  exists: 'not_exists',
  not_exists: 'exists',
  is_true: 'is_false',
  is_false: 'is_true',
  before: null,
  after: null,
  starts_with: null,
  ends_with: null,
  matches: null,
};
