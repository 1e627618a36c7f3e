import type { Step, Value } from '../plan';
import { operandAt } from './operands';
import { type Found, fieldAt, kindAt, type Parse, phraseAt, wordAt } from './parse';

type SetStep = Extract<Step, { kind: 'set' }>;

export const treatments = {
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
export function treatedAt(p: Parse, start: number): Found<SetStep[]> | null {
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
export function changedAt(p: Parse, start: number): Found<SetStep[]> | null {
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
