/** A value as a sentence shows it: short, and text in quotes. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === '') return 'empty text';
  if (Array.isArray(value) && value.length === 0) return 'an empty list';
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 59)}…` : written;
}

export const code = (path: string): string => `\`${path}\``;

/** `a, b and c`; the rest is counted. */
export function listOf(parts: readonly string[], most = 3): string {
  const shown = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : [...parts];
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** `08:00` in the workflow's time zone. */
export function timeOf(iso: string, timeZone = 'UTC'): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(iso));
}

/** `Mon, 2 Mar 2026, 08:00 (Europe/Berlin)`: for what may lie days away. */
export function momentOf(iso: string, timeZone = 'UTC'): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  return `${new Intl.DateTimeFormat('en-GB', day).format(new Date(iso))}, ${timeOf(iso, timeZone)} (${timeZone})`;
}
