import { AppError } from '../errors';
import { isEqual } from '../workflow/equal';
import type { Operator } from './conditions';
import { toTime } from './dates';
import { matchesPattern } from './match-pattern';
import { toNumber } from './numbers';
import { toText } from './settings';

interface Sides {
  left: unknown;
  right: unknown;
  caseSensitive: boolean;
  /** Where the condition stands in the params. */
  at: string;
}

type Check = (sides: Sides) => boolean;
const not =
  (check: Check): Check =>
  sides =>
    !check(sides);

export const checks: Record<Operator, Check> = {
  equals: isSame,
  not_equals: not(isSame),
  greater: sides => compare(sides) > 0,
  greater_or_equal: sides => compare(sides) >= 0,
  less: sides => compare(sides) < 0,
  less_or_equal: sides => compare(sides) <= 0,
  contains: doesContain,
  not_contains: not(doesContain),
  starts_with: sides => folded('left', sides).startsWith(folded('right', sides)),
  ends_with: sides => folded('left', sides).endsWith(folded('right', sides)),
  matches: ({ left, right, caseSensitive, at }) =>
    matchesPattern(textOf(left, `${at}.left`), { pattern: toText(right), caseSensitive, param: `${at}.right` }),
  is_empty: isEmpty,
  is_not_empty: not(isEmpty),
  exists: ({ left }) => left !== undefined && left !== null,
  not_exists: ({ left }) => left === undefined || left === null,
  is_true: ({ left, at }) => toTruth(left, `${at}.left`),
  is_false: ({ left, at }) => !toTruth(left, `${at}.left`),
  before: sides => timesOf(sides).left < timesOf(sides).right,
  after: sides => timesOf(sides).left > timesOf(sides).right,
};

const alone = new Set<string>(['is_empty', 'is_not_empty', 'exists', 'not_exists', 'is_true', 'is_false']);
export const needsRight = (operator: Operator): boolean => !alone.has(operator);

function isSame(sides: Sides): boolean {
  const { left, right } = sides;
  const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
  if (leftNumber !== null && rightNumber !== null) return leftNumber === rightNumber;
  if (isPlain(left) && isPlain(right)) return folded('left', sides) === folded('right', sides);
  return isEqual(left, right);
}

/** Below, at or above zero as in a sort. Numbers, or two times written in full; anything else is a failure. */
function compare({ left, right, at }: Sides): number {
  const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
  if (leftNumber !== null && rightNumber !== null) return leftNumber - rightNumber;
  if (typeof left === 'string' && typeof right === 'string') {
    const [leftTime, rightTime] = [toTime(left), toTime(right)];
    if (leftTime !== null && rightTime !== null) return leftTime - rightTime;
  }
  if (leftNumber === null) throw notANumber(left, { other: right, param: `${at}.left` });
  throw notANumber(right, { other: left, param: `${at}.right` });
}

function notANumber(value: unknown, { other, param }: { other: unknown; param: string }): AppError {
  const isNothing = value === undefined || value === null || value === '';
  const reason = isNothing
    ? `There is no value to compare with ${show(other)}`
    : `${show(value)} is not a number, so it cannot be compared with ${show(other)}`;
  return new AppError('node.data_wrong', { reason, param, value });
}

function doesContain(sides: Sides): boolean {
  const { left } = sides;
  if (Array.isArray(left)) return left.some(entry => isSame({ ...sides, left: entry }));
  return folded('left', sides).includes(folded('right', sides));
}

function isEmpty({ left }: Sides): boolean {
  if (left === undefined || left === null) return true;
  if (typeof left === 'string') return left.trim() === '';
  return typeof left === 'object' && Object.keys(left).length === 0;
}

const truths: Record<string, boolean> = { true: true, yes: true, on: true, '1': true };
const untruths: Record<string, boolean> = { false: false, no: false, off: false, '0': false, '': false };

function toTruth(value: unknown, param: string): boolean {
  if (value === undefined || value === null) return false;
  const truth = { ...truths, ...untruths }[toText(value).trim().toLowerCase()];
  if (truth === undefined) {
    throw new AppError('node.data_wrong', { reason: `${show(value)} is neither true nor false`, param, value });
  }
  return truth;
}

function timesOf({ left, right, at }: Sides): { left: number; right: number } {
  const read = (value: unknown, param: string) => {
    const time = toTime(value);
    if (time !== null) return time;
    const reason = `${show(value)} is not a date or time that can be read, such as 2026-03-01 or 2026-03-01T08:00:00Z`;
    throw new AppError('node.data_wrong', { reason, param, value });
  };
  return { left: read(left, `${at}.left`), right: read(right, `${at}.right`) };
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** Text for comparing: both forms of an accented letter are one, and case is dropped unless it matters. */
function folded(side: 'left' | 'right', sides: Sides): string {
  const text = textOf(sides[side], `${sides.at}.${side}`).normalize('NFC');
  return sides.caseSensitive ? text : text.toLowerCase();
}

function textOf(value: unknown, param: string): string {
  if (value !== null && typeof value === 'object') {
    const reason = `${show(value)} is ${Array.isArray(value) ? 'a list' : 'an object'} where text was expected`;
    throw new AppError('node.data_wrong', { reason, param, value });
  }
  return toText(value);
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const written = JSON.stringify(value);
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}
