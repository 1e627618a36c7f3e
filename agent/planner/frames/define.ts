import { readTemplate } from '../grammar/template';
import { readValue } from '../grammar/value';
import type { Step, Test, Value } from '../plan';
import { type Comparison, compare } from './compared';
import { auxiliaries, stops } from './lexicon';
import { separatorAt } from './names';
import { operandAt } from './operands';
import { operatorAt } from './operators';
import { addMade, type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, textOf, wordAt } from './parse';
import { unitAt } from './ranges';
import { subjectFor } from './subjects';
import { testAt } from './test';

type SetStep = Extract<Step, { kind: 'set' }>;

const makes =
  'compute|computes|calculate|calculates|work out|works out|make|build|determine|figure out|get|define|create|set|form|let';
const equals =
  'should be calculated as|must be calculated as|is calculated as|is computed as|should be|shall be|will be|is to be|is always|is then|amounts to|equals|becomes|is|are|=|:=|means|be';
const from =
  'out of|from|as|by taking|by joining|by multiplying|by|=|:|which is|, which is|, that is|that is|being|, being';

/** "total = metres * price", "work out cost as rate times days", "make full_name out of first and last": a value of its own. */
export function defineAt(p: Parse, start: number): Found<SetStep[]> | null {
  const verb = phraseAt(p, start, makes);
  const treated = treatedAt(p, start);
  if (treated) return treated;
  const changed = changedAt(p, start);
  if (changed) return changed;
  const one = definedAt(p, verb ?? start, { commanded: verb !== null });
  if (one === null) return null;
  const steps = [one.value];
  let { end } = one;
  // "… and badge, which is full_name in upper case"
  for (let next = separatorAt(p, end); next !== null; next = separatorAt(p, end)) {
    const more = definedAt(p, phraseAt(p, next, makes) ?? next, { commanded: true });
    if (more === null) break;
    steps.push(more.value);
    end = more.end;
  }
  return { value: steps, end };
}

function definedAt(p: Parse, start: number, { commanded }: { commanded: boolean }): Found<SetStep> | null {
  const at =
    phraseAt(p, start, 'the field|a field|the new field|a new field|new field|field|the|a|an|its|their') ?? start;
  const code = literalAt(p, at);
  const isName =
    code?.kind === 'code' || (kindAt(p, at) === 'word' && !stops.has(wordAt(p, at)) && !auxiliaries.has(wordAt(p, at)));
  if (!isName) return null;
  const known = fieldAt(p, at);
  const two =
    known === null &&
    kindAt(p, at + 1) === 'word' &&
    !stops.has(wordAt(p, at + 1)) &&
    phraseAt(p, at + 2, equals) !== null;
  const nameEnd = known?.end ?? (two ? at + 2 : at + 1);
  const sign = phraseAt(
    p,
    nameEnd,
    commanded && wordAt(p, start - 1) === 'set' ? `to|${from}|${equals}` : commanded ? `${from}|${equals}` : equals,
  );
  if (sign === null) return null;
  const value =
    choiceAt(p, sign) ?? expressionAt(p, sign) ?? (known && p.made.has(known.value) ? plainAt(p, sign) : null);
  if (value === null) return null;
  const name =
    known?.value ??
    (code?.kind === 'code'
      ? code.text
      : p.tokens
          .slice(at, nameEnd)
          .map(({ raw }) => raw)
          .join('_'));
  addMade(p, name);
  return { value: { kind: 'set', fields: [{ name, value: value.value }] }, end: value.end };
}

/** "otherwise tax is 0": what was computed on another way is set to a value of its own. */
function plainAt(p: Parse, from: number): Found<Value> | null {
  const value = operandAt(p, from);
  return value && (isEnd(p, value.end) || /^(?:,|and|then)$/.test(wordAt(p, value.end))) ? value : null;
}

/** What is computed, as far as it can be read; nothing when it is only a name or a number. */
function expressionAt(p: Parse, start: number): Found<Value> | null {
  const joined = joinedAt(p, start);
  if (joined) return inCaseAt(p, joined);
  let last = start;
  while (!isEnd(p, last)) last += 1;
  const cuts = [last];
  for (let at = last; at > start + 1; at -= 1)
    if (
      /^(?:,|and|then|if|when|but)$/.test(wordAt(p, at)) ||
      (kindAt(p, at) === 'word' && /^(?:answer|reply|save|store|respond|return)$/.test(wordAt(p, at)))
    )
      cuts.push(at);
  for (const end of cuts) {
    const text = textOf(p, start, end);
    if (/⟨/.test(text)) continue;
    const value = readValue(text, p.reader);
    if (value !== null && (value.kind === 'sum' || value.kind === 'call') && isKnown(p, value)) return { value, end };
  }
  return null;
}

const isKnown = (p: Parse, value: Value): boolean =>
  [...JSON.stringify(value).matchAll(/"kind":"field","name":"([^"]+)"/g)].every(
    ([, name]) => p.given.size === 0 || p.given.has(name!) || p.made.has(name!),
  );

/** "…, in upper case": said of what was put together. */
function inCaseAt(p: Parse, joined: Found<Value>): Found<Value> {
  const lead = phraseAt(p, joined.end, ', all in|, in|in all|in');
  for (const name of ['upper', 'lower'] as const) {
    const end = lead === null ? null : phraseAt(p, lead, treatments[name]);
    if (end !== null) return { value: { kind: 'call', name, value: joined.value }, end };
  }
  return joined;
}

