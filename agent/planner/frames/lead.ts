import {
  adverbs,
  answerVerbs,
  auxiliaries,
  determiners,
  pronouns,
  removeVerbs,
  stops,
  storeVerbs,
  updateVerbs,
} from './lexicon';
import { kindAt, type Parse, phraseAt, wordAt } from './parse';

export const isDeed = (word: string): boolean =>
  answerVerbs.has(word) ||
  storeVerbs.has(word) ||
  removeVerbs.has(word) ||
  updateVerbs.has(word) ||
  /^(?:count|counts|sum|sums|compute|computes|calculate|calculates|work|find|look|make|build|forward|call|use|let|post|posts)$/.test(
    word,
  );

/** "in every case", "whatever the age": said of what is done for all. */
const always =
  'in every case|in all cases|in any case|in each case|in both cases|in either case|either way|every time|each time|always|no matter what|regardless|anyway|in any event|all the same|for all of them|for everyone|whatever the result|whatever the outcome|whatever it is|whatever happens';

export const alwaysAt = (p: Parse, at: number): number | null => {
  const plain = phraseAt(p, at, always);
  if (plain !== null) return plain;
  const said = phraseAt(
    p,
    at,
    'whatever the|whatever|no matter what|no matter which|regardless of the|regardless of|whichever',
  );
  if (said === null || kindAt(p, said) !== 'word') return null;
  return phraseAt(p, said + 1, 'is|says|it is|was') ?? said + 1;
};

/** The place of the word that tells what is done, behind "please", "then it should", "the report". */
export function leadAt(
  p: Parse,
  from: number,
  { nouns = true }: { nouns?: boolean } = {},
): { at: number; all: boolean; passive: boolean } {
  let at = from;
  let all = false;
  let passive = false;
  for (;;) {
    const word = wordAt(p, at);
    const every = alwaysAt(p, at);
    if (every !== null) {
      all = true;
      at = every;
      if (wordAt(p, at) === ',') at += 1;
    } else if (word === 'only' && isDeed(wordAt(p, at + 1))) at += 1;
    else if (/^(?:after|behind) (?:that|this|it)$/.test(`${word} ${wordAt(p, at + 1)}`)) at += 2;
    else if (word === 'i' && wordAt(p, at + 1) === 'want') at += 2;
    else if (word === ',' && at > from) at += 1;
    else if (isDeed(word) && !(auxiliaries.has(word) && isDeed(wordAt(p, at + 1)))) break;
    else if (adverbs.has(word) || auxiliaries.has(word) || word === 'to') {
      if (/^(?:is|are|be|been|being|gets?|got)$/.test(word)) passive = true;
      at += 1;
    } else if (pronouns.has(word) && nouns) at += 1;
    else break;
  }
  return { at, all, passive };
}

/** "the report goes …", "every ticket is …", "people get": a thing that is spoken of, in front of what is done with it. */
export function thingEnd(p: Parse, from: number): { end: number; every: boolean } | null {
  let at = from;
  let every = false;
  while (determiners.has(wordAt(p, at)) || /^(?:of|incoming|whole|complete|good|valid|others?)$/.test(wordAt(p, at))) {
    if (/^(?:each|every|all)$/.test(wordAt(p, at))) every = true;
    at += 1;
  }
  const start = at;
  while (
    kindAt(p, at) === 'word' &&
    at - start < 3 &&
    !stops.has(wordAt(p, at)) &&
    !auxiliaries.has(wordAt(p, at)) &&
    !isDeed(wordAt(p, at))
  )
    at += 1;
  if (at === start) return null;
  return { end: at, every };
}
