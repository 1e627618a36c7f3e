export type TokenKind = 'name' | 'number' | 'string' | 'text' | 'regex' | 'mark';

/** A piece of a JavaScript expression. `text` pieces are the literal parts of a template literal. */
export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

export interface Scan {
  tokens: Token[];
  /** Where reading stopped: at `}}` outside every bracket, at the end of the text, or at what could not be read. */
  end: number;
  closed: boolean;
  problem: string | null;
}

const opening = new Set(['(', '[', '{', '${']);
const closing: Record<string, readonly string[]> = { ')': ['('], ']': ['['], '}': ['{', '${'] };
/** Deeper nesting overflows the stack of the sandbox's own parser. */
const maxDepth = 60;

const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const name = /[\p{L}_$#][\p{L}\p{N}_$]*/uy;
const number = /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?/y;
const quoted = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y;
const regex = /\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const chunk = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
const mark = /=>|\?\.(?!\d)|\?\?=?|\.\.\.|===|!==|==|!=|<=|>=|&&|\|\||\*\*|\+\+|--|[-+*/%&|^!~<>=?:.,;()[\]{}]/y;
const beforeValue = new Set(['return', 'typeof', 'in', 'of', 'instanceof', 'new', 'delete', 'void', 'case', 'await']);

/** Reads the tokens of an expression, knowing strings, template literals, regular expressions and comments. */
export function scanTokens(source: string, start = 0): Scan {
  return new Scanner(source, start).run();
}

class Scanner {
  private readonly tokens: Token[] = [];
  private readonly open: string[] = [];
  private at: number;

  private readonly source: string;

  constructor(source: string, start: number) {
    this.source = source;
    this.at = start;
  }

  run(): Scan {
    for (;;) {
      this.match(space);
      if (this.at >= this.source.length) return this.ended();
      if (this.open.length === 0 && this.source.startsWith('}}', this.at)) return this.stop(null, true);
      const problem = this.step();
      if (problem) return this.stop(problem, false);
    }
  }

  private step(): string | null {
    if (this.source[this.at] === '`') {
      this.push('mark', '`');
      return this.template();
    }
    for (const [kind, pattern] of [
      ['name', name],
      ['number', number],
      ['string', quoted],
    ] as const) {
      const text = this.match(pattern);
      if (text) return this.token(kind, text);
    }
    if (this.canBeRegex()) {
      const text = this.match(regex);
      if (text) return this.token('regex', text);
    }
    const text = this.match(mark);
    if (text) return this.bracket(text);
    const character = this.source[this.at]!;
    return character === '"' || character === "'" ? 'a quote is not closed' : `"${character}" does not belong here`;
  }

  private bracket(text: string): string | null {
    this.token('mark', text);
    if (opening.has(text)) this.open.push(text);
    if (this.open.length > maxDepth) return 'it is nested too deeply';
    const partners = closing[text];
    if (!partners) return null;
    const last = this.open.pop();
    if (!last || !partners.includes(last)) return `"${text}" closes nothing`;
    return last === '${' ? this.template() : null;
  }

  /** Goes on within a template literal, up to its end or its next `${`. */
  private template(): string | null {
    const text = this.match(chunk);
    if (text) this.token('text', text);
    if (this.source[this.at] === '`') {
      this.push('mark', '`');
      return null;
    }
    if (!this.source.startsWith('${', this.at)) return 'a template literal is not closed';
    this.push('mark', '${');
    this.open.push('${');
    return this.open.length > maxDepth ? 'it is nested too deeply' : null;
  }

  private canBeRegex(): boolean {
    if (this.source[this.at] !== '/') return false;
    const last = this.tokens.at(-1);
    if (!last) return true;
    if (last.kind === 'mark') return ![')', ']', '}', '`'].includes(last.text);
    return last.kind === 'name' && beforeValue.has(last.text);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (!found) return null;
    this.at += found.length;
    return found;
  }

  private token(kind: TokenKind, text: string): null {
    this.tokens.push({ kind, text, start: this.at - text.length, end: this.at });
    return null;
  }

  private push(kind: TokenKind, text: string): void {
    this.at += text.length;
    this.token(kind, text);
  }

  private ended(): Scan {
    const last = this.open.at(-1);
    return this.stop(last ? `"${last}" is not closed` : null, false);
  }

  private stop(problem: string | null, closed: boolean): Scan {
    return { tokens: this.tokens, end: this.at, closed, problem };
  }
}
