import { createContext, Script } from 'node:vm';
import { AppError } from '../errors';

/** The clock goes on while the machine is busy elsewhere, so what is too late once is tried again with more time. */
const deadlines = [200, 1_000];
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
    return runWithin(deadlines);
  } catch (error) {
    throw new AppError('node.params_invalid', { param, reason: reasonFor(error), value: pattern }, { cause: error });
  }
}

function runWithin([timeout, ...later]: readonly number[]): boolean {
  try {
    return script.runInContext(context, { timeout }) as boolean;
  } catch (error) {
    if (!isLate(error) || later.length === 0) throw error;
    return runWithin(later);
  }
}

const isLate = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

function isPattern(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}

function reasonFor(error: unknown): string {
  return isLate(error) ? 'the pattern takes too long on this text' : 'the pattern is not a valid regular expression';
}
