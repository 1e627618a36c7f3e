import type { Assignment } from '../plan';
import { type Found, type Parse, phraseAt } from './parse';

/** "the current time", "today's date as paid_on": when it is done. */
export function momentAt(p: Parse, at: number): Found<Assignment> | null {
  const time = phraseAt(
    p,
    at,
    'the current time|current time|the time|a timestamp|the timestamp|the current date and time',
  );
  const date = phraseAt(p, at, "today's date|the current date|the date of today|the date|today");
  const end = time ?? date;
  if (end === null) return null;
  const alias = phraseAt(p, end, 'as|under');
  const name = alias === null ? (time === null ? 'date' : 'time') : p.tokens[alias]!.raw;
  return {
    value: { name, value: { kind: 'now', part: time === null ? 'date' : 'moment' } },
    end: alias === null ? end : alias + 1,
  };
}
