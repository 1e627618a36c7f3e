import { aggregateName } from '../grammar/value';
import type { CallName, Value } from '../plan';
import { toJudgement } from './conditions';
import { joinPath, pathOf, plainPath, type Scope, wholePath } from './scope';

const braces = (source: string) => `{{ ${source} }}`;

/** A value as a step's param: plain data, or text with expressions. */
export function toParam(value: Value, scope: Scope): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
    case 'boolean':
      return value.value;
    case 'parts':
      return value.parts.map(part => asText(toParam(part, scope))).join('');
    case 'object':
      return Object.fromEntries(value.entries.map(({ name, value: inner }) => [name, toParam(inner, scope)]));
    case 'field':
    case 'whole':
    case 'sum':
    case 'aggregate':
    case 'now':
    case 'call':
    case 'choice':
    case 'rows':
    case 'expression':
      return braces(toScript(value, scope));
  }
}

const asText = (param: unknown) => (typeof param === 'string' ? param : JSON.stringify(param));

/** A value as one JavaScript expression. */
export function toScript(value: Value, scope: Scope): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text);
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'field':
      return pathOf(scope, value.name, value.of);
    case 'whole':
      return wholePath(scope, value.of);
    case 'parts':
      return value.parts.map(part => toScript(part, scope)).join(' + ');
    case 'object':
      return `({ ${value.entries.map(({ name, value: inner }) => `${JSON.stringify(name)}: ${toScript(inner, scope)}`).join(', ')} })`;
    case 'sum':
      return toSum(value, scope);
    case 'aggregate':
      return pathOf(scope, aggregateName(value));
    case 'now':
      return toMoment(value);
    case 'call':
      return toCall(value, scope);
    case 'choice':
      return toChoice(value, scope);
    case 'rows':
      return toRows(value, scope);
    case 'expression':
      return value.source;
  }
}

/** Rounded to a millionth: 19.99 * 1.19 is not to end in …0000004. */
function toSum(value: Extract<Value, { kind: 'sum' }>, scope: Scope): string {
  const inner = arithmetic(value, scope);
  const plain = (operand: Value): boolean =>
    operand.kind === 'number'
      ? Number.isInteger(operand.value)
      : operand.kind !== 'sum' || (plain(operand.left) && plain(operand.right) && operand.operator !== '/');
  return plain(value) ? inner : `Math.round((${inner}) * 1e6) / 1e6`;
}

function arithmetic(value: Value, scope: Scope): string {
  if (value.kind !== 'sum') return toScript(value, scope);
  const side = (operand: Value) => {
    const script = operand.kind === 'sum' ? `(${arithmetic(operand, scope)})` : arithmetic(operand, scope);
    // `+` would glue texts together; the other signs make numbers of them.
    return value.operator === '+' && operand.kind !== 'number' && operand.kind !== 'sum' ? `Number(${script})` : script;
  };
  return `${side(value.left)} ${value.operator} ${side(value.right)}`;
}

function toMoment({ part, shiftDays = 0, shiftHours = 0 }: Extract<Value, { kind: 'now' }>): string {
  const shift = Math.round((shiftDays * 24 + shiftHours) * 3_600_000);
  const moment =
    shift === 0 ? 'now' : `new Date(new Date(now).getTime() ${shift < 0 ? '-' : '+'} ${Math.abs(shift)}).toISOString()`;
  return part === 'date' ? `${moment}.slice(0, 10)` : part === 'time' ? `${moment}.slice(11, 16)` : moment;
}

function toRows({ entries }: Extract<Value, { kind: 'rows' }>, scope: Scope): string {
  const field = (value: Value) =>
    value.kind === 'field' ? joinPath('row', plainPath(scope, value.name)) : toScript(value, scope);
  const fields = entries.map(({ name, value }) => `${JSON.stringify(name)}: ${field(value)}`);
  return `nodes.${scope.last}.items.map(row => ({ ${fields.join(', ')} }))`;
}

/** One condition behind the other; what none of them covers is empty. */
function toChoice({ cases, otherwise }: Extract<Value, { kind: 'choice' }>, scope: Scope): string {
  const last = otherwise === null ? 'null' : toScript(otherwise, scope);
  return cases.reduceRight((rest, { test, value }) => {
    const script = toScript(value, scope);
    return `(${toJudgement(test, scope)}) ? ${value.kind === 'choice' ? `(${script})` : script} : ${rest}`;
  }, last);
}

function toCall({ name, value, digits = 0 }: Extract<Value, { kind: 'call' }>, scope: Scope): string {
  const inner = toScript(value, scope);
  const factor = 10 ** digits;
  const rounded = (how: string) =>
    digits === 0 ? `Math.${how}(${inner})` : `Math.${how}((${inner}) * ${factor}) / ${factor}`;
  const calls: Record<CallName, string> = {
    upper: `String(${inner}).toUpperCase()`,
    lower: `String(${inner}).toLowerCase()`,
    trim: `String(${inner}).trim()`,
    length: `String(${inner}).length`,
    capital: `String(${inner}).slice(0, 1).toUpperCase() + String(${inner}).slice(1)`,
    words: `String(${inner}).trim().split(/\\s+/).length`,
    round: rounded('round'),
    up: rounded('ceil'),
    down: rounded('floor'),
  };
  return calls[name];
}
