import { toCount } from '../language/numbers';
import type { Operator, Test, Value } from '../plan';
import type { Reader } from './reader';

type SubjectOf = (phrase: string, operator: Operator, reader: Reader) => Value | null | undefined;

const patterns: readonly [RegExp, 'before' | 'after'][] = [
  [
    /^(?<subject>.*?)\s*\b(?:is |are |was |were )?(?:older than|more than|over) (?<count>\d+|an?|one|two|three|seven|ten|thirty) (?<unit>minute|hour|day|week|month|year)s?(?: old| ago)?$/i,
    'before',
  ],
  [
    /^(?<subject>.*?)\s*\b(?:is |are |was |were )?(?:newer than|younger than|less than|under|not older than|no older than|at most) (?<count>\d+|an?|one|two|three|seven|ten|thirty) (?<unit>minute|hour|day|week|month|year)s?(?: old| ago)?$/i,
    'after',
  ],
  [
    /^(?<subject>.*?)\s*\b(?:is |are |was |were )?(?:(?:published|posted|created|updated|from|since|made|added|received|dated|written) )?(?:in|within|from|during|of|over|for|since)? ?(?:the )?(?:last|past|previous) (?<count>\d+|an?|one|two|three|seven|ten|thirty)? ?(?<unit>minute|hour|day|week|month|year)s?$/i,
    'after',
  ],
  [
    /^(?<subject>.*?)\s*\b(?:is |are |was |were )?(?:(?:published|posted|created|updated|from|since|made|added|dated|written) )+(?:on |from |since )?(?<today>today|yesterday)$/i,
    'after',
  ],
];
const days: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  year: 365,
};

/** "older than 7 days", "from the last 24 hours", "published today": a moment counted back from now. */
export function readAge(text: string, reader: Reader, subjectOf: SubjectOf): Test | null {
  for (const [pattern, operator] of patterns) {
    const groups = pattern.exec(text)?.groups;
    // "under 6 years" where an age comes in: that is no date.
    if (!groups || ((groups.subject ?? '').trim() === '' && isAged(reader))) continue;
    const subject = dateOf(groups.subject ?? '', operator, { reader, subjectOf });
    if (subject === null) continue;
    return { kind: 'compare', comparison: { subject, operator, value: momentOf(groups) } };
  }
  return null;
}

const isAged = ({ given }: Reader) =>
  [...given].some(name => /(?:^|_)(?:age|years|months|days|duration)$/.test(name)) &&
  ![...given].some(name => /date|_at$|_on$|until|since/.test(name));

function momentOf(groups: Record<string, string | undefined>): Value {
  if (groups.today)
    return { kind: 'now', part: 'date', ...(groups.today.toLowerCase() === 'yesterday' ? { shiftDays: -1 } : {}) };
  const back = (toCount(groups.count ?? '1') ?? 1) * days[groups.unit!.toLowerCase()]!;
  return {
    kind: 'now',
    part: 'moment',
    ...(back < 1 ? { shiftHours: -Math.round(back * 24 * 1e6) / 1e6 } : { shiftDays: -back }),
  };
}

/** Without a name of its own, a post's date is when it was published; a person's "age" is no date. */
function dateOf(
  phrase: string,
  operator: Operator,
  { reader, subjectOf }: { reader: Reader; subjectOf: SubjectOf },
): Value | null {
  const text = phrase
    .replace(/\b(?:that|which|who|those|ones|with|only)\b/gi, '')
    .replace(/\b(?:is|are|was|were)\b\s*$/i, '')
    .trim();
  if (
    text === '' ||
    /^(?:it|they|the)$/i.test(text) ||
    reader.nouns.has(text.replace(/^the /i, '').replace(/s$/, '').toLowerCase())
  )
    return { kind: 'field', name: 'date' };
  if (/\bage\b|year/i.test(text)) return null;
  return subjectOf(text, operator, reader) ?? null;
}
