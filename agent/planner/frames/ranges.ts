import type { Test, Value } from '../plan';
import { compare } from './compared';
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

/** "between 2 and 8", "from 6 to 17", "12-17". */
export function rangeAt(p: Parse, at: number, { subjects }: { subjects: readonly Value[] }): Found<Test> | null {
  const lead = phraseAt(p, at, 'in between|between|from|in the range|in range');
  const low = operandAt(p, lead ?? at);
  if (low === null || low.value.kind === 'text') return null;
  const mid = phraseAt(
    p,
    low.end,
    lead !== null && wordAt(p, at) !== 'from' ? 'and|to|-|–' : 'to|until|up to|till|through|-|–',
  );
  const high = mid === null ? null : operandAt(p, mid);
  if (high === null || (lead === null && low.value.kind !== 'number')) return null;
  const unit = unitAt(p, high.end);
  const about =
    subjects.length > 0
      ? { values: subjects, join: 'and' as const }
      : subjectFor(p, { hint: '', unit: unit?.value ?? null, operator: 'greater', before: at });
  if (about === null) return null;
  const tests = [
    compare(p, about, { operator: 'greater_or_equal', value: low.value }),
    compare(p, about, { operator: 'less_or_equal', value: high.value }),
  ];
  return { value: { kind: 'all', tests }, end: unit?.end ?? high.end };
}
