import { parse as parseDates } from 'chrono-node';
import { toCount } from '../language/numbers';
import type { Schedule } from '../plan';
import { dayNames, readDays, readNth, toDayField } from './days';
import type { Reader } from './reader';
import { readPartOfDay, readTimes, type TimeOfDay, toClock } from './time-of-day';
import { takeTimeZone } from './time-zone';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const unitWords = '(minute|min|hour|hr|day|week|month|year|second|sec)';

/** Whether a phrase tells a time that comes again. */
const recurring =
  /\b(?:every|each|daily|hourly|weekly|monthly|quarterly|yearly|annually|nightly|weekdays?|weekends?|twice|once an?|(?:\d+|three|two|four) times (?:a|per)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings|evenings|at (?:\d|noon|midnight)|cron|per (?:hour|day|week|month)|the (?:first|last|1st|\d+(?:st|nd|rd|th)) (?:day )?of (?:the|each|every)?|fortnightly|biweekly)\b|\* \*/i;

/** A schedule from its words; what it leaves open is assumed and said. Null when no time is told. */
export function readSchedule(phrase: string, reader: Reader): Schedule | null {
  const text = phrase.trim();
  if (!recurring.test(text) && !/^(?:on|at|in the) /i.test(text)) return null;
  const cron = /(?<![\d*])((?:[\d*/,-]+\s+){4}[\d*/,L-]+)(?![\d*])/.exec(text);
  const { timeZone, rest } = takeTimeZone(text);
  const zone = timeZone ? { timeZone } : {};
  if (cron) return { mode: 'cron', cron: cron[1]!.trim(), words: `at ${cron[1]!.trim()}`, ...zone };
  const interval = readInterval(rest);
  if (interval) return { ...interval, ...zone };
  const found = readCalendar(rest, reader);
  return found && { ...found, ...zone };
}

function readInterval(text: string): Schedule | null {
  if (/\b(?:between|from) \S+ (?:and|to|until|till) /i.test(text)) return null;
  const match = new RegExp(
    `\\b(?:every|each|once (?:every|an?|per)|per)\\s+(?:(\\d+|other|second|two|three|four|five|six|ten|fifteen|twenty|thirty|half an?|quarter of an)\\s+|(half)-?)?${unitWords}s?\\b`,
    'i',
  ).exec(text);
  if (/\bhalf[- ]hourly\b|\bevery half(?: an)?[- ]hour/i.test(text)) return interval(30, 'minutes');
  if (!match) return /\bhourly\b/i.test(text) ? interval(1, 'hours') : null;
  const unit = match[3]!.toLowerCase();
  const said = (match[1] ?? '').toLowerCase();
  const count =
    said === ''
      ? 1
      : /other|second/.test(said)
        ? 2
        : /half/.test(said)
          ? 0.5
          : /quarter/.test(said)
            ? 0.25
            : (toCount(said) ?? 1);
  if (/^min/.test(unit)) return interval(count, 'minutes');
  if (/^h/.test(unit)) return count < 1 ? interval(count * 60, 'minutes') : interval(count, 'hours');
  if (/^sec/.test(unit)) return interval(1, 'minutes');
  if (unit === 'day' && count > 1 && readTimes(text).length === 0) return interval(count, 'days');
  return null;
}

const interval = (every: number, unit: 'minutes' | 'hours' | 'days'): Schedule => ({
  mode: 'interval',
  every,
  unit,
  words: every === 1 ? `every ${unit.slice(0, -1)}` : `every ${every} ${unit}`,
});

function readCalendar(text: string, reader: Reader): Schedule | null {
  const times = timesOf(text, reader);
  if (times === null) return null;
  const days = readDays(text);
  const alternate = days.length === 0 && /\b(?:every|each) (?:other|second|2nd) day\b/i.test(text);
  const date = alternate || days.length > 0 || /\bweek/i.test(text) ? null : readDate(text);
  if (
    !date &&
    days.length === 0 &&
    !/\b(?:every|each|daily|a day|per day|nightly|week|weekday|weekend|morning|evening|afternoon|night|at|noon|midnight|mornings|lunch\w*)\b/i.test(
      text,
    )
  )
    return null;
  const weekly =
    /\b(?:weekly|every week|once a week|each week|per week|fortnight\w*|biweekly)\b/i.test(text) && days.length === 0;
  const nth = days.length === 1 ? readNth(text) : null;
  const dayField = nth ? `${days[0]}#${nth.at}` : days.length > 0 ? toDayField(days) : weekly ? '1' : '*';
  if (weekly) reader.assumptions.push('Weekly means on Mondays here.');
  const { hours, minutes, words } = toFields(times);
  if (!times.range && times.times.some(({ minute }) => minute !== times.times[0]!.minute))
    reader.assumptions.push(`One schedule cannot hold times with different minutes, so I kept ${words} only.`);
  return {
    mode: 'cron',
    cron: `${minutes} ${hours} ${alternate ? '*/2' : (date?.day ?? '*')} ${date?.month ?? '*'} ${dayField}`,
    words: `${alternate ? 'every second day' : nth ? nth.words(dayNames[days[0]!]!) : dayWords({ days, weekly, date })} at ${words}`,
  };
}

