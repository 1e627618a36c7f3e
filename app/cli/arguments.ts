import { parseArgs } from 'node:util';
import { AppError } from '@/engine/errors';

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/** Words and options of a command. An unknown option, or a missing word, is a sentence that shows how it is used. */
export function readArguments<Given extends NonNullable<Options>>(
  args: readonly string[],
  { usage, options }: { usage: string; options: Given },
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, words: positionals };
  } catch (error) {
    throw new AppError(
      'command.usage',
      { usage, reason: error instanceof Error ? error.message : '' },
      { cause: error },
    );
  }
}

export function requireWord(words: readonly string[], { usage, what }: { usage: string; what: string }): string {
  const [word] = words;
  if (word === undefined) throw new AppError('command.usage', { usage, reason: `${what} is missing` });
  return word;
}
