import { DateTime } from 'luxon';
import { z } from 'zod';
import { AppError } from '../../errors';
import { callName } from '../call-name';
import { readDate } from '../date-values';
import { deadlineAfter } from '../deadline';
import { defineNode, type Outputs } from '../define-node';
import { derivedFrom } from '../derived';
import { isTimeZone } from '../schedule-times';
import { toPhrase } from '../settings';
import { anyObject, anything, list, object, text, withField } from '../shapes';
import { toWebhookItem } from '../webhook-item';

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
/** A wait that outlives this is a schedule. */
const longestDays = 366;

export const node = defineNode({
  title: 'Wait',
  summary: 'Holds the items back for some time, until a date or until an address is called. Restarts do no harm.',
  synonyms: [
    'wait',
    'wait for',
    'wait until',
    'pause',
    'pause for',
    'delay',
    'delay by',
    'sleep',
    'hold',
    'hold back',
    'after an hour',
    'after 10 minutes',
    'an hour later',
    'a day later',
    'days later',
    'minutes later',
    'then after',
    'until tomorrow',
    'until monday',
    'resume at',
    'follow up after',
    'remind later',
    'wait for a callback',
    'until it is called',
    'until they answer',
  ],
  kind: 'logic',
  icon: 'hourglass',
  effect: 'none',
  runs: 'all',
  params: z
    .object({
      mode: z
        .enum(['for', 'until', 'call'])
        .default('for')
        .describe('for: some time. until: a date or a time of day. call: until its callback address is called'),
      amount: z.coerce
        .number('Give a number.')
        .min(0, 'Give 0 or more.')
        .max(1_000_000, 'Give less.')
        .optional()
        .describe('For "for": how long, for example 30. For "call": how long at the longest; else a day'),
      unit: z.enum(units).default('minutes').describe('The unit of the amount'),
      until: z
        .unknown()
        .optional()
        .describe('For "until": a date like 2026-03-02 08:00, a time of day like 08:00 (the next one), or tomorrow'),
      name: callName,
      onTimeout: z
        .enum(['fail', 'route'])
        .default('fail')
        .describe('For "call": when nobody calls in time, fail, or route: a way out of its own'),
      timeZone: z.string().trim().optional().describe('Time zone such as Europe/Berlin; else that of the workflow'),
    })
    .superRefine(({ mode, amount, until, timeZone }, context) => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (mode === 'for' && amount === undefined) issue('amount', 'Say how long to wait.');
      if (mode === 'until' && (until === undefined || until === null || until === ''))
        issue('until', 'Say until when, for example 2026-03-02 08:00 or 08:00.');
      if (timeZone && !timeZone.includes('{{') && !isTimeZone(timeZone))
        issue('timeZone', `"${timeZone}" is no time zone. Write it like Europe/Berlin.`);
    }),
  ports: ({ mode, onTimeout }) => (mode === 'call' && onTimeout === 'route' ? ['next', 'timed_out'] : ['next']),
  describe: ({ mode, amount, unit, until, name: called }) => {
    if (mode === 'call') return `Until the address "${toPhrase(called) || 'answer'}" is called`;
    if (mode === 'until') return `Until ${toPhrase(until) || '…'}`;
    const name = toPhrase(unit) || 'minutes';
    return `For ${toPhrase(amount) || '…'} ${Number(amount) === 1 ? name.replace(/s$/, '') : name}`;
  },
  outputShapes: ({ mode, onTimeout }, input) => ({
    next: mode === 'call' ? withField(input, ['callback'], callShape) : input,
    ...(mode === 'call' && onTimeout === 'route' ? { timed_out: input } : {}),
  }),
  example: {
    ask: 'wait for two hours',
    params: { mode: 'for', amount: 2, unit: 'hours' },
    input: [{ id: 1 }],
    output: { next: [{ id: 1 }] },
  },
  waitUntil: ({ params, timeZone }, began) => {
    if (params.mode === 'call') return null;
    const zone = params.timeZone || timeZone;
    const start = DateTime.fromJSDate(began).setZone(zone);
    const end =
      params.mode === 'for'
        ? start.plus({ [params.unit]: params.amount ?? 0 })
        : (nextTimeOfDay(params.until, start) ?? readDate(params.until, { now: began, zone, param: 'until' }));
    if (end.diff(start, 'days').days <= longestDays) return end.toJSDate();
    const reason = `It would wait until ${end.toISODate() ?? 'a date that is too far away'}, and ${longestDays} days are the most. Use a schedule for what comes later`;
    throw new AppError('node.data_wrong', { reason, param: params.mode === 'for' ? 'amount' : 'until' });
  },
  waitFor: ({ params, timeZone }, began) => {
    if (params.mode !== 'call') return null;
    const time =
      params.amount === undefined ? { amount: 1, unit: 'days' as const } : { ...params, amount: params.amount };
    const zone = params.timeZone || timeZone;
    return { kind: 'call', name: params.name, until: deadlineAfter(began, { ...time, zone, param: 'amount' }) };
  },
  execute: ({ params, items, came }): Outputs => {
    if (params.mode !== 'call') return { next: items };
    if (came?.outcome === 'timed_out') {
      if (params.onTimeout === 'route') return { timed_out: items };
      throw new AppError('wait.nobody_called', { name: params.name });
    }
    const callback = came?.values ?? toWebhookItem({});
    return { next: items.map(item => derivedFrom(item, { ...item, callback })) };
  },
});

const callShape = object({
  ...{ method: text, headers: anyObject, query: anyObject, body: anything, files: list(anyObject) },
});

/** `08:00` is the next time it is eight, today or tomorrow. */
function nextTimeOfDay(value: unknown, start: DateTime): DateTime | null {
  const [, hour, minute] = typeof value === 'string' ? (/^\s*(\d{1,2}):(\d{2})\s*$/.exec(value) ?? []) : [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  const today = start.set({ hour: Number(hour), minute: Number(minute), second: 0, millisecond: 0 });
  return today > start ? today : today.plus({ days: 1 });
}
