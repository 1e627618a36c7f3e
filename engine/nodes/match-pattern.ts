import { createContext, Script } from 'node:vm';
import { AppError } from '../errors';

const milliseconds = 200;
const longest = 100_000;
const context = createContext(Object.create(null));
// A pattern like (a+)+$ can take years; only code in a script of its own can be stopped in the middle of one.
const script = new Script('new RegExp(pattern, flags).test(text)');

/** Whether a regular expression is found in the text, within a deadline. */
export function matchesPattern(
  text: string,
  { pattern, caseSensitive, param }: { pattern: string; caseSensitive: boolean; param: string },
): boolean {
  const flags = caseSensitive ? 'u' : 'iu';
  Object.assign(context, { pattern, flags: isPattern(pattern, flags) ? flags : flags.replace('u', '') });
  Object.assign(context, { text: text.slice(0, longest) });
  try {
    return script.runInContext(context, { timeout: milliseconds }) as boolean;
  } catch (error) {
    throw new AppError('node.params_invalid', { param, reason: reasonFor(error), value: pattern }, { cause: error });
  }
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}

function reasonFor(error: unknown): string {
  const isTooSlow = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  return isTooSlow ? 'the pattern takes too long on this text' : 'the pattern is not a valid regular expression';
}
