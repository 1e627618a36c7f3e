import { DateTime } from 'luxon';
import { AppError } from '../errors';
import { toTime } from './dates';

export const dateUnits = ['years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;
export type DateUnit = (typeof dateUnits)[number];

interface ReadOptions {
  now: Date;
  zone: string;
  locale?: string | undefined;
  /** How it is written, where that is nothing usual. */
  inputFormat?: string | undefined;
  param: string;
}

const days: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };

/** A date or time as services and people write it; one without a zone is meant in `zone`. */
export function readDate(value: unknown, { now, zone, locale, inputFormat, param }: ReadOptions): DateTime {
  const settled = (date: DateTime) => (locale ? date.setLocale(locale) : date).setZone(zone);
  const current = DateTime.fromJSDate(now).setZone(zone);
  if (!current.isValid) throw wrongZone(zone);
  const text = typeof value === 'string' ? value.trim() : value;
  if (typeof text === 'string') {
    const word = text.toLowerCase();
    if (word === 'now') return settled(current);
    if (Object.hasOwn(days, word)) return settled(current.startOf('day').plus({ days: days[word]! }));
    const date = parseDate(text, { zone, locale, inputFormat });
    if (date) return settled(date);
  } else {
    const time = toTime(value);
    if (time !== null) return settled(DateTime.fromMillis(time));
  }
  throw wrongDate(value, { param, inputFormat });
}

function parseDate(text: string, { zone, locale, inputFormat }: Pick<ReadOptions, 'zone' | 'locale' | 'inputFormat'>) {
  if (inputFormat) {
    const date = DateTime.fromFormat(text, inputFormat, { zone, ...(locale ? { locale } : {}) });
    return date.isValid ? date : null;
  }
  // A year alone, or digits of another length, could be anything.
  if (/^\d{1,7}$/.test(text)) return null;
  for (const read of [DateTime.fromISO, DateTime.fromSQL]) {
    const date = read(text, { zone });
    if (date.isValid) return date;
  }
  const time = toTime(text);
  return time === null ? null : DateTime.fromMillis(time);
}

function wrongDate(
  value: unknown,
  { param, inputFormat }: { param: string; inputFormat?: string | undefined },
): AppError {
  const isEmpty = value === undefined || value === null || value === '';
  if (isEmpty)
    return new AppError('node.data_wrong', {
      reason: 'The date is empty. Write "now" where the current time is meant',
      param,
    });
  const shown = (JSON.stringify(value) ?? '').slice(0, 80);
  const reason = inputFormat
    ? `${shown} is not a date written like ${inputFormat}`
    : `${shown} cannot be read as a date. Write it like 2026-03-02 08:00, or say how it is written in inputFormat (dd.MM.yyyy)`;
  return new AppError('node.data_wrong', { reason, param, value });
}

const wrongZone = (zone: string) =>
  new AppError('node.data_wrong', {
    reason: `"${zone}" is no time zone. Write it like Europe/Berlin`,
    param: 'timeZone',
  });

/** `iso`, `date`, `time` and `unix` by name; anything else is a pattern like dd.MM.yyyy. */
export function formatDate(date: DateTime, format: string): string | number {
  if (!date.isValid)
    throw new AppError('node.data_wrong', { reason: 'The result is no date any more: it lies too far away' });
  switch (format.trim()) {
    case '':
    case 'iso':
      return date.zoneName === 'UTC' ? date.toUTC().toISO()! : date.toISO()!;
    case 'date':
      return date.toISODate()!;
    case 'time':
      return date.toFormat('HH:mm');
    case 'unix':
      return Math.floor(date.toSeconds());
    default:
      return date.toFormat(format);
  }
}

/** Negative when `to` lies before. Months end when they end: from 31 January to 28 February is one. */
export function differenceIn(
  from: DateTime,
  { to, unit, whole }: { to: DateTime; unit: DateUnit; whole: boolean },
): number {
  const units = to.diff(from, unit).as(unit);
  const rounded = whole ? Math.trunc(units) : Number(units.toFixed(6));
  return rounded === 0 ? 0 : rounded;
}
