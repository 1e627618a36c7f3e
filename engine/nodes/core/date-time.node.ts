import { z } from 'zod';
import { type DateUnit, dateUnits, differenceIn, formatDate, readDate } from '../date-values';
import { defineNode } from '../define-node';
import { toSegments, withValue } from '../fields';
import { isTimeZone } from '../schedule-times';
import { textSetting, toPhrase } from '../settings';
import { anyObject, anything, number, text, withField } from '../shapes';

const operations = ['format', 'add', 'subtract', 'difference', 'start-of', 'end-of', 'convert-zone'] as const;
const needUnit: readonly string[] = ['add', 'subtract', 'start-of', 'end-of'];

export const node = defineNode({
  title: 'Date and time',
  summary: 'Writes a date another way, adds or subtracts time, or tells how long lies between two dates.',
  synonyms: [
    'date and time',
    'date',
    'format the date',
    'format date',
    'date format',
    'add days',
    'add time',
    'days from now',
    'subtract days',
    'days ago',
    'days between',
    'how many days',
    'how long between',
    'difference between dates',
    'age in days',
    'start of the month',
    'end of the month',
    'first day of the month',
    'last day of the month',
    'convert time zone',
    'time zone',
    'timestamp',
    'unix time',
    'deadline',
    'due date',
  ],
  kind: 'data',
  icon: 'calendar-clock',
  effect: 'none',
  runs: 'each',
  params: z
    .object({
      operation: z
        .enum(operations)
        .default('format')
        .describe('What to do: write it another way, add or subtract, count between, go to the start or end of a unit'),
      date: z
        .unknown()
        .default('now')
        .describe('The date or time, usually an expression; now, today, tomorrow and yesterday work too'),
      amount: z.coerce.number('Give a number.').optional().describe('For add and subtract: how many'),
      unit: z.enum(dateUnits).optional().describe('For add, subtract, difference, start-of and end-of'),
      to: z.unknown().default('now').describe('For difference: the later date'),
      whole: z.boolean().default(true).describe('For difference: count only full units; false gives decimals'),
      format: textSetting(
        'How it is written: iso, date, time, unix, or like dd.MM.yyyy HH:mm, cccc, d MMMM yyyy',
      ).prefault('iso'),
      inputFormat: z.string().optional().describe('How the given date is written when it is unusual: dd/MM/yyyy'),
      timeZone: z.string().trim().optional().describe('Time zone such as Europe/Berlin; else that of the workflow'),
      locale: z.string().trim().max(35).optional().describe('Language for names of months and days, such as de'),
      as: z.string().trim().min(1).max(200).default('date').describe('Name of the field that holds the result'),
    })
    .superRefine(({ operation, amount, unit, timeZone }, context) => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if ((operation === 'add' || operation === 'subtract') && amount === undefined) issue('amount', 'Say how many.');
      if (needUnit.includes(operation) && !unit) issue('unit', 'Say which unit: days, months, hours …');
      if (operation === 'convert-zone' && !timeZone)
        issue('timeZone', 'Say which time zone, for example Europe/Berlin.');
      if (timeZone && !timeZone.includes('{{') && !isTimeZone(timeZone))
        issue('timeZone', `"${timeZone}" is no time zone. Write it like Europe/Berlin.`);
    }),
  describe: params => {
    const date = toPhrase(params.date) || 'now';
    const as = toPhrase(params.as) || 'date';
    return `${as} = ${phrases[String(params.operation ?? 'format')]?.(date, params) ?? date}`;
  },
  outputShapes: ({ operation, format, as }, input) => {
    const kind =
      operation === 'difference' || format === 'unix' ? number : typeof format === 'string' ? text : anything;
    const name = typeof as === 'string' && as ? as : 'date';
    return { next: withField(input.kind === 'object' ? input : anyObject, toSegments(name).map(String), kind) };
  },
  example: {
    ask: 'add 14 days to the order date and write it like 16.03.2026',
    params: {
      operation: 'add',
      date: '{{ item.ordered_at }}',
      amount: 14,
      unit: 'days',
      format: 'dd.MM.yyyy',
      as: 'due',
    },
    input: [{ id: 1, ordered_at: '2026-03-02T08:00:00Z' }],
    output: { next: [{ id: 1, ordered_at: '2026-03-02T08:00:00Z', due: '16.03.2026' }] },
  },
  execute: ({ params, item, now, timeZone }) => {
    const { operation, unit, amount = 0, format, locale, inputFormat, as } = params;
    const how = { now, zone: params.timeZone || timeZone, locale, inputFormat };
    const date = readDate(params.date, { ...how, param: 'date' });
    if (operation === 'difference') {
      const to = readDate(params.to, { ...how, param: 'to' });
      return { next: [withValue(item, as, differenceIn(date, { to, unit: unit ?? 'days', whole: params.whole }))] };
    }
    const moved = unit ? move(date, { operation, unit, amount }) : date;
    return { next: [withValue(item, as, formatDate(moved, format))] };
  },
});

function move(
  date: ReturnType<typeof readDate>,
  { operation, unit, amount }: { operation: string; unit: DateUnit; amount: number },
) {
  if (operation === 'add') return date.plus({ [unit]: amount });
  if (operation === 'subtract') return date.minus({ [unit]: amount });
  if (operation === 'start-of') return date.startOf(singular(unit));
  return operation === 'end-of' ? date.endOf(singular(unit)) : date;
}

const singular = (unit: DateUnit) => unit.slice(0, -1) as 'day';

type Draft = Readonly<Record<string, unknown>>;

const phrases: Record<string, (date: string, params: Draft) => string> = {
  format: (date, { format }) => `${date} as ${toPhrase(format) || 'iso'}`,
  add: (date, { amount, unit }) => `${date} + ${toPhrase(amount) || '…'} ${toPhrase(unit) || '…'}`,
  subtract: (date, { amount, unit }) => `${date} − ${toPhrase(amount) || '…'} ${toPhrase(unit) || '…'}`,
  difference: (date, { to, unit }) => `${toPhrase(unit) || 'days'} from ${date} to ${toPhrase(to) || 'now'}`,
  'start-of': (date, { unit }) => `start of the ${toPhrase(unit).replace(/s$/, '') || '…'} of ${date}`,
  'end-of': (date, { unit }) => `end of the ${toPhrase(unit).replace(/s$/, '') || '…'} of ${date}`,
  'convert-zone': (date, { timeZone }) => `${date} in ${toPhrase(timeZone) || '…'}`,
};
