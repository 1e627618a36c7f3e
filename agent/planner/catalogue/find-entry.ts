import { hasMeaning, lemma } from '../language/verbs';
import type { Catalogue, Entry } from './entries';
import { stem, stemsOf } from './stems';

export interface FoundEntry {
  entry: Entry;
  /** How many words of the clause name it. */
  words: number;
  /** Whether the clause begins with what it is called. */
  leads: boolean;
  /** The stems of those words. */
  naming: readonly string[];
}

const between = /^(?:me|us|him|her|them|it|out|up|⟨\w+⟩|to|by|via|as|with|\p{L}+)$/u;
const rules = [
  'answer',
  'store',
  'find',
  'update',
  'remove',
  'http',
  'feed',
  'keep',
  'drop',
  'sort',
  'limit',
  'aggregate',
  'set',
] as const;

/** The step of the catalogue that a clause speaks of: the longest of the words it goes by decides. */
export function findEntry(text: string, { steps }: Catalogue): FoundEntry | null {
  const stems = stemsOf(text);
  const found = steps.flatMap(entry => {
    const best = entry.phrases.flatMap(phrase => matchOf(phrase, stems) ?? []);
    return best.length === 0 ? [] : [{ entry, ...best.reduce((left, right) => (better(right, left) ? right : left)) }];
  });
  return found.length === 0 ? null : found.reduce((left, right) => (better(right, left) ? right : left));
}

const better = (left: Omit<FoundEntry, 'entry'>, right: Omit<FoundEntry, 'entry'>) =>
  left.leads === right.leads ? left.words > right.words : left.leads;

function matchOf(phrase: readonly string[], stems: readonly string[]): Omit<FoundEntry, 'entry'> | null {
  const from = stems.indexOf(phrase[0]!);
  if (from < 0 || (phrase.length === 1 && (from > 0 || !isFree(stems[0]!)))) return null;
  let at = from;
  for (const word of phrase.slice(1)) {
    const gap = stems.slice(at + 1, at + (from === 0 ? 5 : 2)).indexOf(word);
    if (gap < 0 || !stems.slice(at + 1, at + 1 + gap).every(each => between.test(each))) return null;
    at += gap + 1;
  }
  return { words: phrase.length, leads: from === 0, naming: phrase };
}

/** A verb that means nothing else to the grammar: "wait", "email", "classify". */
function isFree(verb: string): boolean {
  const plain = [verb, `${verb}e`].map(lemma).find(each => each !== null);
  return plain === undefined || plain === null || stem(plain) !== verb || !rules.some(each => hasMeaning(plain, each));
}
