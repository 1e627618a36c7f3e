import type { Operator } from './conditions';
import { hasExpression } from './settings';

const opposite: Partial<Record<Operator, Operator>> = {
  equals: 'not_equals',
  not_equals: 'equals',
  greater: 'less_or_equal',
  less_or_equal: 'greater',
  less: 'greater_or_equal',
  greater_or_equal: 'less',
  contains: 'not_contains',
};

const signs: Record<string, Operator> = {
  '>': 'greater',
  '>=': 'greater_or_equal',
  '<': 'less',
  '<=': 'less_or_equal',
  '==': 'equals',
  '===': 'equals',
  '!=': 'not_equals',
  '!==': 'not_equals',
};

const path = /([\w$.[\]?]+)/.source;
const literal = /(-?\d+(?:\.\d+)?|'[^'\\]*'|"[^"\\]*"|true|false)/.source;
const comparison = new RegExp(`^\\s*\\{\\{\\s*${path}\\s*(>=|<=|===?|!==?|>|<)\\s*${literal}\\s*\\}\\}\\s*$`);
const method = /^\s*\{\{\s*([\w$.[\]?]+?)\??\.(includes|startsWith|endsWith)\(\s*('[^'\\]*'|"[^"\\]*")\s*\)\s*\}\}\s*$/;
const methods: Record<string, Operator> = { includes: 'contains', startsWith: 'starts_with', endsWith: 'ends_with' };

/** A comparison that was written inside the expression, as the condition it stands for: `{{ item.a > 3 }}` is true. */
export function simplified(condition: Record<string, unknown>): Record<string, unknown> {
  const wanted = wantedTruth(condition);
  if (wanted === null || !hasExpression(condition.left)) return condition;
  const compared = comparison.exec(condition.left);
  const called = compared ? null : method.exec(condition.left);
  const [, place, sign, value] = compared ?? called ?? [];
  if (!place || !sign || !value || /^[\d.]+$/.test(place)) return condition;
  const operator = compared ? signs[sign]! : methods[sign]!;
  const said = wanted ? operator : opposite[operator];
  return said ? { left: `{{ ${place} }}`, operator: said, right: toValue(value) } : condition;
}

/** Whether a condition asks that something is true, or false; null when it asks something else. */
export function wantedTruth({ operator, right }: Record<string, unknown>): boolean | null {
  if (operator === 'is_true') return true;
  if (operator === 'is_false') return false;
  if (operator !== 'equals' && operator !== 'not_equals') return null;
  const truth = String(right) === 'true' ? true : String(right) === 'false' ? false : null;
  return truth === null ? null : truth === (operator === 'equals');
}

function toValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^['"]/.test(text) ? text.slice(1, -1) : Number(text);
}
