/** One step of a plain path: a field's name or a position in a list. */
export type Segment = string | number;

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const step = /(?:\.|(^))([\p{L}_$][\p{L}\p{N}_$]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/uy;

/** Reads `a.b[0]["x y"]`; null when the text is anything but a plain path. */
export function parsePath(text: string): Segment[] | null {
  const segments: Segment[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) return null;
    const [, , name, index, quoted] = found;
    segments.push(name ?? (index !== undefined ? Number(index) : unquote(quoted!)));
  }
  return segments;
}

/** The inverse of `parsePath`, in the form people write: dots where they do, brackets where they must. */
export function formatPath(segments: readonly Segment[]): string {
  return segments.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!plainName.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text ? `${text}.${segment}` : segment;
  }, '');
}

export type Walk =
  | { found: true; value: unknown }
  /** `at` counts the segments that exist; `parent` is the last value that does. */
  | { found: false; at: number; parent: unknown };

/** Own properties only: nothing a prototype offers can be reached. */
export function walkPath(start: unknown, segments: readonly Segment[]): Walk {
  let value = start;
  for (let at = 0; at < segments.length; at += 1) {
    const next = ownValue(value, segments[at]!);
    if (next === undefined) return { found: false, at, parent: value };
    value = next;
  }
  return { found: true, value };
}

function ownValue(value: unknown, segment: Segment): unknown {
  if (typeof value === 'string') return segment === 'length' ? value.length : undefined;
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, segment)) return undefined;
  return (value as Record<string, unknown>)[segment];
}

/** The text between quotes, with the escapes of JavaScript that matter in a name. */
export function unquote(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, (_all, long, short, one) =>
      long || short ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : (escapes[one] ?? one),
    );
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };
