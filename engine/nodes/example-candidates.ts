import type { Operator } from './conditions';
import { toTime } from './dates';
import { absent, plausible, unknownText } from './example-values';
import { toNumber } from './numbers';
import { toText } from './settings';

const another: Record<string, string> = { number: 'B-2002', text: 'something else' };

/** Values for a field that make a condition hold, and values that do not: just above and below, equal and unequal. */
export function candidatesFor(name: string, { operator, right }: { operator: Operator; right: unknown }): unknown[] {
  const limit = toNumber(right);
  switch (operator) {
    case 'greater':
    case 'greater_or_equal':
    case 'less':
    case 'less_or_equal':
      return limit === null ? timesFor(operator, right) : numbersAround(operator, limit);
    case 'equals':
    case 'not_equals':
      return operator === 'equals' ? [right, otherThan(right, name)] : [otherThan(right, name), right];
    case 'is_true':
      return [true, false];
    case 'is_false':
      return [false, true];
    case 'exists':
    case 'is_not_empty':
      return [plausible(name), absent];
    case 'not_exists':
    case 'is_empty':
      return [absent, plausible(name)];
    case 'before':
    case 'after':
      return timesFor(operator, right);
    default:
      return textCandidates(name, { operator, right });
  }
}

/** One that holds first, then one that does not; the limit itself only where it is the edge that holds. */
function numbersAround(operator: Operator, limit: number): number[] {
  const decimals = String(limit).split('.')[1]?.length ?? 0;
  const step = 10 ** -decimals;
  const [above, below] = [limit + step, limit - step].map(value => Number(value.toFixed(decimals))) as [number, number];
  switch (operator) {
    case 'greater':
      return [above, below];
    case 'greater_or_equal':
      return [limit, below];
    case 'less':
      return [below, above];
    default:
      return [limit, above];
  }
}

function timesFor(operator: Operator, right: unknown): unknown[] {
  const times = timesAround(right);
  return operator === 'after' || operator.startsWith('greater') ? times.toReversed() : times;
}

function timesAround(right: unknown): unknown[] {
  const time = toTime(right);
  if (time === null) return ['2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z'];
  const day = 86_400_000;
  const isDateOnly = /^\d{4}-\d\d-\d\d$/.test(toText(right));
  const write = (ms: number) => (isDateOnly ? new Date(ms).toISOString().slice(0, 10) : new Date(ms).toISOString());
  return [write(time - day), write(time + day)];
}

function otherThan(right: unknown, name: string): unknown {
  if (typeof right === 'boolean') return !right;
  const number = toNumber(right);
  if (number !== null) return typeof right === 'string' ? String(number + 1) : number + 1;
  const usual = plausible(name, 'text');
  const isSame = toText(usual).toLowerCase() === toText(right).toLowerCase();
  return isSame || usual === unknownText ? another.text : usual;
}

function textCandidates(name: string, { operator, right }: { operator: Operator; right: unknown }): unknown[] {
  const text = toText(right);
  const usual = toText(plausible(name, 'text'));
  const other = usual.toLowerCase().includes(text.toLowerCase()) ? another.text : usual;
  const isMail = text.startsWith('@') || /mail/i.test(name);
  switch (operator) {
    case 'contains':
      return [isMail ? mailWith(text) : `Something about ${text}`, other];
    case 'not_contains':
      return [other, isMail ? mailWith(text) : `Something about ${text}`];
    case 'starts_with':
      return [`${text}${/\w$/.test(text) ? '-1001' : '1001'}`, other, another.number];
    case 'ends_with':
      return [isMail ? mailWith(text) : `1001${text}`, other, another.number];
    default: {
      const literal = text.replace(/\\[dw]/g, '1').replace(/[\^$.*+?()[\]{}|\\]/g, '');
      return [usual, literal, 'ada@example.com', 'A-1001', '1001', '12345', '2026-03-02', 'abc', another.text, ''];
    }
  }
}

const mailWith = (text: string) => (text.includes('@') ? `ada${text.slice(text.indexOf('@'))}` : `ada@${text}`);
