const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** "2 minutes ago", "in 3 hours", and a date beyond a week. */
export function relativeTime(at: string, now: Date): string {
  const distance = new Date(at).getTime() - now.getTime();
  if (Math.abs(distance) > 7 * 86_400_000) return day.format(new Date(at));
  const unit = units.find(([, size]) => Math.abs(distance) >= size);
  return unit ? relative.format(Math.trunc(distance / unit[1]), unit[0]) : 'just now';
}

export const exactTime = (at: string) => exact.format(new Date(at));

/** "340 ms", "1.2 s", "3 min 5 s". */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

export const durationBetween = (start: string | null, end: string | null) =>
  start && end ? new Date(end).getTime() - new Date(start).getTime() : null;
