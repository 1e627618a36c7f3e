import type { Operator, Test, Value } from '../plan';
import { type Comparison, compare, negate } from './compared';
import { absent, given, havingAt, lackingAt } from './lacks';
import { determiners } from './lexicon';
import { operandAt, orBoundAt } from './operands';
import { dimension, measuredBy, type Operation, operatorAt } from './operators';
import { type Found, fieldAt, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { rangeAt, unitAt } from './ranges';
import { subjectAt, subjectFor } from './subjects';
import { moreValues } from './values';

/** A condition as long as its words compare something; what follows begins the next thought. */
export function testAt(p: Parse, at: number): Found<Test> | null {
  const first = groupAt(p, at);
  if (first === null) return null;
  const groups: Test[][] = [[first.value]];
  let end = first.end;
  for (;;) {
    const joined = joinAt(p, end);
    if (joined === null) break;
    const next = groupAt(p, joined.end) ?? inheritedAt(p, joined.end, groups.at(-1)!.at(-1)!, joined.value);
    if (next === null) break;
    if (joined.value === 'or') groups.push([next.value]);
    else groups.at(-1)!.push(next.value);
    end = next.end;
  }
  const alternatives = groups.map((tests): Test => (tests.length === 1 ? tests[0]! : { kind: 'all', tests }));
  return { value: alternatives.length === 1 ? alternatives[0]! : { kind: 'any', tests: alternatives }, end };
}

function joinAt(p: Parse, at: number): Found<'and' | 'or'> | null {
  let end = wordAt(p, at) === ',' ? at + 1 : at;
  const word = wordAt(p, end);
  if (!/^(?:and|or|but|nor)$/.test(word)) return null;
  end += 1;
  while (/^(?:also|if|when|either|only)$/.test(wordAt(p, end))) end += 1;
  return { value: word === 'or' ? 'or' : 'and', end };
}

/** "… or doctor", "… and below 5": what was asked before is asked again of another value. */
function inheritedAt(p: Parse, at: number, before: Test, join: 'and' | 'or'): Found<Test> | null {
  const last = before.kind === 'compare' ? before.comparison : p.last;
  if (!last?.subject || last.value === undefined || join === 'and') return null;
  const value = operandAt(p, at);
  if (value === null || value.value.kind === 'field') return null;
  return { value: { kind: 'compare', comparison: { ...last, value: value.value } }, end: value.end };
}

/** One comparison of one or several fields. */
function groupAt(p: Parse, from: number): Found<Test> | null {
  let at = from;
  while (/^(?:both|either|it|is|also|that)$/.test(wordAt(p, at)) && wordAt(p, at) !== 'it' && wordAt(p, at) !== 'is')
    at += 1;
  return lackingAt(p, at) ?? havingAt(p, at) ?? comparedAt(p, at);
}

function comparedAt(p: Parse, from: number): Found<Test> | null {
  const subjects = bothAt(p, from) ?? subjectAt(p, from, { listed: true });
  let at = subjects?.end ?? from;
  const verb = /^(?:is|are|was|were|has|have|be|reads|says|lies|comes|gets|being|of|does|do)$/.test(wordAt(p, at));
  if (verb) at += 1;
  while (/^(?:either|also|already|still|only|now|any|value|a|of)$/.test(wordAt(p, at)) && verb && isLead(p, at))
    at += 1;
  let not = false;
  const neither = wordAt(p, at) === 'neither' && subjects !== null ? neitherAt(p, at + 1, subjects.value) : null;
  if (neither) return neither;
  if (/^(?:not|never)$/.test(wordAt(p, at)) && operatorAt(p, at) === null) {
    not = true;
    at += 1;
  }
  const bare = subjects === null || subjects.value.values.length === 0;
  const state = bare && !verb ? null : stateAt(p, at);
  if (state && subjects?.value.values.length)
    return { value: signed(compare(p, subjects.value, { operator: state.value }), not), end: state.end };
  const sign = signAt(p, at);
  if (sign && subjects?.value.values.length)
    return {
      value: signed(compare(p, subjects.value, { operator: sign.value, value: { kind: 'number', value: 0 } }), not),
      end: sign.end,
    };
  const moment = momentSide(p, at);
  if (moment && subjects?.value.values.length)
    return {
      value: signed(compare(p, subjects.value, { operator: moment.value, value: today }), not),
      end: moment.end,
    };
  const range = rangeAt(p, at, { subjects: subjects?.value.values ?? [] });
  if (range) return { value: signed(range.value, not), end: range.end };
  const operation = operatorAt(p, at);
  if (operation) return withOperator(p, { subjects: subjects?.value ?? null, operation, not, from });
  return plainAt(p, at, { subjects: subjects?.value ?? null, verb, not });
}

/** "both are missing": the two fields that there are. */
const bothAt = (p: Parse, at: number): Found<Comparison> | null =>
  wordAt(p, at - 1) === 'both' && p.given.size === 2 && /^(?:are|were|is|of)$/.test(wordAt(p, at))
    ? { value: { values: [...p.given].map(name => ({ kind: 'field', name })), join: 'and' }, end: at }
    : null;

/** "is neither basic nor pro". */
function neitherAt(p: Parse, at: number, subjects: Comparison): Found<Test> | null {
  const one = operandAt(p, at);
  const two = one && wordAt(p, one.end) === 'nor' ? operandAt(p, one.end + 1) : null;
  return (
    one &&
    two && {
      value: compare(p, subjects, { operator: 'not_equals', value: one.value, more: [two.value] }),
      end: two.end,
    }
  );
}

const isLead = (p: Parse, at: number) => !(wordAt(p, at) === 'a' && kindAt(p, at + 1) === 'end');

export const signed = (test: Test, not: boolean): Test => (not ? negate(test) : test);

/** "negative", "above zero": which side of nothing. */
function signAt(p: Parse, at: number): Found<Operator> | null {
  const below = phraseAt(p, at, 'negative|a negative number|less than nothing');
  if (below !== null) return { value: 'less', end: below };
  const above = phraseAt(p, at, 'positive|a positive number');
  return above === null ? null : { value: 'greater', end: above };
}

const today: Value = { kind: 'now', part: 'moment' };

/** "in the past", "still ahead": which side of now. */
function momentSide(p: Parse, at: number): Found<Operator> | null {
  const past = phraseAt(p, at, 'already in the past|in the past|over already|overdue|already over');
  if (past !== null) return { value: 'before', end: past };
  const future = phraseAt(p, at, 'still in the future|in the future|still ahead|yet to come');
  return future === null ? null : { value: 'after', end: future };
}

function stateAt(p: Parse, at: number): Found<Operator> | null {
  const none = phraseAt(
    p,
    at,
    `${absent}|${given
      .split('|')
      .map(word => `not ${word}`)
      .join('|')}`,
  );
  if (none !== null) return { value: 'is_empty', end: none };
  const some = phraseAt(p, at, given);
  return some === null || kindAt(p, some) === 'mark' ? null : { value: 'is_not_empty', end: some };
}

interface Operated {
  subjects: Comparison | null;
  operation: Found<Operation>;
  not: boolean;
  from: number;
}

function withOperator(p: Parse, { subjects, operation, not, from }: Operated): Found<Test> | null {
  const { operator, word } = operation.value;
  const operand = operandAt(p, operation.end) ?? thatAt(p, operation.end);
  if (operand === null) return null;
  const unit = unitAt(p, operand.end);
  const measured = measuredBy(word, p.given);
  const thing = measured.length === 1 && dimension.test(word) && subjects?.values.length === 1;
  const about = thing
    ? { values: [{ kind: 'field' as const, name: measured[0]! }], join: 'and' as const }
    : subjects?.values.length
      ? subjects
      : subjectFor(p, { hint: word, unit: unit?.value ?? null, operator, before: from });
  if (about === null) return null;
  const isDate =
    operand.value.kind === 'now' || (operand.value.kind === 'text' && /^\d{4}-\d\d-\d\d/.test(operand.value.text));
  const timed: Operator =
    isDate && operator === 'greater_or_equal'
      ? 'before'
      : isDate && operator === 'less_or_equal'
        ? 'after'
        : isDate && operator === 'greater'
          ? 'after'
          : isDate && operator === 'less'
            ? 'before'
            : operator;
  const inclusive = isDate && /_or_equal$/.test(operator);
  const textual = /contains|starts|ends/.test(operator) && operand.value.kind === 'number';
  const value: Value = textual ? { kind: 'text', text: wordAt(p, operand.end - 1) } : operand.value;
  const list = moreValues(p, operand.end, { operator: timed, value });
  return {
    value: signed(compare(p, about, { operator: timed, value, more: list.value }), not !== inclusive),
    end: unit && list.value.length === 0 ? unit.end : list.end,
  };
}

/** "lower than that", "that day or later": the value that was named before. */
function thatAt(p: Parse, at: number): Found<Value> | null {
  const end = phraseAt(p, at, 'that day|that date|that|this|it');
  return end !== null && p.last?.value ? { value: p.last.value, end } : null;
}

interface Plain {
  subjects: Comparison | null;
  verb: boolean;
  not: boolean;
}

/** "is nurse or doctor", "18 or older", "one of a, b", "level ⟨beginner⟩". */
function plainAt(p: Parse, from: number, { subjects, verb, not }: Plain): Found<Test> | null {
  const at = phraseAt(p, from, 'one of the|one of|any of|either|in|the word|the text') ?? from;
  if (subjects?.values.length && p.given.has(wordAt(p, at)) && !verb) return null;
  const operand = operandAt(p, at) ?? (verb ? thatAt(p, at) : null);
  if (operand === null) return null;
  const bound = orBoundAt(p, operand.end);
  if (bound) {
    const counted = subjects?.values.length ? null : fieldAt(p, bound.end);
    if (counted) bound.end = counted.end;
    const about = counted
      ? { values: [{ kind: 'field' as const, name: counted.value }], join: 'and' as const }
      : subjects?.values.length
        ? subjects
        : subjectFor(p, {
            hint: bound.value.word,
            unit: unitAt(p, operand.end)?.value ?? null,
            operator: bound.value.operator,
            before: from,
          });
    const isDate = operand.value.kind === 'text';
    const operator: Operator = isDate
      ? bound.value.operator === 'greater_or_equal'
        ? 'before'
        : 'after'
      : bound.value.operator;
    if (about === null) return null;
    const test = compare(p, about, { operator, value: operand.value });
    return { value: signed(isDate ? { kind: 'not', test } : test, not), end: bound.end };
  }
  if (!subjects?.values.length) return null;
  if (!verb && operand.value.kind !== 'text' && operand.value.kind !== 'number' && operand.value.kind !== 'boolean')
    return null;
  if (!verb && kindAt(p, at) === 'word' && determiners.has(wordAt(p, at))) return null;
  const list = moreValues(p, operand.end, { operator: 'equals', value: operand.value });
  const unit = list.value.length === 0 && operand.value.kind === 'number' ? unitAt(p, operand.end) : null;
  return {
    value: compare(p, subjects, { operator: not ? 'not_equals' : 'equals', value: operand.value, more: list.value }),
    end: unit?.end ?? list.end,
  };
}
