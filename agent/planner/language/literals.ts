import type { Value } from '../plan';

/** Something the person wrote verbatim: it is kept apart while the grammar reads the sentence around it. */
export interface Literal {
  /** `made`: a value that was read already, because its words would part the sentence around it. */
  kind: 'quote' | 'code' | 'url' | 'json' | 'made';
  text: string;
  value?: Value;
}

/** Text in which every literal is replaced by a mark such as ⟨q0⟩ that grammar can refer to. */
export interface Marked {
  text: string;
  literals: readonly Literal[];
}

/** Matches one quoted text, one address, one JSON value. */
export const Q = '⟨[qc]\\d+⟩';
export const U = '⟨u\\d+⟩';
export const J = '⟨j\\d+⟩';
const anyMark = /⟨([qcujv])(\d+)⟩/g;

const letters = { quote: 'q', code: 'c', url: 'u', json: 'j', made: 'v' } as const;

const quotes: readonly RegExp[] = [
  /"([^"\n]*)"/y,
  /[“„”]([^“”„"\n]*)[”“"]/y,
  /«\s?([^»\n]*?)\s?»/y,
  /‘([^’\n]*)’(?![\p{L}\d])/uy,
  /'([^'\n]*(?:'[\p{L}][^'\n]*)*?)'(?![\p{L}\d])/uy,
];
const code = /`+([^`\n]+)`+/y;
const address = /(?:https?|wss?):\/\/(?:\{\{[^}]*\}\}|[^\s"'“”<>«»|]|<[\w.]+>)+/iy;
const bareAddress =
  /(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|de|co|uk|fr|eu|ch|at|nl|it|es|pl|app|ai|info|xyz|cloud|gov|edu|news|blog|example|test)(?::\d+)?(?:\/[^\s"'“”<>,;]*)?(?![\w@])/iy;
/** A mail address is a text like a quoted one. */
const mailAddress = /[\p{L}\d._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w@])/iuy;
export const isMailAddress = (text: string) => matchAt(mailAddress, text, 0)?.[0] === text;
const localAddress = /(?:localhost|127\.0\.0\.1)(?::\d+)(?:\/[^\s"'“”<>,;]*)?/iy;

/** Takes quoted texts, code, addresses and JSON out of a message, so that no rule reads what is inside them. */
export function markLiterals(message: string): Marked {
  const literals: Literal[] = [];
  const keep = (literal: Literal) => `⟨${letters[literal.kind]}${literals.push(literal) - 1}⟩`;
  let text = '';
  let at = 0;
  while (at < message.length) {
    const found = literalAt(message, at);
    if (found === null) {
      text += message[at];
      at += 1;
      continue;
    }
    text += keep(found.literal);
    at = found.end;
  }
  return { text, literals };
}

function literalAt(message: string, at: number): { literal: Literal; end: number } | null {
  const before = message[at - 1] ?? ' ';
  const opens = /[\s([{:=,;–—>→]/.test(before);
  const coded = matchAt(code, message, at);
  if (coded) return { literal: { kind: 'code', text: coded[1]! }, end: at + coded[0].length };
  if (opens || !/['‘]/.test(message[at]!))
    for (const quote of quotes) {
      const match = matchAt(quote, message, at);
      if (match) return { literal: { kind: 'quote', text: match[1]! }, end: at + match[0].length };
    }
  if (message[at] === '{') return jsonAt(message, at);
  if (!/[\s([{:=,;<]/.test(before)) return null;
  const mail = matchAt(mailAddress, message, at);
  if (mail) return { literal: { kind: 'quote', text: mail[0] }, end: at + mail[0].length };
  const url = matchAt(address, message, at) ?? matchAt(localAddress, message, at) ?? matchAt(bareAddress, message, at);
  return url ? urlLiteral(url[0], at) : null;
}

function urlLiteral(found: string, at: number) {
  const trimmed = found.replace(/[.,;:!?)\]>]+$/, tail =>
    /^>/.test(tail) ? '>' : tail.startsWith(')') && found.includes('(') ? ')' : '',
  );
  const text = /^[a-z]+:\/\//i.test(trimmed)
    ? trimmed
    : `${/^(localhost|127\.)/.test(trimmed) ? 'http' : 'https'}://${trimmed}`;
  return { literal: { kind: 'url' as const, text }, end: at + trimmed.length };
}

function jsonAt(message: string, at: number): { literal: Literal; end: number } | null {
  if (message.startsWith('{{', at)) {
    const end = message.indexOf('}}', at);
    return end < 0 ? null : { literal: { kind: 'json', text: message.slice(at, end + 2) }, end: end + 2 };
  }
  let depth = 0;
  for (let end = at; end < message.length; end += 1) {
    if (message[end] === '{') depth += 1;
    if (message[end] === '}') depth -= 1;
    if (depth === 0) return { literal: { kind: 'json', text: message.slice(at, end + 1) }, end: end + 1 };
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The literal that a mark stands for, or null when the text is not exactly one mark. */
export function literalOf(mark: string, literals: readonly Literal[]): Literal | null {
  const match = /^⟨[qcujv](\d+)⟩$/.exec(mark.trim());
  return match ? (literals[Number(match[1])] ?? null) : null;
}

/** The text as the person wrote it, marks replaced by what they stand for. */
export function restore(text: string, literals: readonly Literal[]): string {
  return text.replace(anyMark, (mark, kind: string, index: string) => {
    const literal = literals[Number(index)];
    if (literal === undefined) return mark;
    if (kind === 'q' && isMailAddress(literal.text)) return literal.text;
    return kind === 'q' ? `"${literal.text}"` : kind === 'c' ? `\`${literal.text}\`` : literal.text;
  });
}