/** "first and last with a space between", "first, a space and last". */
function joinedAt(p: Parse, start: number): Found<Value> | null {
  const at = phraseAt(p, start, 'both|joining|the') ?? start;
  const one = fieldAt(p, at);
  if (one === null) return null;
  const space = phraseAt(p, one.end, ', a space and|plus a space plus|+ a space +|and a space and|, a space ,|space');
  const next = space ?? separatorAt(p, one.end);
  const two = next === null ? null : fieldAt(p, phraseAt(p, next, 'the') ?? next);
  if (two === null) return null;
  const marked = space === null ? joinMark(p, two.end) : { value: ' ', end: two.end };
  if (marked === null) return null;
  const field = (name: string): Value => ({ kind: 'field', name });
  return {
    value: { kind: 'parts', parts: [field(one.value), { kind: 'text', text: marked.value }, field(two.value)] },
    end: marked.end,
  };
}

function joinMark(p: Parse, from: number): Found<string> | null {
  const lead = phraseAt(
    p,
    from,
    ', with|with|joined by|joined with|separated by|parted by|put together with|, separated by|, joined by|, joined with|connected by',
  );
  if (lead === null) return null;
  const at = phraseAt(p, lead, 'a|one|an') ?? lead;
  const marks: Readonly<Record<string, string>> = {
    space: ' ',
    blank: ' ',
    dash: '-',
    hyphen: '-',
    comma: ', ',
    slash: '/',
    underscore: '_',
  };
  const literal = literalAt(p, at);
  const mark = literal?.kind === 'quote' ? literal.text : marks[wordAt(p, at)];
  if (mark === undefined) return null;
  return {
    value: mark,
    end: phraseAt(p, at + 1, 'in between them|in between|between them|between the two|between') ?? at + 1,
  };
}

/** "8 for pupils younger than 16 and 12 for the others", "6 if express is yes, otherwise 4". */
function choiceAt(p: Parse, start: number): Found<Value> | null {
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

const treatments = {
  upper: 'upper case|uppercase|upper-case|capital letters|capitals|all caps|caps|upper case letters',
  lower: 'lower case|lowercase|lower-case|small letters|lower case letters',
};
const treating: Readonly<Record<string, 'upper' | 'lower' | 'trim' | 'round'>> = {
  uppercase: 'upper',
  lowercase: 'lower',
  'upper-case': 'upper',
  'lower-case': 'lower',
  trim: 'trim',
  round: 'round',
};

/** "make course upper case", "turn the email into lower case", "the code is put in capitals", "uppercase the sku". */
function treatedAt(p: Parse, start: number): Found<SetStep[]> | null {
  const direct = treating[wordAt(p, start)];
  const verb = direct ? start + 1 : phraseAt(p, start, 'make|put|turn|convert|write|change|set|transform|bring');
  const at = phraseAt(p, verb ?? start, 'the|its') ?? verb ?? start;
  const field = fieldAt(p, at);
  if (field === null) return null;
  const passive = phraseAt(
    p,
    field.end,
    'is turned into|is put in|is put into|is made|is converted to|is written in|is changed to',
  );
  const lead = passive ?? phraseAt(p, field.end, 'into all|in all|into|in|to|all') ?? field.end;
  const upper = phraseAt(p, lead, treatments.upper);
  const lower = phraseAt(p, lead, treatments.lower);
  const told = verb !== null || passive !== null;
  const name = told && upper !== null ? 'upper' : told && lower !== null ? 'lower' : direct;
  if (name === undefined) return null;
  const value: Value = { kind: 'call', name, value: { kind: 'field', name: field.value } };
  return { value: [{ kind: 'set', fields: [{ name: field.value, value }] }], end: upper ?? lower ?? field.end };
}

/** "add 5 to the fare", "take 10% off the total": a value that was there before, changed. */
function changedAt(p: Parse, start: number): Found<SetStep[]> | null {
  const verb = phraseAt(p, start, 'add|subtract|take|deduct|put');
  if (verb === null) return null;
  const amount = kindAt(p, verb) === 'number' ? operandAt(p, verb) : fieldAt(p, verb) ? operandAt(p, verb) : null;
  if (amount === null) return null;
  const percent = phraseAt(p, amount.end, '%|percent|per cent');
  const to = phraseAt(p, percent ?? amount.end, 'to the|to|from the|from|off the|off|on the|on top of the|on top of');
  const field = to === null ? null : fieldAt(p, to);
  if (field === null) return null;
  const more = /^(?:add|put)$/.test(wordAt(p, start));
  const base: Value = { kind: 'field', name: field.value };
  const share = amount.value.kind === 'number' ? amount.value.value / 100 : 0;
  const value: Value =
    percent === null
      ? { kind: 'sum', operator: more ? '+' : '-', left: base, right: amount.value }
      : {
          kind: 'sum',
          operator: '*',
          left: base,
          right: { kind: 'number', value: Math.round((more ? 1 + share : 1 - share) * 1e9) / 1e9 },
        };
  return { value: [{ kind: 'set', fields: [{ name: field.value, value }] }], end: field.end };
}

export const templateOf = (p: Parse, text: string) => readTemplate(text, p.reader);
