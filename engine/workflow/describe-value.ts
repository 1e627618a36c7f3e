import { isObject } from './equal';

const operatorWords: Readonly<Record<string, string>> = {
  equals: '=',
  not_equals: '≠',
  greater: '>',
  greater_or_equal: '≥',
  less: '<',
  less_or_equal: '≤',
};

const maxLength = 60;
const shorten = (text: string) => (text.length > maxLength ? `${text.slice(0, maxLength - 1).trimEnd()}…` : text);

/** A value as a person would read it in a sentence: short, without braces and brackets where they say nothing. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'empty' : shorten(describeText(value));
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : shorten(value.map(describeValue).join(', '));
  return shorten(describeObject(value as Record<string, unknown>));
}

/** `{{ trigger.body.amount }}` is read as `amount` only when it stands alone; in a longer text it is kept. */
function describeText(text: string): string {
  const path = /^\{\{\s*((?:item|trigger|nodes\.[a-z0-9_]+\.item)\.)?([\w.[\]]+)\s*\}\}$/.exec(text);
  return path ? path[2]! : text.replace(/\s+/g, ' ');
}

function describeObject(value: Record<string, unknown>): string {
  if (isCondition(value)) return describeCondition(value);
  if (typeof value.name === 'string' && 'value' in value) return `${value.name}: ${describeValue(value.value)}`;
  if (typeof value.name === 'string') return value.name;
  return JSON.stringify(value);
}

export const isCondition = (value: unknown): value is { left: unknown; operator: string; right?: unknown } =>
  isObject(value) && 'left' in value && typeof value.operator === 'string';

export function describeCondition({ left, operator, right }: { left: unknown; operator: string; right?: unknown }) {
  const words = operatorWords[operator] ?? operator.replaceAll('_', ' ');
  const rest = right === undefined || right === null ? '' : ` ${describeValue(right)}`;
  return `${describeValue(left)} ${words}${rest}`;
}
