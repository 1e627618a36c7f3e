import { createReader } from '../grammar/reader';
import { readSchedule } from '../grammar/schedule';
import type { Schedule } from '../plan';

const begins =
  /\b(?:(?:every|each) (?:\d+|single|other|few|two|three|four|five|six|ten|fifteen|thirty|minute|hour|day|week|month|morning|evening|night|noon|afternoon|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|daily|weekly|monthly|nightly|hourly|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b[^.;!?\n]{0,60}(?:\.\d\d[^.;!?\n]{0,20})?/gi;
const clock = /\b\d{1,2}(?:[:.]\d{2}) ?(?:am|pm)?\b|\b\d{1,2} ?(?:am|pm)\b|\bmidnight\b|\bnoon\b/i;
const bare = /\b(?:default|at|around)[: ]+(\d{1,2}[:.]\d{2})\b/i;
const day = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekdays?\b/i;
const runs = /\b(?:runs?|schedule[ds]?|triggers?|triggered|cron|executes?|starts?|automatically|polls?)\b/i;
const parts = /\b(?:every|each) (?:\d+|two|three|four|five|six|ten|fifteen|thirty) (?:minutes?|hours?|days?)\b/i;

/** The most definite of the times that a description names: a clock before a day, a day before "daily". */
export function toldTime(message: string): Schedule | null {
  const found = [...message.matchAll(begins)].map(match => {
    const before = message
      .slice(Math.max(0, match.index - 60), match.index)
      .split(/[.;!?\n]/)
      .at(-1)!;
    const score =
      (clock.test(match[0]) ? 4 : 0) +
      (day.test(match[0].slice(0, 30)) ? 2 : 0) +
      (parts.test(match[0]) ? 4 : 0) +
      (runs.test(before) ? 1 : 0);
    return { words: match[0].replace(/[()]/g, ' ').replace(bare, 'at $1').replace(/\s+/g, ' '), score };
  });
  const best = found.reduce<(typeof found)[number] | null>(
    (left, right) => (left === null || right.score > left.score ? right : left),
    null,
  );
  return best !== null && best.score >= 2 ? readSchedule(best.words, createReader([])) : null;
}
