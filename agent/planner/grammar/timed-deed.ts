import { lemma } from '../language/verbs';

const opening = /^(?:every|each|on|at|once|twice|daily|weekly|hourly|monthly)\b/i;
const subject = /^(?:it|we|I|they|this|you)$/i;
/** Verbs that tell of the time itself, or are no verbs in a time: "run every day", "during work time". */
const timely =
  /^(?:run|start|do|execute|trigger|set|work|call|post|order|rank|list|count|time|record|book|check|map|make|come|leave|rest|open|close|find|note)$/i;

/** "Each evening it searches the archive", "every day at 8 read table tasks": what is done then, said in the same breath. */
export function deedOf(text: string): string | null {
  if (!opening.test(text)) return null;
  const words = text.split(/\s+/);
  for (const [at, word] of words.entries()) {
    if (at < 2) continue;
    const next = words[at + 1];
    const plain = lemma(word);
    if (
      subject.test(word) &&
      next !== undefined &&
      lemma(next) !== null &&
      !/^(?:is|runs?|starts?|should)$/i.test(next)
    )
      return words.slice(at).join(' ');
    if (
      plain === word.toLowerCase() &&
      next !== undefined &&
      (!timely.test(plain) || isObject(next)) &&
      !/^(?:the|a|an|of|in|on|at|to|and)$/i.test(words[at - 1]!)
    )
      return words.slice(at).join(' ');
  }
  return null;
}

const isObject = (word: string) => /^(?:the|a|an|all|my|our|any|every|each|them|it|⟨.*)$/i.test(word);
