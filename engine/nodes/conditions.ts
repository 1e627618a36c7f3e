import { z } from 'zod';
import { AppError } from '../errors';
import { checks, needsRight } from './operators';
import { presenceOnly } from './presence';
import { objectsIn, toPhrase } from './settings';

export const operators = [
  'equals',
  'not_equals',
  'greater',
  'greater_or_equal',
  'less',
  'less_or_equal',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'is_empty',
  'is_not_empty',
  'exists',
  'not_exists',
  'is_true',
  'is_false',
  'before',
  'after',
] as const;
export const Operator = z.enum(operators);
export type Operator = z.infer<typeof Operator>;

export const Condition = presenceOnly(
  z
    .object({
      left: z.unknown().optional().describe('What is looked at, usually an expression: {{ item.amount }}'),
      operator: Operator.describe('How the two are compared. Numbers compare as numbers, text without regard to case'),
      right: z.unknown().optional().describe('What it is compared with; not needed for is_empty, exists, is_true …'),
      caseSensitive: z.boolean().optional().describe('Whether capital letters matter; they do not by default'),
    })
    .superRefine((condition, context) => {
      const { operator, right } = condition;
      const lacks = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      // Empty text is a value: an expression may well become that. Undefined is what an item lacks.
      if (!('left' in condition)) lacks('left', 'Say what is compared, for example {{ item.amount }}.');
      if (needsRight(operator) && right === undefined) lacks('right', 'Say what it is compared with.');
    }),
);
export type Condition = z.infer<typeof Condition>;

export const Conditions = z.array(Condition).min(1, 'Give at least one condition.');
export const Match = z.enum(['all', 'any']).default('all').describe('Whether all conditions must hold, or any of them');

export interface Test {
  conditions: readonly Condition[];
  match: 'all' | 'any';
}

/** Whether an item passes. `at` is where the conditions stand in the params, for the failure that names one of them. */
export function passes({ conditions, match }: Test, at = 'conditions'): boolean {
  const decisive = match === 'any';
  for (let index = 0; index < conditions.length; index += 1) {
    if (meets(conditions[index]!, `${at}.${index}`) === decisive) return decisive;
  }
  return !decisive;
}

/** What holds of a field that an item does not have: it is not this, not true, and not there. */
const holdsOfAbsent = new Set<Operator>(['not_equals', 'not_contains', 'is_false', 'is_empty', 'not_exists']);

/** Whether one condition holds. What cannot be compared is a failure that names the value, never silently false. */
export function meets(condition: Condition, at = 'condition'): boolean {
  const { left, operator, right, caseSensitive = false } = condition;
  for (const side of [left, right]) if (AppError.is(side)) throw side;
  if (left === undefined) return holdsOfAbsent.has(operator);
  return checks[operator]({ left, right, caseSensitive, at });
}

/** For `optionalReads`: whether a value is there at all is what these ask, so its absence is an answer. */
export function optionalReadsIn(conditions: unknown, at = 'conditions'): string[] {
  const askForPresence = ['is_empty', 'is_not_empty', 'exists', 'not_exists'];
  if (!Array.isArray(conditions)) return [];
  return conditions.flatMap((condition, index) =>
    askForPresence.includes((condition as Condition | null)?.operator as string) ? [`${at}.${index}.left`] : [],
  );
}

const phrases: Record<Operator, string> = {
  equals: 'is',
  not_equals: 'is not',
  greater: '>',
  greater_or_equal: '≥',
  less: '<',
  less_or_equal: '≤',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  ends_with: 'ends with',
  matches: 'matches',
  is_empty: 'is empty',
  is_not_empty: 'is not empty',
  exists: 'is present',
  not_exists: 'is missing',
  is_true: 'is true',
  is_false: 'is false',
  before: 'is before',
  after: 'is after',
};

/** `amount > 100 and city is "Berlin"`, also for a draft in which parts are missing. */
export function describeConditions(conditions: unknown, match?: unknown): string {
  const parts = objectsIn(conditions).map(({ left, operator, right }) => {
    const phrase = phrases[operator as Operator] ?? '?';
    const subject = toPhrase(left) || '…';
    if (!needsRight(operator as Operator)) return `${subject} ${phrase}`;
    return `${subject} ${phrase} ${describeValue(right)}`;
  });
  return parts.join(match === 'any' ? ' or ' : ' and ');
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '…';
  const isPlainText = typeof value === 'string' && !value.includes('{{') && !/^[\d.]+$/.test(value);
  return isPlainText ? `"${toPhrase(value)}"` : toPhrase(value);
}
