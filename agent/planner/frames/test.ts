import type { Operator, Test, Value } from '../plan';
import { type Comparison, compare, negate } from './compared';
import { determiners, stops } from './lexicon';
import { operandAt, orBoundAt } from './operands';
import { dimension, measuredBy, type Operation, operatorAt } from './operators';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { subjectAt, subjectFor } from './subjects';

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

const given = 'given|there|set|provided|present|filled in|filled out|filled|included|known|specified|sent';
const absent = 'missing|empty|blank|absent|left out|left empty|left blank|null|nothing';

/** "without a phone", "no name is given", "has no email", "there is no day". */
function lackingAt(p: Parse, from: number): Found<Test> | null {
  let at = from;
  const lead = phraseAt(p, at, 'there is|there are|it has|it comes with|they have|has|have|comes with|with|it is|is');
  if (lead !== null) at = lead;
  const none = phraseAt(p, at, 'without|no|lacks|lacking|misses|missing|does not have|do not have');
  if (none === null || (lead !== null && /^(?:it|is)$/.test(wordAt(p, at)))) return null;
  const subjects = subjectAt(p, none, { listed: true });
  if (subjects === null || subjects.value.values.length === 0) return inside(p, none);
  let end = subjects.end;
  const tail = phraseAt(p, end, 'is|are|was|at all|in it|field');
  if (tail !== null) end = phraseAt(p, tail, given) ?? tail;
  return { value: compare(p, subjects.value, { operator: 'is_empty' }), end };
}

/** "without an @ in it": a text that is looked for in the last field. */
function inside(p: Parse, at: number): Found<Test> | null {
  if (p.subject === null) return null;
  const value = operandAt(p, at);
  const end = value && phraseAt(p, value.end, 'in it|inside|in there');
  if (!value || end === null || value.value.kind === 'field') return null;
  return {
    value: compare(p, { values: [p.subject], join: 'and' }, { operator: 'not_contains', value: value.value }),
    end,
  };
}

/** "there is a phone", "has a voucher": something is given. */
function havingAt(p: Parse, from: number): Found<Test> | null {
  const lead = phraseAt(p, from, 'there is a|there is an|it has a|it has an|has a|has an|comes with a|comes with an');
  if (lead === null) return null;
  const field = fieldAt(p, lead);
  if (field === null || operatorAt(p, field.end) || /^(?:of|is)$/.test(wordAt(p, field.end))) return null;
  const subject: Value = { kind: 'field', name: field.value };
  return { value: compare(p, { values: [subject], join: 'and' }, { operator: 'is_not_empty' }), end: field.end };
}

function comparedAt(p: Parse, from: number): Found<Test> | null {
  const subjects = subjectAt(p, from, { listed: true });
  let at = subjects?.end ?? from;
  const verb = /^(?:is|are|was|were|has|have|be|reads|says|lies|comes|gets|being|of|does|do)$/.test(wordAt(p, at));
  if (verb) at += 1;
  while (/^(?:either|also|already|still|only|now|any|value|a|of)$/.test(wordAt(p, at)) && verb && isLead(p, at))
    at += 1;
  let not = false;
  if (/^(?:not|never)$/.test(wordAt(p, at)) && operatorAt(p, at) === null) {
    not = true;
    at += 1;
  }
  const bare = subjects === null || subjects.value.values.length === 0;
  const state = bare && !verb ? null : stateAt(p, at);
  if (state && subjects)
    return { value: signed(compare(p, subjects.value, { operator: state.value }), not), end: state.end };
  const range = rangeAt(p, at, { subjects: subjects?.value.values ?? [] });
  if (range) return { value: signed(range.value, not), end: range.end };
  const operation = operatorAt(p, at);
  if (operation) return withOperator(p, { subjects: subjects?.value ?? null, operation, not, from });
  return plainAt(p, at, { subjects: subjects?.value ?? null, verb, not });
}

const isLead = (p: Parse, at: number) => !(wordAt(p, at) === 'a' && kindAt(p, at + 1) === 'end');

export const signed = (test: Test, not: boolean): Test => (not ? negate(test) : test);

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
    isDate && operator === 'greater' ? 'after' : isDate && operator === 'less' ? 'before' : operator;
  const textual = /contains|starts|ends/.test(operator) && operand.value.kind === 'number';
  const value: Value = textual ? { kind: 'text', text: wordAt(p, operand.end - 1) } : operand.value;
  const list = moreValues(p, operand.end, { operator: timed, value });
  return {
    value: signed(compare(p, about, { operator: timed, value, more: list.value }), not),
    end: unit && list.value.length === 0 ? unit.end : list.end,
  };
}

/** "contains a or b", "starts with x or y": further values for the same question. */
function moreValues(p: Parse, at: number, { operator, value }: { operator: Operator; value: Value }): Found<Value[]> {
  const values: Value[] = [];
  let end = at;
  if (!/^(?:equals|not_equals|contains|starts_with|ends_with)$/.test(operator) || value.kind === 'field')
    return { value: [], end };
  for (;;) {
    const comma = wordAt(p, end) === ',';
    const or = wordAt(p, comma ? end + 1 : end) === 'or';
    if (!or && !(comma && listAhead(p, end + 1))) break;
    const next = operandAt(p, end + Number(comma) + Number(or));
    if (next === null || next.value.kind === 'field' || testStarts(p, end + Number(comma) + Number(or))) break;
    values.push(next.value);
    end = next.end;
  }
  return { value: values, end };
}

/** A comma goes on a list of values when an "or" comes before the thought ends. */
const listAhead = (p: Parse, from: number): boolean => {
  for (let at = from; !isEnd(p, at) && at < from + 12; at += 1) {
    if (wordAt(p, at) === 'or') return true;
    if (stops.has(wordAt(p, at)) && wordAt(p, at) !== 'the') return false;
  }
  return false;
};

const testStarts = (p: Parse, at: number): boolean => {
  const field = fieldAt(p, at);
  return (
    field !== null &&
    (/^(?:is|are|=|has|does|contains)$/.test(wordAt(p, field.end)) || operatorAt(p, field.end) !== null)
  );
};

/** "lower than that", "that day or later": the value that was named before. */
function thatAt(p: Parse, at: number): Found<Value> | null {
  const end = phraseAt(p, at, 'that day|that date|that|this|it');
  return end !== null && p.last?.value ? { value: p.last.value, end } : null;
}

const unitWords =
  /^(?:€|\$|£|%|percent|euros?|eur|usd|dollars?|kg|kilos?|kilograms?|grams?|g|km|cm|mm|m|metres?|meters?|degrees?|celsius|years?|days?|hours?|minutes?|nights?|weeks?|points?|old|ph|litres?|liters?|ml)$/;

function unitAt(p: Parse, from: number): Found<string> | null {
  let at = from;
  while (unitWords.test(wordAt(p, at)) && fieldAt(p, at) === null) at += 1;
  if (wordAt(p, at) === 'old') at += 1;
  if (at > from) return { value: wordAt(p, from), end: at };
  const field = fieldAt(p, from);
  return field && { value: field.value, end: field.end };
}

/** "between 2 and 8", "from 6 to 17", "12-17". */
function rangeAt(p: Parse, at: number, { subjects }: { subjects: readonly Value[] }): Found<Test> | null {
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
    const about = subjects?.values.length
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
