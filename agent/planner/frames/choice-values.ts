import { readValue } from '../grammar/value';
import type { Test, Value } from '../plan';
import { type Comparison, compare } from './compared';
import { operandAt } from './operands';
import { operatorAt } from './operators';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, textOf, wordAt } from './parse';
import { unitAt } from './ranges';
import { subjectFor } from './subjects';
import { testAt } from './test';

/** "8 for pupils younger than 16 and 12 for the others", "6 if express is yes, otherwise 4". */
export function choiceAt(p: Parse, start: number): Found<Value> | null {
  const cases: { test: Extract<Value, { kind: 'choice' }>['cases'][number]['test']; value: Value }[] = [];
  let at = start;
  for (;;) {
    const value = amountAt(p, at);
    if (value === null) return null;
    const rest = phraseAt(
      p,
      value.end,
      'for anything longer|for anything more|for anything above|for anything else|for everything above|for all other countries|for longer|for all the others|for all others|for the others|for everyone else|for everything else|for anyone else|for all the rest|for the rest|for others|otherwise|in all other cases|in any other case|for all other|for any other|else|if not|for older ones|for younger ones',
    );
    if (rest !== null && cases.length > 0)
      return { value: { kind: 'choice', cases, otherwise: value.value }, end: rest };
    if (cases.length > 0 && isEnd(p, value.end) && otherwiseBefore(p, at))
      return { value: { kind: 'choice', cases, otherwise: value.value }, end: value.end };
    const lead = phraseAt(p, value.end, 'for|if|when|in case|on|where') ?? value.end;
    let test = null;
    for (let skip = 0; skip < 3 && test === null && kindAt(p, lead + skip) === 'word'; skip += 1)
      test = testAt(p, lead + skip) ?? startingAt(p, lead + skip);
    if (test === null) return null;
    cases.push({ test: test.value, value: value.value });
    at = test.end;
    if (isEnd(p, at) && cases.length > 1) return { value: { kind: 'choice', cases, otherwise: null }, end: at };
    for (
      let next = phraseAt(p, at, ',|and to|and|but|otherwise to|otherwise|else|;');
      next !== null;
      next = phraseAt(p, at, ',|and|but|otherwise|else|it is|to|;')
    )
      at = next;
  }
}

const otherwiseBefore = (p: Parse, at: number): boolean =>
  /^(?:otherwise|else)$/.test(wordAt(p, at - 1)) || /^(?:otherwise|else)$/.test(wordAt(p, at - 3));

function amountAt(p: Parse, at: number): Found<Value> | null {
  let end = at;
  while (!isEnd(p, end) && !/^(?:,|for|if|when|otherwise|else|and|in|on|where)$/.test(wordAt(p, end))) end += 1;
  const computed = end - at > 1 ? readValue(textOf(p, at, end), p.reader) : null;
  if (computed?.kind === 'sum' && isKnown(p, computed)) return { value: computed, end };
  const operand = gradeAt(p, at) ?? operandAt(p, at);
  // "A from 90": the bound stands right behind the value.
  const bound =
    operand && operand.end < end && operatorAt(p, operand.end) === null ? wordAt(p, operand.end) === 'from' : true;
  return operand && (operand.end === end || bound) ? operand : null;
}

/** "from 90 percent", "from 75 but under 90": the lower bound of a grade counts to it. */
function startingAt(p: Parse, from: number): Found<Test> | null {
  const low = wordAt(p, from) === 'from' ? operandAt(p, from + 1) : null;
  if (low === null || low.value.kind !== 'number') return null;
  const unit = unitAt(p, low.end);
  const about = subjectFor(p, { hint: '', unit: unit?.value ?? null, operator: 'greater', before: from });
  const last = about ?? lastMade(p);
  if (last === null) return null;
  const bottom = compare(p, last, { operator: 'greater_or_equal', value: low.value });
  const end = unit?.end ?? low.end;
  const more = phraseAt(p, end, 'but|and|, but');
  const top = more === null ? null : testAt(p, more);
  return top ? { value: { kind: 'all', tests: [bottom, top.value] }, end: top.end } : { value: bottom, end };
}

const lastMade = (p: Parse): Comparison | null => {
  const name = [...p.made].at(-1);
  return name === undefined ? null : { values: [{ kind: 'field', name }], join: 'and' };
};

/** A mark of one letter: "A", "B". */
const gradeAt = (p: Parse, at: number): Found<Value> | null =>
  /^[A-Z]$/.test(p.tokens[at]?.raw ?? '') && fieldAt(p, at) === null
    ? { value: { kind: 'text', text: p.tokens[at]!.raw }, end: at + 1 }
    : null;

/** Every field in it is one that the request brings or makes. */
export const isKnown = (p: Parse, value: Value): boolean =>
  [...JSON.stringify(value).matchAll(/"kind":"field","name":"([^"]+)"/g)].every(
    ([, name]) => p.given.size === 0 || p.given.has(name!) || p.made.has(name!),
  );
