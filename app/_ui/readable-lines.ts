/** A value as a person reads it: no brackets, no quotes; what lies deeper stands further in. */
export function readableLines(value: unknown, words: Words): string[] {
  if (value === null || value === undefined || value === '') return [words.none];
  if (typeof value === 'boolean') return [value ? words.yes : words.no];
  if (typeof value !== 'object') return String(value).split('\n');
  const lines = Array.isArray(value) ? value.flatMap(each => entryLines(each, words)) : fieldLines(value, words);
  return lines.length > 0 ? lines : [words.none];
}

interface Words {
  none: string;
  yes: string;
  no: string;
  /** How the name of a field reads. */
  label(name: string): string;
}

/** One of a list: a name with its value and a condition are one line each. */
function entryLines(entry: unknown, words: Words): string[] {
  const { name, value, left, operator, right } = (entry ?? {}) as Record<string, unknown>;
  if (isShort(name) && isShort(value)) return [`${name}: ${value}`];
  if (isShort(left) && isShort(operator)) return [[left, operator, right].filter(isShort).join(' ')];
  const [first, ...rest] = readableLines(entry, words);
  return [`– ${first}`, ...rest.map(line => `  ${line}`)];
}

const fieldLines = (value: object, words: Words): string[] =>
  Object.entries(value).flatMap(([name, each]) => {
    const lines = readableLines(each, words);
    const label = words.label(name);
    if (lines.length === 1 && !(Array.isArray(each) && each.length > 0)) return [`${label}: ${lines[0]}`];
    return [`${label}:`, ...lines.map(line => `  ${line}`)];
  });

const isShort = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
