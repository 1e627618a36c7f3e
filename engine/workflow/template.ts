import { AppError } from '../errors';
import { scanTokens } from './tokens';

export interface ExpressionPart {
  kind: 'expression';
  /** What stands between the braces, trimmed. */
  source: string;
  /** Where `source` stands in the whole text. */
  start: number;
  end: number;
}
export type TemplatePart = { kind: 'text'; text: string } | ExpressionPart;

export type Template =
  | { kind: 'literal'; text: string }
  /** The whole text is one expression: its value keeps its type. */
  | { kind: 'expression'; expression: ExpressionPart }
  | { kind: 'mixed'; parts: readonly TemplatePart[] };

const cache = new Map<string, Template>();
const cacheSize = 5_000;

/** Finds the `{{ expressions }}` of a text; throws `expression.syntax` when one is empty or not closed. */
export function parseTemplate(text: string): Template {
  const known = cache.get(text);
  if (known) return known;
  const template = readTemplate(text);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(text, template);
  return template;
}

/** The expressions of a text in order; none for plain text. */
export function expressionsOf(template: Template): readonly ExpressionPart[] {
  switch (template.kind) {
    case 'literal':
      return [];
    case 'expression':
      return [template.expression];
    case 'mixed':
      return template.parts.filter(part => part.kind === 'expression');
  }
}

function readTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    if (open > at) parts.push({ kind: 'text', text: text.slice(at, open) });
    const part = readExpression(text, open);
    parts.push(part.expression);
    at = part.after;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });

  const expressions = parts.filter(part => part.kind === 'expression');
  if (expressions.length === 0) return { kind: 'literal', text };
  const onlySpaceAround = parts.every(part => part.kind === 'expression' || part.text.trim() === '');
  if (expressions.length === 1 && onlySpaceAround) return { kind: 'expression', expression: expressions[0]! };
  return { kind: 'mixed', parts };
}

function readExpression(text: string, open: number): { expression: ExpressionPart; after: number } {
  const { end, closed, problem } = scanTokens(text, open + 2);
  if (!closed) {
    throw syntaxError(text.slice(open), `${problem ?? 'the closing }} is missing'}, at character ${end + 1}`);
  }
  const inside = text.slice(open + 2, end);
  const source = inside.trim();
  if (source === '') throw syntaxError('{{ }}', `there is nothing between the braces, at character ${open + 1}`);
  const start = open + 2 + inside.indexOf(source);
  return { expression: { kind: 'expression', source, start, end: start + source.length }, after: end + 2 };
}

const syntaxError = (expression: string, reason: string) =>
  new AppError('expression.syntax', { expression: shorten(expression), reason });

const shorten = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
