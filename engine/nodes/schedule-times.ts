import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import { DateTime, IANAZone } from 'luxon';

/** The params of a schedule trigger, as far as they are filled in. */
export interface Schedule {
  mode?: 'cron' | 'interval';
  cron?: string | undefined;
  every?: unknown;
  unit?: 'minutes' | 'hours' | 'days' | 'weeks' | undefined;
  timeZone?: string | undefined;
}

/** How many missed times run at the most when all of them are to. */
export const usualMost = 10;

export const isTimeZone = (name: string): boolean => /^(UTC|[A-Za-z]+\/.+)$/.test(name) && IANAZone.isValidZone(name);

/** What is wrong with a cron text, for a person; null when it can be used. */
export function problemInCron(cron: string): string | null {
  try {
    const job = new Cron(cron, { paused: true, timezone: 'UTC', mode: '5-part' });
    return job.nextRun() ? null : 'This never comes, because there is no such date.';
  } catch {
    return 'This is not a cron text of five parts: minute, hour, day, month, weekday. Example: 0 8 * * 1-5.';
  }
}

/** The times after `after`, as many as asked for; none while the schedule is incomplete. `timeZone` is the workflow's. */
export function nextTimes(
  schedule: Schedule,
  { after, count, timeZone = 'UTC' }: { after: Date; count: number; timeZone?: string },
): Date[] {
  const zone = schedule.timeZone || timeZone;
  if (!isTimeZone(zone)) return [];
  if (schedule.mode === 'interval') return intervalTimes(schedule, { after, count, zone });
  if (!schedule.cron || problemInCron(schedule.cron)) return [];
  return new Cron(schedule.cron, { paused: true, timezone: zone, mode: '5-part' }).nextRuns(count, after);
}

const minutesIn = { minutes: 1, hours: 60, days: 1_440, weeks: 10_080 };

/**
 * An interval counts from a fixed moment, not from the start of the program, so that a restart changes nothing.
 * Days and weeks follow the calendar of the zone; minutes and hours pass evenly over a change of the clocks.
 */
function intervalTimes(
  { every, unit }: Schedule,
  { after, count, zone }: { after: Date; count: number; zone: string },
): Date[] {
  const amount = Number(every);
  if (!unit || !Number.isInteger(amount) || amount < 1) return [];
  if (unit === 'days' || unit === 'weeks') return dayTimes(amount * (unit === 'weeks' ? 7 : 1), { after, count, zone });

  const period = amount * minutesIn[unit] * 60_000;
  // Half-hour zones: an hourly run is at the full hour there, too.
  const shift = (DateTime.fromJSDate(after, { zone }).offset % 60) * 60_000;
  const first = Math.floor((after.getTime() + shift) / period) + 1;
  return Array.from({ length: count }, (_, index) => new Date((first + index) * period - shift));
}

/** Monday, so that whole weeks begin on one. */
const firstDay = DateTime.utc(1970, 1, 5);

function dayTimes(days: number, { after, count, zone }: { after: Date; count: number; zone: string }): Date[] {
  const local = DateTime.fromJSDate(after, { zone });
  const passed = Math.floor(DateTime.utc(local.year, local.month, local.day).diff(firstDay, 'days').days / days);
  return Array.from({ length: count }, (_, index) => {
    const { year, month, day } = firstDay.plus({ days: (passed + 1 + index) * days });
    return DateTime.fromObject({ year, month, day }, { zone }).toJSDate();
  });
}

/** One line for the card: `At 08:00, Monday through Friday (Europe/Berlin)`. Never throws. */
export function describeSchedule(schedule: Schedule): string {
  const zone = schedule.timeZone ? ` (${schedule.timeZone})` : '';
  return `${describeTimes(schedule)}${zone}`;
}

function describeTimes({ mode, cron, every, unit }: Schedule): string {
  if (mode === 'interval') {
    if (!every || !unit) return 'Every …';
    return Number(every) === 1 ? `Every ${unit.slice(0, -1)}` : `Every ${String(every)} ${unit}`;
  }
  if (typeof cron !== 'string' || cron.trim() === '') return 'No time set yet';
  const text = cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
  if (problemInCron(cron)) return `No time set yet (${cron})`;
  return /^At [\d:]+$/.test(text) ? `${text} every day` : text;
}
