import { type Compute, chain, type Start, type Step, startFrom } from './native-chain';
import { ownFunctions, ownMethods } from './native-methods';
import { binary, callOf, isUnary, levels, logical, text, unary } from './native-operators';
import { unquote } from './path';
import { type Reference, referencesIn } from './references';
import { type Root, roots } from './script-references';
import { scanTokens, type Token, type TokenKind } from './tokens';

const mostTokens = 200;
const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, undefined };
const isName = (name: string) => /^[A-Za-z_$][\w$]*$/.test(name);

/** A script as a function that every engine computes alike; null when it uses anything beyond that. */
export function parseNative(source: string): Compute | null {
  const { tokens, problem, closed } = scanTokens(source);
  if (problem || closed || tokens.length > mostTokens) return null;
  try {
    return new Parser(tokens, referencesIn(source, '')).whole();
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

/** The expression needs the whole language. */
class Beyond extends Error {}

class Parser {
  private at = 0;

  private readonly tokens: readonly Token[];
  private readonly references: readonly Reference[];

  constructor(tokens: readonly Token[], references: readonly Reference[]) {
    this.tokens = tokens;
    this.references = references;
  }

  whole(): Compute {
    const compute = this.choice();
    if (this.at < this.tokens.length) throw new Beyond();
    return compute;
  }

  private choice(): Compute {
    const condition = this.shortcut();
    if (!this.skip('?')) return condition;
    const yes = this.choice();
    this.must(':');
    const no = this.choice();
    return frame => (condition(frame) ? yes(frame) : no(frame));
  }

  /** `??` does not stand beside `&&` and `||` without parentheses. */
  private shortcut(): Compute {
    let left = this.level(0);
    if (!this.sees('??')) return this.either(left);
    while (this.skip('??')) left = logical('??', { left, right: this.level(0) });
    if (this.sees('&&') || this.sees('||')) throw new Beyond();
    return left;
  }

  private either(first: Compute): Compute {
    let left = this.both(first);
    while (this.skip('||')) left = logical('||', { left, right: this.both(this.level(0)) });
    if (this.sees('??')) throw new Beyond();
    return left;
  }

  private both(first: Compute): Compute {
    let left = first;
    while (this.skip('&&')) left = logical('&&', { left, right: this.level(0) });
    return left;
  }

  private level(depth: number): Compute {
    const operators = levels[depth];
    if (!operators) return this.prefixed();
    let left = this.level(depth + 1);
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.kind !== 'mark' || !Object.hasOwn(operators, token.text)) return left;
      this.at += 1;
      left = binary(token.text, { left, right: this.level(depth + 1) });
    }
  }

  private prefixed(): Compute {
    const token = this.tokens[this.at];
    if (token && (token.kind === 'mark' || token.text === 'typeof') && isUnary(token.text)) {
      this.at += 1;
      return unary(token.text, this.prefixed());
    }
    return this.primary();
  }

  private primary(): Compute {
    const token = this.tokens[this.at];
    if (!token) throw new Beyond();
    this.at += 1;
    if (token.kind === 'number') return numberOf(token);
    if (token.kind === 'string') return textOf(token);
    if (token.kind === 'name') return this.named(token);
    if (token.text === '`') return this.template();
    if (token.text !== '(') throw new Beyond();
    const inner = this.choice();
    this.must(')');
    if (this.sees('.') || this.sees('?.') || this.sees('[') || this.sees('(') || this.sees('`')) throw new Beyond();
    return inner;
  }

  private named({ text: name }: Token): Compute {
    if (Object.hasOwn(constants, name)) {
      const value = constants[name];
      return () => value;
    }
    if ((roots as readonly string[]).includes(name)) return this.path(name as Root);
    const full = name === 'Math' && this.skip('.') ? `Math.${this.name()}` : name;
    if (!Object.hasOwn(ownFunctions, full) || !this.skip('(')) throw new Beyond();
    return callOf(ownFunctions[full]!, this.parts());
  }

  private path(root: Root): Compute {
    const start: Start = { root, nodeKey: '', within: null };
    if (root === 'nodes') {
      this.must('.');
      start.nodeKey = this.name();
      this.must('.');
      const within = this.name();
      if ((within !== 'item' && within !== 'items') || start.nodeKey in Object.prototype) throw new Beyond();
      start.within = within;
    }
    const steps: Step[] = [];
    const segments: (string | number)[] = [];
    for (;;) {
      const optional = this.skip('?.');
      if (this.skip('[')) segments.push(this.position());
      else if (optional || this.skip('.')) {
        const name = this.name();
        if (this.skip('(')) {
          this.call({ name, optional, steps });
          continue;
        }
        segments.push(name);
      } else break;
      const called = steps.some(({ kind }) => kind === 'call');
      const required = called || start.within === 'items' || this.isRequired(segments);
      steps.push({ kind: 'field', name: segments.at(-1)!, optional, required });
    }
    if (this.sees('(') || this.sees('`')) throw new Beyond();
    return chain(startFrom(start), steps);
  }

  private call({ name, optional, steps }: { name: string; optional: boolean; steps: Step[] }): void {
    if (!Object.hasOwn(ownMethods, name)) throw new Beyond();
    steps.push({ kind: 'call', name, optional, parts: this.parts() });
  }

  /** Whatever the root: two of them may well lead to one and the same item. */
  private isRequired(path: readonly (string | number)[]): boolean {
    return this.references.some(
      ({ segments, required }) =>
        required >= path.length && path.every((segment, index) => String(segments[index]) === String(segment)),
    );
  }

  private parts(): Compute[] {
    const parts: Compute[] = [];
    if (this.skip(')')) return parts;
    do parts.push(this.choice());
    while (this.skip(','));
    this.must(')');
    return parts;
  }

  private position(): string | number {
    const token = this.tokens[this.at];
    this.at += 1;
    const isIndex = token?.kind === 'number' && /^(0|[1-9]\d{0,8})$/.test(token.text);
    if (!isIndex && token?.kind !== 'string') throw new Beyond();
    this.must(']');
    return isIndex ? Number(token.text) : plainText(token!);
  }

  private template(): Compute {
    const parts: (string | Compute)[] = [];
    for (;;) {
      const piece = this.tokens[this.at];
      if (piece?.kind === 'text') {
        if (/[\\\r]/.test(piece.text)) throw new Beyond();
        parts.push(piece.text);
        this.at += 1;
      } else if (this.skip('${')) {
        parts.push(this.choice());
        this.must('}');
      } else break;
    }
    this.must('`');
    if (this.sees('.') || this.sees('?.') || this.sees('[') || this.sees('(') || this.sees('`')) throw new Beyond();
    return text(parts);
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== 'name' || !isName(token.text)) throw new Beyond();
    this.at += 1;
    return token.text;
  }

  private sees(mark: string, kind: TokenKind = 'mark'): boolean {
    const token = this.tokens[this.at];
    return token?.kind === kind && token.text === mark;
  }

  private skip(mark: string): boolean {
    const found = this.sees(mark);
    if (found) this.at += 1;
    return found;
  }

  private must(mark: string): void {
    if (!this.skip(mark)) throw new Beyond();
  }
}

function numberOf({ text: digits }: Token): Compute {
  if (!/^(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) throw new Beyond();
  const value = Number(digits);
  return () => value;
}

function textOf(token: Token): Compute {
  const value = plainText(token);
  return () => value;
}

function plainText({ text: quoted }: Token): string {
  if (/[\\\r]/.test(quoted)) throw new Beyond();
  return unquote(quoted);
}
