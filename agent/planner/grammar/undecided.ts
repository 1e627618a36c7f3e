import type { Segment } from '../language/segments';
import { readAction } from './action';
import type { Cursor } from './cursor';
import { quiet } from './reader';

/** Clauses that begin a sentence, a line or a point of a list. */
export const startsNew = (segment: Segment) =>
  segment.lead === 'sentence' || segment.lead === 'line' || segment.lead === 'bullet' || segment.lead === 'semicolon';

/** "In every case" is said for those that were refused too, "after that" is not. */
export const isForAll = (text: string) =>
  /\b(?:in (?:both|either|any|all|every) (?:of the )?(?:two )?cases?|either way|regardless|no matter|whatever|always|for (?:both|all of them)|in any event)\b/i.test(
    text,
  );

/** A condition that nobody can read: what it governs must not be done unconditionally. */
export function isUndecided({ segments, at, reader }: Cursor): boolean {
  const [segment, next] = [segments[at]!, segments[at + 1]];
  if (/^(?:and |but |or )*(?:only )?(?:if|unless|in case|only when|except)\b/i.test(segment.text))
    return readAction(segment.text, quiet(reader)) === null;
  if (next?.lead !== 'arrow' && next?.lead !== 'colon') return false;
  const words = segment.text.split(' ').length;
  return words > 1 && words < 14 && next.lead === 'arrow'
    ? readAction(segment.text, quiet(reader)) === null
    : /^(?:neither|no|none|not|with|without|too|more|less|any|all)\b/i.test(segment.text) &&
        readAction(segment.text, quiet(reader)) === null;
}

/** It is said with everything up to the end of its sentence. */
export function leaveOut(cursor: Cursor) {
  const from = cursor.at;
  cursor.at += 1;
  while (cursor.at < cursor.segments.length && !startsNew(cursor.segments[cursor.at]!)) cursor.at += 1;
  const clauses = cursor.segments.slice(from, cursor.at).map(({ text }) => text);
  cursor.unknown.push(clauses.join(', '));
  cursor.undecided = true;
}
