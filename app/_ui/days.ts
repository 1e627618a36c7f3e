/** The end of a day that was chosen in this browser, as a moment; null for an empty field. */
export function endOfDay(day: string): string | null {
  if (!day) return null;
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/** Or none at all. */
export const isWholeDay = (day: string): boolean => day === '' || /^2\d{3}-\d{2}-\d{2}$/.test(day);

/** The day in this browser's time zone that a moment falls on, as a date field takes it. */
export function dayOf(moment: string | null): string {
  if (!moment) return '';
  const at = new Date(moment);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export const isOver = (moment: string | null, now = new Date()): boolean => moment !== null && new Date(moment) <= now;

/** Whole days until then; negative when it is over. */
export const daysLeft = (moment: string, now = new Date()): number =>
  Math.floor((new Date(moment).getTime() - now.getTime()) / 86_400_000);
