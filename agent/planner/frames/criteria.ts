import type { Test, Value } from '../plan';
import { determiners, stops } from './lexicon';
import { separatorAt } from './names';
import { operandAt } from './operands';
import { operatorAt } from './operators';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

const same = (name: string): Test => ({
  kind: 'compare',
  comparison: { subject: { kind: 'field', name }, operator: 'equals', value: { kind: 'field', name } },
});
const all = (tests: readonly Test[]): Test => (tests.length === 1 ? tests[0]! : { kind: 'all', tests });

const thatOne =
  'that same|that|this|the same|the given|the posted|the very same|the|its|the sent|exactly this|exactly that';

/** "with that serial", "whose code is the same", "where desk and day match", "by email": which rows of a table. */
export function criteriaAt(p: Parse, from: number): Found<Test> | null {
  const lead = phraseAt(
    p,
    from,
    'that has|which has|that have|which have|with|having|have|has|for|of|where|whose|by|in which|matching|using|on|that belongs to|belonging to|holding',
  );
  if (lead === null) return null;
  const word = wordAt(p, lead - 1);
  return (
    (/^(?:where|whose|which)$/.test(word) ? comparedAt(p, lead) : null) ??
    namedAt(p, lead, { plain: /^(?:by|matching|using|on|for|of)$/.test(word) }) ??
    comparedAt(p, lead) ??
    (/^(?:with|having|has|have)$/.test(word) ? statedAt(p, lead) : null)
  );
}

/** "that serial and this owner": columns that hold what was sent under the same name. */
function namedAt(p: Parse, from: number, { plain }: { plain: boolean }): Found<Test> | null {
  const names: string[] = [];
  let at = from;
  let end = from;
  for (;;) {
    const marked = phraseAt(p, at, thatOne);
    const field = fieldAt(p, marked ?? at);
    if (field === null || (!p.given.has(field.value) && !p.made.has(field.value))) break;
    if (marked === null && !plain && names.length === 0) break;
    if (operatorAt(p, field.end) || kindAt(p, field.end) === 'mark') break;
    if (/^(?:is|equals)$/.test(wordAt(p, field.end)) && !/^(?:in|already|is)$/.test(wordAt(p, field.end + 1))) break;
    names.push(field.value);
    end = phraseAt(p, field.end, 'as the posted one|as posted|as the one posted|value|field') ?? field.end;
    const next = separatorAt(p, end);
    if (next === null || fieldAt(p, phraseAt(p, next, thatOne) ?? next) === null) break;
    at = next;
  }
  return names.length === 0 ? null : { value: all(names.map(same)), end };
}

/** "with the status cancelled", "that have the state ⟨open⟩": a column and what is in it. */
function statedAt(p: Parse, from: number): Found<Test> | null {
  const at = phraseAt(p, from, 'the|a|an') ?? from;
  const value =
    kindAt(p, at) === 'word' && !stops.has(wordAt(p, at)) && !determiners.has(wordAt(p, at))
      ? operandAt(p, at + 1)
      : null;
  if (value === null || value.value.kind === 'field') return null;
  if (!rowEnds(p, value.end) && !/^(?:is|are|should|must|will|from|in|of|so)$/.test(wordAt(p, value.end))) return null;
  const subject: Value = { kind: 'field', name: p.tokens[at]!.raw };
  return {
    value: { kind: 'compare', comparison: { subject, operator: 'equals', value: value.value } },
    end: value.end,
  };
}

const sameWords =
  'is the same|are the same|is identical|both match|match|matches|fits|is equal|is the posted one|is the one posted|is the given one|agree|both agree|are equal|are both the same|equals the posted one|matches the posted one|is that one';

/** "code is the same", "id equals the posted number", "state is ⟨open⟩ and paid is no": columns compared. */
function comparedAt(p: Parse, from: number): Found<Test> | null {
  const tests: Test[] = [];
  let at = from;
  let end = from;
  for (;;) {
    const one = columnAt(p, at);
    if (one === null) break;
    tests.push(...one.value);
    end = one.end;
    if (wordAt(p, end) !== 'and') break;
    at = end + 1;
  }
  return tests.length === 0 ? null : { value: all(tests), end };
}

function columnAt(p: Parse, from: number): Found<Test[]> | null {
  const at = phraseAt(p, from, 'the column|column|the field|the|its|their') ?? from;
  if (kindAt(p, at) !== 'word') return null;
  const names = [p.tokens[at]!.raw];
  let end = at + 1;
  while (wordAt(p, end) === 'and' && kindAt(p, end + 1) === 'word' && !operatorAt(p, end + 1)) {
    const next = phraseAt(p, end + 1, 'the|its') ?? end + 1;
    if (phraseAt(p, next + 1, `${sameWords}|and`) === null) break;
    names.push(p.tokens[next]!.raw);
    end = next + 1;
  }
  const equal = phraseAt(p, end, sameWords);
  if (equal !== null) return { value: names.map(name => same(name)), end: equal };
  if (names.length > 1) return null;
  return operatedAt(p, names[0]!, end);
}

function operatedAt(p: Parse, column: string, from: number): Found<Test[]> | null {
  let at = phraseAt(p, from, 'is|are|was|has|equals|=') ?? from;
  const not = wordAt(p, at) === 'not' && operatorAt(p, at) === null;
  if (not) at += 1;
  const operation = operatorAt(p, at);
  if (operation) at = operation.end;
  if (operation === null && at === from) return null;
  const marked = phraseAt(p, at, 'the posted|the given|the sent|the incoming|that|this|the same|the') ?? at;
  const field = fieldAt(p, marked);
  const value: Found<Value> | null = field
    ? { value: { kind: 'field', name: field.value }, end: field.end }
    : operandAt(p, at);
  if (value === null) return null;
  const isDate = value.value.kind === 'text' && /^\d{4}-/.test(value.value.text);
  const said = operation?.value.operator ?? 'equals';
  const operator = isDate && said === 'greater' ? 'after' : isDate && said === 'less' ? 'before' : said;
  const subject: Value = { kind: 'field', name: column };
  if (value.value.kind === 'boolean' && operator === 'equals')
    return {
      value: [
        { kind: 'compare', comparison: { subject, operator: value.value.value === !not ? 'is_true' : 'is_false' } },
      ],
      end: value.end,
    };
  return {
    value: [
      {
        kind: 'compare',
        comparison: { subject, operator: not && operator === 'equals' ? 'not_equals' : operator, value: value.value },
      },
    ],
    end: value.end,
  };
}

export const rowEnds = (p: Parse, at: number) => isEnd(p, at) || /^(?:,|and|then|if|answer|reply)$/.test(wordAt(p, at));
export const sameAs = same;
export const allOf = all;
