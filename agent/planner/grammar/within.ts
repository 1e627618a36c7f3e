import { Q } from '../language/literals';
import type { Test } from '../plan';
import { comparedTo } from './comparison';
import { readField } from './field';
import type { Reader } from './reader';

const within = new RegExp(
  `^(?:(?:it|they|the [\\p{L}-]+|which|that) )?(?:(does|do|did) not )?(has|have|having|with|without|got|carries|carry|shows?|mentions?)(?: (?:the|a) (?:word|term|text|keyword))? (${Q}(?:(?:,| or| and)+ ${Q})*|[\\p{L}\\d-]+) (?:anywhere |somewhere )?(?:in|within|inside) (?:the|its|their|a) (.+)$`,
  'iu',
);

/** `has "strike" in the title`, `without "ad" in title or summary`: what is looked for, then where. */
export function readWithin(text: string, reader: Reader): Test | null {
  const match = within.exec(text.trim());
  if (!match) return null;
  const isNot = match[1] !== undefined || /^without$/i.test(match[2]!);
  const values = match[3]!.split(/,?\s+(?:or|and)\s+|\s*,\s*/).map(word => comparedTo(word, reader));
  const names = match[4]!.split(/\s*,\s*|\s+(?:or|and)\s+/).map(name => readField(name, reader));
  if (values.some(value => value === null) || names.some(name => name === null)) return null;
  for (const name of names) reader.fields.add(name!.name);
  const every = / and /i.test(match[3]!);
  const tests = values.map((value): Test => {
    const inner = names.map(
      (subject): Test => ({
        kind: 'compare',
        comparison: { subject, operator: isNot ? 'not_contains' : 'contains', value: value! },
      }),
    );
    return inner.length === 1 ? inner[0]! : { kind: isNot ? 'all' : 'any', tests: inner };
  });
  return tests.length === 1 ? tests[0]! : { kind: every || isNot ? 'all' : 'any', tests };
}
