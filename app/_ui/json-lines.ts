/** One line of a value written as JSON, and the path of what stands in it. */
export interface JsonLine {
  depth: number;
  text: string;
  path: readonly (string | number)[] | null;
}

const mostLines = 500;

/** A value as indented lines, each with where it is: what is chosen in it can be named. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = [];
  write(lines, { value, path: [], before: '', after: '' });
  return lines;
}

interface Written {
  value: unknown;
  path: readonly (string | number)[];
  before: string;
  after: string;
}

function write(lines: JsonLine[], { value, path, before, after }: Written): void {
  if (lines.length >= mostLines) return;
  const depth = path.length;
  const own = path.length > 0 ? path : null;
  const entries = entriesOf(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries === null || entries.length === 0) {
    const text = entries === null ? (JSON.stringify(value) ?? 'null') : `${open}${close}`;
    lines.push({ depth, text: before + text + after, path: own });
    return;
  }
  lines.push({ depth, text: before + open, path: own });
  for (const [index, [name, inner]] of entries.entries()) {
    const label = typeof name === 'number' ? '' : `${JSON.stringify(name)}: `;
    write(lines, { value: inner, path: [...path, name], before: label, after: index < entries.length - 1 ? ',' : '' });
  }
  lines.push({ depth, text: close + after, path: null });
}

function entriesOf(value: unknown): [string | number, unknown][] | null {
  if (Array.isArray(value)) return value.map((inner, index) => [index, inner]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}
