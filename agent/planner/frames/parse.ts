import type { Catalogue } from '../catalogue/entries';
import { createReader, type Reader } from '../grammar/reader';
import type { Marked } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import type { Assignment, Test, Value } from '../plan';
import type { Token } from './tokens';

/** What was found at a place of the request, and the place behind it. */
export interface Found<Kind> {
  value: Kind;
  end: number;
}

/** What is known while a request is read by its parts. */
export interface Parse {
  tokens: readonly Token[];
  /** For what is read by the grammar of values: literals, fields, nouns. */
  reader: Reader;
  /** Fields that the request brings, and those that it makes. */
  given: Set<string>;
  made: Set<string>;
  /** A sentence told that something comes in. */
  heard: boolean;
  /** What "it" compares. */
  subject: Value | null;
  /** The comparison that was read last: "that", "lower than that". */
  last: Extract<Test, { kind: 'compare' }>['comparison'] | null;
  tables: Set<string>;
  table: string | null;
  /** The look-up that "found" speaks of. */
  rows: { table: string; test: Test } | null;
  /** The table whose rows are at hand, all that were asked for: "how many there are", "answer them". */
  many: string | null;
  /** "that sum", "the number": other words for what was made. */
  aliases: Map<string, string>;
  /** What the cases are about that follow: "depending on the channel". */
  switch: Value | null;
  /** Columns that were named once for several tables. */
  columns: readonly Assignment[] | null;
  /** It starts at a time or by hand, and goes through lists. */
  listed: boolean;
  notes: string[];
}

export function createParse(tokens: readonly Token[], marked: Marked, catalogue: Catalogue): Parse {
  return {
    tokens,
    reader: createReader(marked.literals, catalogue),
    given: new Set(),
    made: new Set(),
    heard: false,
    subject: null,
    last: null,
    tables: new Set(),
    table: null,
    rows: null,
    many: null,
    aliases: new Map(),
    switch: null,
    columns: null,
    listed: false,
    notes: [],
  };
}

export const wordAt = (p: Parse, at: number): string => p.tokens[at]?.text ?? '';
export const kindAt = (p: Parse, at: number): Token['kind'] | null => p.tokens[at]?.kind ?? null;
export const isEnd = (p: Parse, at: number): boolean => at >= p.tokens.length || p.tokens[at]!.kind === 'end';

const split = new Map<string, readonly string[][]>();

/** "in case|in the case": the ways to say it, longer ones first. */
function waysOf(phrases: string): readonly string[][] {
  const known = split.get(phrases);
  if (known) return known;
  const ways = phrases
    .split('|')
    .map(phrase => phrase.split(' '))
    .sort((left, right) => right.length - left.length);
  split.set(phrases, ways);
  return ways;
}

/** The place behind one of these phrases ("in case|if"), when one of them stands here; the longest that does. */
export function phraseAt(p: Parse, at: number, phrases: string): number | null {
  for (const words of waysOf(phrases))
    if (words.every((word, index) => wordAt(p, at + index) === word)) return at + words.length;
  return null;
}

/** The text of some tokens as the grammar of values reads it. */
export const textOf = (p: Parse, from: number, to: number): string =>
  p.tokens
    .slice(from, to)
    .map(({ raw }) => raw)
    .join(' ')
    .replace(/ ([,.;:!?)%])/g, '$1')
    .replace(/\( /g, '(');

export const literalAt = (p: Parse, at: number) => {
  const match = /^⟨([qcujv])(\d+)⟩$/.exec(wordAt(p, at));
  return match ? (p.reader.literals[Number(match[2])] ?? null) : null;
};

const isKnown = (p: Parse, name: string): string | null => {
  if (p.given.has(name) || p.made.has(name)) return name;
  const alias = p.aliases.get(name);
  if (alias !== undefined) return alias;
  const one = singular(name);
  if (p.given.has(one) || p.made.has(one)) return one;
  return null;
};

/** A field that the request brings or makes, named at this place; names of several words first. */
export function fieldAt(p: Parse, at: number): Found<string> | null {
  const literal = literalAt(p, at);
  if (literal?.kind === 'code') {
    const name = isKnown(p, toFieldName(literal.text));
    return name === null ? null : { value: name, end: at + 1 };
  }
  for (const length of [3, 2, 1]) {
    const words = p.tokens.slice(at, at + length);
    if (words.length < length || words.some(({ kind }) => kind !== 'word')) continue;
    const name = isKnown(
      p,
      toFieldName(
        words
          .map(({ text }) => text)
          .join(' ')
          .replace(/'s$/, ''),
      ),
    );
    if (name !== null) return { value: name, end: at + length };
  }
  return null;
}

export function addGiven(p: Parse, names: readonly string[]): void {
  for (const name of names) {
    p.given.add(name);
    p.reader.given.add(name);
    p.reader.fields.add(name);
  }
}

export function addMade(p: Parse, name: string): void {
  p.made.add(name);
  p.reader.fields.add(name);
}
