import { type Segment, unquote } from './path';
import { scanTokens, type Token } from './tokens';

export const roots = ['item', 'nodes', 'trigger', 'now', 'workflow', 'execution'] as const;
export type Root = (typeof roots)[number];

/** A plain path as it is read somewhere in an expression, with where it stands in it. */
export interface PathUse {
  root: Root;
  segments: Segment[];
  /** How many leading segments must exist: fewer than all where the expression handles a missing value itself. */
  required: number;
  /** The token that names the node in `nodes.<key>`. */
  keyToken: Token | null;
  start: number;
  end: number;
}

const isRoot = (text: string): text is Root => (roots as readonly string[]).includes(text);
const isMark = (token: Token | undefined, ...texts: string[]) => token?.kind === 'mark' && texts.includes(token.text);

/** What may follow a path whose absence is handled: `item.a ?? 0`, `item.a ? x : y`, `item.a === null`. */
const handlers = ['??', '??=', '||', '&&', '?', '?.', '===', '!==', '==', '!='];
const asksForNames = new Set(['in', 'hasOwn', 'hasOwnProperty']);

/** Finds the plain paths a script reads. Names that the script declares itself are not ours. */
export function pathUses(source: string): PathUse[] {
  const { tokens } = scanTokens(source);
  const hidden = shadows(tokens);
  const tolerant = tokens.some(token => token.kind === 'name' && asksForNames.has(token.text));
  const uses: PathUse[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'name' || !isRoot(token.text)) continue;
    if (isMark(tokens[at - 1], '.', '?.') || isObjectKey(tokens, at) || hidden(token.text, at)) continue;
    const use = readUse(tokens, at);
    uses.push(tolerant ? { ...use, required: 0 } : use);
  }
  return uses.map(use => withGuards(use, uses));
}

function readUse(tokens: readonly Token[], start: number): PathUse {
  const segments: Segment[] = [];
  let required = Number.POSITIVE_INFINITY;
  let keyToken: Token | null = null;
  let at = start + 1;
  for (;;) {
    const found = readSegment(tokens, at);
    if (!found) break;
    if (found.optional) required = Math.min(required, segments.length - 1);
    if (isCalled(tokens, found.after)) break; // a method of the value, not a field of the data
    if (segments.length === 0) keyToken = found.token;
    segments.push(found.segment);
    at = found.after;
  }
  if (isHandled(tokens, start, at)) required = Math.min(required, segments.length - 1);
  const last = tokens[at - 1] ?? tokens[start]!;
  return {
    root: tokens[start]!.text as Root,
    segments,
    required: Math.max(0, Math.min(required, segments.length)),
    keyToken: tokens[start]!.text === 'nodes' ? keyToken : null,
    start: tokens[start]!.start,
    end: last.end,
  };
}

interface FoundSegment {
  segment: Segment;
  token: Token;
  optional: boolean;
  after: number;
}

function readSegment(tokens: readonly Token[], at: number): FoundSegment | null {
  const optional = isMark(tokens[at], '?.');
  if (!optional && !isMark(tokens[at], '.', '[')) return null;
  const bracket = isMark(tokens[at], '[') ? at : isMark(tokens[at + 1], '[') ? at + 1 : -1;
  if (bracket < 0) {
    const token = tokens[at + 1];
    return token?.kind === 'name' ? { segment: token.text, token, optional, after: at + 2 } : null;
  }
  const token = tokens[bracket + 1];
  if (!token || !isMark(tokens[bracket + 2], ']')) return null;
  if (token.kind === 'number' && /^\d+$/.test(token.text)) {
    return { segment: Number(token.text), token, optional, after: bracket + 3 };
  }
  return token.kind === 'string' ? { segment: unquote(token.text), token, optional, after: bracket + 3 } : null;
}

const isCalled = (tokens: readonly Token[], at: number) =>
  isMark(tokens[at], '(', '`') || (isMark(tokens[at], '?.') && isMark(tokens[at + 1], '('));

function isHandled(tokens: readonly Token[], start: number, end: number): boolean {
  let after = end;
  while (isMark(tokens[after], ')')) after += 1;
  if (isMark(tokens[after], ...handlers)) return true;
  const before = tokens[start - 1];
  return isMark(before, '!') || (before?.kind === 'name' && before.text === 'typeof');
}

function isObjectKey(tokens: readonly Token[], at: number): boolean {
  return isMark(tokens[at + 1], ':') && isMark(tokens[at - 1], '{', ',');
}

/** `item.a ? item.a.b : 0` asks for `a` first, so what lies below it need not be there either. */
function withGuards(use: PathUse, all: readonly PathUse[]): PathUse {
  const guards = all.filter(
    other => other.root === use.root && other.segments.length > 0 && other.required < other.segments.length,
  );
  const guard = guards.find(other => other.segments.every((segment, index) => use.segments[index] === segment));
  return guard ? { ...use, required: Math.min(use.required, guard.required) } : use;
}

/** Tells whether a name at a place is declared by the script: as a parameter, or by const, let or var. */
function shadows(tokens: readonly Token[]): (name: string, at: number) => boolean {
  const ranges: { names: Set<string>; from: number; to: number }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (isMark(token, '=>')) {
      const from = parametersStart(tokens, at);
      const names = new Set(tokens.slice(from, at).map(({ text }) => text));
      ranges.push({ names, from, to: bodyEnd(tokens, at + 1) });
    }
    if (token.kind === 'name' && ['const', 'let', 'var', 'function'].includes(token.text)) {
      const end = declarationEnd(tokens, at + 1);
      ranges.push({ names: new Set(tokens.slice(at + 1, end).map(({ text }) => text)), from: at, to: tokens.length });
    }
  }
  return (name, at) => ranges.some(({ names, from, to }) => names.has(name) && from <= at && at < to);
}

function parametersStart(tokens: readonly Token[], arrow: number): number {
  if (!isMark(tokens[arrow - 1], ')')) return arrow - 1;
  let depth = 0;
  for (let at = arrow - 1; at >= 0; at -= 1) {
    if (isMark(tokens[at], ')', ']', '}')) depth += 1;
    if (isMark(tokens[at], '(', '[', '{', '${')) depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

function bodyEnd(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    if (isMark(tokens[at], '(', '[', '{', '${')) depth += 1;
    if (isMark(tokens[at], ')', ']', '}')) depth -= 1;
    if (depth < 0 || (depth === 0 && isMark(tokens[at], ',', ';'))) return at;
  }
  return tokens.length;
}

/** The declared names stand before `=`, `of` or `in`; a function's before its body. */
function declarationEnd(tokens: readonly Token[], start: number): number {
  let at = start;
  let depth = 0;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (depth === 0 && (isMark(token, '=', '{') || token.text === 'of' || token.text === 'in') && at > start) break;
    if (isMark(token, '(', '[', '{')) depth += 1;
    if (isMark(token, ')', ']', '}')) depth -= 1;
  }
  return at;
}