function dayWords({
  days,
  weekly,
  date,
}: {
  days: readonly number[];
  weekly: boolean;
  date: { words: string } | null;
}): string {
  if (date) return date.words;
  if (weekly) return 'every Monday';
  if (days.length === 0) return 'every day';
  if (days.join() === '1,2,3,4,5') return 'on weekdays';
  return `every ${days.map(day => dayNames[day]![0]!.toUpperCase() + dayNames[day]!.slice(1)).join(' and ')}`;
}

interface Times {
  times: readonly TimeOfDay[];
  /** Every hour from … to …. */
  range: boolean;
}

/** The times named; else an hour that fits the words, which is said as an assumption. */
function timesOf(text: string, reader: Reader): Times | null {
  const times = readTimes(text);
  if (/\b(?:between|from) \S+ (?:and|to|until|till) /i.test(text) && times.length === 2 && /\bhour/i.test(text))
    return { times, range: true };
  if (times.length > 0) return { times, range: false };
  const often = /\b(twice|(?:two|three|four|2|3|4) times|(?:2|3|4)x) (?:a|per|every|each)? ?(?:day|daily)\b/i
    .exec(text)?.[1]
    ?.toLowerCase();
  const count = often === undefined ? 0 : often === 'twice' ? 2 : (toCount(often.replace(/ times|x/, '')) ?? 2);
  if (count > 0) {
    const hours = { 2: [9, 17], 3: [8, 13, 18], 4: [6, 11, 16, 21] }[count] ?? [9, 17];
    reader.assumptions.push(
      `You named no times, so I chose ${hours.map(hour => toClock({ hour, minute: 0 })).join(', ')}.`,
    );
    return { times: hours.map(hour => ({ hour, minute: 0 })), range: false };
  }
  const part = readPartOfDay(text);
  const hour = part?.hour ?? 9;
  reader.assumptions.push(
    part
      ? `For "${part.words}" I chose ${toClock({ hour, minute: 0 })}.`
      : `You named no time of day, so I chose ${toClock({ hour, minute: 0 })}.`,
  );
  return { times: [{ hour, minute: 0 }], range: false };
}

function toFields({ times, range }: Times): { hours: string; minutes: string; words: string } {
  const [first, second] = times;
  if (range && first && second)
    return {
      hours: `${first.hour}-${second.hour}`,
      minutes: '0',
      words: `every full hour from ${toClock(first)} to ${toClock(second)}`,
    };
  const sameMinute = times.filter(time => time.minute === first!.minute);
  return {
    hours: [...new Set(sameMinute.map(time => time.hour))].join(','),
    minutes: String(first!.minute),
    words: sameMinute.map(toClock).join(' and '),
  };
}

function readDate(text: string): { day: string; month: string; words: string } | null {
  const quarterly = /\b(?:quarterly|every quarter|each quarter|of the quarter)\b/i.test(text);
  if (/\b(?:last day|end) of (?:the|each|every) month\b|\bmonth'?s end\b/i.test(text))
    return { day: 'L', month: '*', words: 'on the last day of every month' };
  const ordinal =
    /\b(?:(first|second|third|fifteenth|1st|\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.(?!\d))(?: day)?)(?: of (?:the|each|every|a)? ?(?:month|quarter)?|\b)/i.exec(
      text,
    );
  const monthly = /\b(?:monthly|month|quarter\w*)\b/i.test(text);
  const yearly = /\b(?:yearly|annually|every year|each year|once a year)\b/i.test(text);
  const month = monthNames.findIndex(name => new RegExp(`\\b(?:${name}|${name.slice(0, 3)})\\b`, 'i').test(text));
  if (month >= 0) {
    const found = parseDates(text)[0]?.start;
    return {
      day: String(found?.get('day') ?? 1),
      month: String(month + 1),
      words: `every ${found?.get('day') ?? 1}. of ${monthNames[month]}`,
    };
  }
  if (!monthly && !yearly && !ordinal) return null;
  const day = dayOf(ordinal?.[1]);
  if (yearly) return { day: String(day), month: '1', words: 'every year on 1 January' };
  return quarterly
    ? { day: String(day), month: '1,4,7,10', words: `on day ${day} of every quarter` }
    : { day: String(day), month: '*', words: `on day ${day} of every month` };
}

const dayOf = (ordinal: string | undefined) => {
  if (ordinal === undefined) return 1;
  const spelled = { first: 1, second: 2, third: 3, fifteenth: 15 }[ordinal.toLowerCase()];
  return spelled ?? (Number.parseInt(ordinal, 10) || 1);
};
