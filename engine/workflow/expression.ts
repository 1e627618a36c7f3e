import { AppError } from '../errors';
import { isPlainPath } from './references';
import { expressionsOf, parseTemplate } from './template';
import { scanTokens } from './tokens';

const maxLength = 10_000;
/** The bracket that we put around the source is not what is wrong with it. */
const asWords = (reason: string) =>
  reason === "Unexpected token ')'" ? 'something is missing at its end' : reason.replace(/\.$/, '');

/** Tells whether a text with `{{ expressions }}` can be read, without evaluating it. */
export function checkExpression(text: string): AppError | null {
  try {
    for (const { source } of expressionsOf(parseTemplate(text))) checkSource(source);
    return null;
  } catch (error) {
    return AppError.from(error);
  }
}

const checked = new Map<string, AppError | null>();

/** Throws `expression.syntax` unless the source is a plain path or one JavaScript expression. */
export function checkSource(source: string): void {
  let problem = checked.get(source);
  if (problem === undefined) {
    const reason = isPlainPath(source) ? null : syntaxProblem(source);
    problem = reason === null ? null : new AppError('expression.syntax', { expression: source.slice(0, 120), reason });
    if (checked.size > 5_000) checked.clear();
    checked.set(source, problem);
  }
  if (problem) throw problem;
}

function syntaxProblem(source: string): string | null {
  if (source.length > maxLength) return `it is longer than ${maxLength} characters`;
  const { tokens, problem, closed } = scanTokens(source);
  if (problem) return problem;
  if (closed) return '"}}" closes nothing';
  if (tokens.some(({ kind, text }) => kind === 'name' && text === 'import')) return 'it cannot import';
  try {
    // Compiled only, never called. Balanced brackets (above) keep the source inside the parentheses.
    new Function(`'use strict'; return (\n${source}\n);`);
    return null;
  } catch (error) {
    return error instanceof SyntaxError ? asWords(error.message) : null; // a page's policy may forbid compiling
  }
}
