import { DateTime } from 'luxon';
import { AppError } from '../errors';

export const deadlineUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
/** What outlives this is a schedule. */
export const longestDays = 366;

/** So much later, by the calendar of the zone: a day is a day when the clocks change, too. */
export function deadlineAfter(
  began: Date,
  {
    amount,
    unit,
    zone,
    param,
  }: { amount: number; unit: (typeof deadlineUnits)[number] | 'seconds'; zone: string; param: string },
): Date {
  const start = DateTime.fromJSDate(began).setZone(zone);
  const end = start.plus({ [unit]: amount });
  if (end.diff(start, 'days').days <= longestDays) return end.toJSDate();
  const reason = `It would wait until ${end.toISODate() ?? 'a date that is too far away'}, and ${longestDays} days are the most`;
  throw new AppError('node.data_wrong', { reason, param });
}

export const sayUnit = (amount: unknown, unit: string): string =>
  Number(amount) === 1 ? unit.replace(/s$/, '') : unit;
