import { lemma } from '../language/verbs';
import { readIntroduction } from './introduction';
import { quiet, type Reader } from './reader';

const begins =
  /^(?:if|when(?:ever)?|unless|otherwise|else|every|each|daily|only|for each|once|as soon as|depending|we|i|it|there|they|you|do not|never|always)\b/i;
/** "Double the amount": a deed, though nobody knows its verb. */
const bids = /^(?!\p{L}+ing\b|for\b|about\b|with\b)\p{L}+ (?:the|my|our|it|them|all|every|each|this|that|its|an?)\b/iu;
const starts =
  /^(?:(?:please|now|so|hi|hello)[\s,]+)*(?:(?:when(?:ever)?|every|each|daily|hourly|on|at) |(?:an? |the |my |our )?(?:new |small |simple )?(?:web ?hook|form|endpoint|post|get)\b)/i;

/** A few words without a deed: "Check-in desk", "A subscriber wants out", "Top 3 please". */
const isHeading = (text: string) => {
  const plain = text.trim().replace(/[.!:,]+$/, '');
  const words = plain.split(/\s+/);
  return (
    words.length <= 6 &&
    !/[⟨,]|\b(?:table|called|answer|not)\b/i.test(plain) &&
    !begins.test(plain) &&
    !bids.test(plain) &&
    (lemma(words[0]!.toLowerCase()) === null ||
      /ing$/i.test(words[0]!) ||
      /^[\p{L}]+-[\p{L}]+$/u.test(words[0]!) ||
      (/\bplease$/i.test(plain) && words.length <= 4 && /^(?:top|first|last|count|highest|lowest)$/i.test(words[0]!)))
  );
};

/** "I want to change the status of a repair from outside", "Calculate the bmi": what it is for, which the rest tells. */
const isPurpose = (text: string) => {
  const plain = text.trim();
  return (
    plain.split(/\s+/).length <= 14 &&
    !/[⟨;]|\b(?:table|called|answer|reply|respond|if|when|unless|every|each|once|daily)\b/i.test(plain) &&
    !/\d/.test(plain)
  );
};

/** The head of a sentence, in front of a colon, that only names what its introduction is about. */
export const headsIntroduction = (head: string, tail: string, reader: Reader): boolean => {
  if (!isHeading(head) && !isPurpose(head)) return false;
  const clauses = [
    tail,
    ...[...tail.matchAll(/\s*(?:[,:]|→|\band\b|\bthen\b)\s*/g)].map(cut => tail.slice(0, cut.index)),
  ];
  return clauses.some(clause => clause.trim() !== '' && readIntroduction(clause, quiet(reader)) !== null);
};

/** The request without a title in front of it: words of no deed, then a sentence that tells what starts it. */
export function withoutHeading(text: string, reader: Reader): string {
  const match = /^\s*([^.!?:;\n⟨]{3,60}[.!])\s+(?=(\S[\s\S]*)$)/.exec(text);
  if (!match || !isHeading(match[1]!) || readIntroduction(match[1]!, quiet(reader)) !== null) return text;
  const next = match[2]!.split(/(?<=[.;!?])\s+/)[0]!;
  return starts.test(next) || readIntroduction(next, quiet(reader)) !== null ? text.slice(match[0].length) : text;
}
