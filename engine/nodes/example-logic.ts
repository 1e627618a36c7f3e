import { scanTokens, type Token } from '../workflow/tokens';
import { type Condition, meets } from './conditions';
import { simplified, wantedTruth } from './example-scripts';
import { hasExpression, objectsIn } from './settings';

/** What a decision asks, down to single conditions: also those that were written within one script. */
export type Logic = { match: 'all' | 'any'; of: Logic[] } | { condition: Record<string, unknown> };

export const logicOf = ({ conditions, match }: Readonly<Record<string, unknown>>): Logic => ({
  match: match === 'any' ? 'any' : 'all',
  of: objectsIn(conditions).map(toLogic),
});

function toLogic(condition: Record<string, unknown>): Logic {
  const wanted = wantedTruth(condition);
  const { left } = condition;
  const source = wanted !== null && hasExpression(left) ? /^\s*\{\{(.*)\}\}\s*$/s.exec(left)?.[1] : undefined;
  if (wanted === null || source === undefined || source.includes('{{')) return { condition: simplified(condition) };
  return readLogic(source.trim(), wanted) ?? { condition: simplified(condition) };
}

/** `a && b` must be all true to be true, and any of them false to be false. */
function readLogic(source: string, wanted: boolean): Logic | null {
  const { tokens, problem } = scanTokens(source);
  if (problem || tokens.length === 0) return null;
  for (const [sign, match] of [
    ['||', 'any'],
    ['&&', 'all'],
  ] as const) {
    const parts = splitAt(source, { tokens, sign });
    if (parts.length < 2) continue;
    const of = parts.map(part => readLogic(part, wanted));
    const turned = match === 'any' ? 'all' : 'any';
    return of.includes(null) ? null : { match: wanted ? match : turned, of: of.filter(part => part !== null) };
  }
  if (isWrapped(tokens)) return readLogic(source.slice(tokens[0]!.end, tokens.at(-1)!.start).trim(), wanted);
  if (tokens[0]!.text === '!' && tokens.length > 1) return readLogic(source.slice(tokens[0]!.end).trim(), !wanted);
  return { condition: simplified({ left: `{{ ${source} }}`, operator: wanted ? 'is_true' : 'is_false' }) };
}

const opens = (token: Token) => token.kind === 'mark' && ['(', '[', '{'].includes(token.text);
const closes = (token: Token) => token.kind === 'mark' && [')', ']', '}'].includes(token.text);

function splitAt(source: string, { tokens, sign }: { tokens: readonly Token[]; sign: string }): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const token of tokens) {
    if (opens(token)) depth += 1;
    if (closes(token)) depth -= 1;
    if (depth > 0 || token.kind !== 'mark' || token.text !== sign) continue;
    parts.push(source.slice(from, token.start).trim());
    from = token.end;
  }
  return [...parts, source.slice(from).trim()];
}

/** Whether one pair of brackets is around all of it. */
function isWrapped(tokens: readonly Token[]): boolean {
  if (tokens[0]?.text !== '(' || tokens[0].kind !== 'mark') return false;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (opens(token)) depth += 1;
    if (closes(token)) depth -= 1;
    if (depth === 0) return at === tokens.length - 1;
  }
  return false;
}

export const conditionsIn = (logic: Logic): Record<string, unknown>[] =>
  'condition' in logic ? [logic.condition] : logic.of.flatMap(conditionsIn);

export interface Verdict {
  holds: boolean;
  /** Conditions that alone made it so, each by its position and what it was. */
  decisive: string[];
}

/** Throws where a run would fail: at a condition that is looked at and cannot be compared. */
export function judge(logic: Logic, filled: readonly Condition[]): Verdict {
  const truths = filled.map(truthOf);
  const holds = evaluate(logic, truths.values());
  const decisive = truths.flatMap((truth, at) => {
    if (truth === null || truths.length < 2) return [];
    const turned = truths.with(at, !truth);
    return turned.includes(null) || evaluate(logic, turned.values()) === holds ? [] : [`${at} ${truth}`];
  });
  return { holds, decisive };
}

function truthOf(condition: Condition): boolean | null {
  try {
    return meets(condition);
  } catch {
    return null;
  }
}

/** Takes every truth in turn, but fails on one that is not known only where it matters. */
function evaluate(logic: Logic, truths: Iterator<boolean | null>): boolean {
  const decided = read(logic, truths);
  if (decided === null) throw new Error('a condition that is looked at cannot be compared');
  return decided;
}

function read(logic: Logic, truths: Iterator<boolean | null>): boolean | null {
  if ('condition' in logic) return truths.next().value ?? null;
  const decisive = logic.match === 'any';
  const parts = logic.of.map(part => read(part, truths));
  const first = parts.find(part => part === null || part === decisive);
  return first === undefined ? !decisive : first;
}
