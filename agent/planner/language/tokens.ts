export interface Token {
  text: string;
  lower: string;
  start: number;
  end: number;
  kind: 'word' | 'mark';
}

const pattern =
  /⟨[qcujv]\d+⟩(?:'s)?|(?<![^\s(])[.@][\p{L}][\p{L}\d_.-]*[\p{L}\d]|(?:>=|<=|!=|==|[=<>+*])|\$?[\p{L}\p{N}_€£$@#%][\p{L}\p{N}_€£$%'@]*(?:(?:[.:/-](?=[\p{L}\p{N}_])|,(?=\d{3}(?!\d))|,(?=\d))[\p{L}\p{N}_€£$%'@]+)*|→|\n|[.,;:!?()/-]/gu;

/** Words and marks with their places. Numbers, dotted names, times and set-apart literals are one word each. */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(pattern)].map(match => ({
    text: match[0],
    lower: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
    kind: /^[.,;:!?()\n→/-]$/.test(match[0]) ? 'mark' : 'word',
  }));
}

export const isLiteral = (token: Token | undefined) => token !== undefined && /^⟨/.test(token.text);
export const isNumber = (token: Token | undefined) => token !== undefined && /^[$€£]?\d/.test(token.text);
