import type { Catalogue, Entry } from './entries';
import { isFree } from './free-verbs';
import { kindOf } from './setting-kind';
import { stemsOf } from './stems';

export interface FoundEntry {
  entry: Entry;
  /** How many words of the clause name it. */
  words: number;
  /** Whether the clause begins with what it is called. */
  leads: boolean;
  /** The stems of those words. */
  naming: readonly string[];
  /** How many other words stand between those. */
  apart: number;
}

const between = /^(?:me|us|him|her|them|it|out|up|⟨\w+⟩|to|by|via|as|with|\d+|\p{L}+)$/u;
/** "rename mail to email": one verb is enough where old and new names follow it. */
const pairs =
  /^\p{L}+ (?:the )?(?:fields? |columns? )?(?:⟨[qc]\d+⟩|[\p{L}_]\w*) (?:to|as|into|→) (?:⟨[qc]\d+⟩|[\p{L}_]\w*)(?:$|,| and )/iu;
interface FindOptions {
  /** One word may be enough though the verb has other meanings: nothing else reads the clause. */
  loose?: boolean;
}

/** The step of the catalogue that a clause speaks of: the longest of the words it goes by decides. */
export function findEntry(text: string, { steps }: Catalogue, { loose = false }: FindOptions = {}): FoundEntry | null {
  const stems = stemsOf(text);
  const found = steps.flatMap(entry => {
    const single =
      loose || isFree(stems[0] ?? '') || (pairs.test(text) && entry.settings.some(each => kindOf(each) === 'pairs'));
    const matches = entry.phrases.flatMap(phrase =>
      phrase.length > 1 || single ? (matchOf(phrase, stems) ?? []) : [],
    );
    if (matches.length === 0) return [];
    const shared = stems.filter(word => entry.words.has(word)).length;
    return [{ entry, shared, ...matches.reduce((left, right) => (better(right, left) ? right : left)) }];
  });
  return found.length === 0 ? null : found.reduce((left, right) => (better(right, left) ? right : left));
}

type Match = Omit<FoundEntry, 'entry'> & { shared?: number };

/** Of two that go by as many words, the one whose description has more of the clause. */
const better = (left: Match, right: Match) =>
  left.leads !== right.leads
    ? left.leads
    : left.words !== right.words
      ? left.words > right.words
      : left.apart !== right.apart
        ? left.apart < right.apart
        : (left.shared ?? 0) > (right.shared ?? 0);

function matchOf(phrase: readonly string[], stems: readonly string[]): Omit<FoundEntry, 'entry'> | null {
  const from = stems.indexOf(phrase[0]!);
  if (from < 0 || (phrase.length === 1 && from > 0)) return null;
  let at = from;
  for (const word of phrase.slice(1)) {
    const gap = stems.slice(at + 1, at + (from === 0 ? 5 : 2)).indexOf(word);
    if (gap < 0 || !stems.slice(at + 1, at + 1 + gap).every(each => between.test(each))) return null;
    at += gap + 1;
  }
  return { words: phrase.length, leads: from === 0, naming: phrase, apart: at - from + 1 - phrase.length };
}
