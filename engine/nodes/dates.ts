import { DateTime } from 'luxon';

/** Milliseconds of a date or time as services write it: ISO, RFC 2822, HTTP, SQL, or seconds and milliseconds since 1970. */
export function toTime(value: unknown): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  if (/^\d{10}(\d{3})?$/.test(text)) return fromEpoch(Number(text));
  if (/^\d+$/.test(text) || /^[+-]?\d*\.\d*$/.test(text)) return null;
  for (const read of [DateTime.fromISO, DateTime.fromRFC2822, DateTime.fromHTTP, DateTime.fromSQL]) {
    const time = read(text, { zone: 'utc' });
    if (time.isValid) return time.toMillis();
  }
  return null;
}

/** Ten digits are seconds, thirteen are milliseconds; other numbers are no times. */
function fromEpoch(value: number): number | null {
  if (value >= 1e9 && value < 1e10) return value * 1_000;
  return value >= 1e12 && value < 1e13 ? value : null;
}
