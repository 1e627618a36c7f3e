import type { Test, Value } from '../plan';
import { compare, negate } from './compared';
import { operandAt } from './operands';
import { type Found, fieldAt, type Parse, phraseAt, wordAt } from './parse';
import { subjectFor } from './subjects';

const unitWords =
  /^(?:€|\$|£|%|percent|euros?|eur|usd|dollars?|kg|kilos?|kilograms?|grams?|g|km|cm|mm|m|metres?|meters?|degrees?|celsius|years?|days?|hours?|minutes?|nights?|weeks?|points?|old|ph|litres?|liters?|ml)$/;

/** What a number counts: "kg", "years", a field. */
export function unitAt(p: Parse, from: number): Found<string> | null {
  let at = from;
  while (unitWords.test(wordAt(p, at)) && fieldAt(p, at) === null) at += 1;
  if (wordAt(p, at) === 'old') at += 1;
  if (at > from) return { value: wordAt(p, from), end: at };
  const field = fieldAt(p, from);
  return field && { value: field.value, end: field.end };
}

/** "from 18 on", "from 90 points upwards": the bound itself counts. */
function upwardsAt(
  p: Parse,
  { at, low, subjects }: { at: number; low: Found<Value>; subjects: readonly Value[] },
): Found<Test> | null {
  const unit = wordAt(p, at) === 'from' && low.value.kind === 'number' ? unitAt(p, low.end) : null;
  const end = phraseAt(p, unit?.end ?? low.end, 'on|onwards|onward|upwards|upward|and up|and above|and more|up');
  if (end === null || wordAt(p, at) !== 'from') return null;
  const about =
    subjects.length > 0
      ? { values: subjects, join: 'and' as const }
      : subjectFor(p, { hint: '', unit: unit?.value ?? null, operator: 'greater', before: at });
  return about && { value: compare(p, about, { operator: 'greater_or_equal', value: low.value }), end };
}

const isDate = /^\d{4}-\d{2}-\d{2}/;

/** "between 2 and 8", "from 6 to 17", "12-17". */
export function rangeAt(p: Parse, at: number, { subjects }: { subjects: readonly Value[] }): Found<Test> | null {
  const lead = phraseAt(p, at, 'in between|between|from|in the range|in range');
  const low = operandAt(p, lead ?? at);
  const dated = low?.value.kind === 'text' && isDate.test(low.value.text);
  if (low === null || (low.value.kind === 'text' && !dated)) return null;
  const mid = phraseAt(
    p,
    low.end,
    lead !== null && wordAt(p, at) !== 'from'
      ? 'and|to|-|–'
      : 'to|until|up to and including|up to|till|through to|through|and up to|to and including|-|–',
  );
  const open = mid === null && lead !== null ? upwardsAt(p, { at, low, subjects }) : null;
  if (open) return open;
  const high = mid === null ? null : operandAt(p, mid);
  if (high === null || (lead === null && low.value.kind !== 'number') || (high.value.kind === 'text') !== dated)
    return null;
  const unit = unitAt(p, high.end);
  const about =
    subjects.length > 0
      ? { values: subjects, join: 'and' as const }
      : subjectFor(p, { hint: '', unit: unit?.value ?? null, operator: 'greater', before: at });
  if (about === null) return null;
  const tests = dated
    ? [
        negate(compare(p, about, { operator: 'before', value: low.value })),
        negate(compare(p, about, { operator: 'after', value: high.value })),
      ]
    : [
        compare(p, about, { operator: 'greater_or_equal', value: low.value }),
        compare(p, about, { operator: 'less_or_equal', value: high.value }),
      ];
  const end = unit?.end ?? high.end;
  const said = phraseAt(
    p,
    end,
    ', both included|, both days included|, both inclusive|, inclusive|( inclusive )|( both included )|inclusive|both included|both inclusive|both days included|included',
  );
  return { value: { kind: 'all', tests }, end: said === null ? end : wordAt(p, said) === ',' ? said + 1 : said };
}
