import { z } from 'zod';
import { defineNode } from '../define-node';
import { describeSchedule, isTimeZone, problemInCron } from '../schedule-times';
import { wholeNumber } from '../settings';
import { object, text } from '../shapes';

export const node = defineNode({
  title: 'Schedule',
  summary: 'Starts the workflow at set times or again and again. Use it for every morning, each Monday or every hour.',
  synonyms: [
    'schedule',
    'scheduled',
    'every day',
    'daily',
    'every morning',
    'every evening',
    'hourly',
    'every hour',
    'weekly',
    'monthly',
    'each monday',
    'weekdays',
    'cron',
    'timer',
    'at 8',
    'o clock',
    'every minutes',
    'interval',
    'recurring',
    'regularly',
    'at night',
  ],
  kind: 'trigger',
  icon: 'alarm-clock',
  startedBy: 'schedule',
  effect: 'none',
  runs: 'all',
  params: z
    .object({
      mode: z.enum(['cron', 'interval']).default('cron').describe('cron: at set times. interval: every so often'),
      cron: z
        .string()
        .trim()
        .max(120)
        .optional()
        .describe('Minute, hour, day, month, weekday: 0 8 * * 1-5 is 8 on weekdays'),
      every: wholeNumber('For interval: how many minutes, hours, days or weeks lie between', {
        min: 1,
        max: 10_000,
      }).optional(),
      unit: z.enum(['minutes', 'hours', 'days', 'weeks']).optional().describe('For interval: the unit of "every"'),
      missed: z
        .enum(['skip', 'once', 'all'])
        .default('skip')
        .describe(
          'Times at which nothing ran here: skip them, run once for all of them, or run each (up to mostMissed)',
        ),
      mostMissed: wholeNumber('For missed all: how many, the newest of them', { min: 1, max: 100 }).optional(),
      timeZone: z.string().trim().optional().describe('Time zone such as Europe/Berlin; else that of the workflow'),
    })
    .superRefine(({ mode, cron, every, unit, timeZone }, context) => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (mode === 'cron' && !cron) issue('cron', 'Say when it starts, for example 0 8 * * * for every day at 8.');
      const problem = mode === 'cron' && cron ? problemInCron(cron) : null;
      if (problem) issue('cron', problem);
      if (mode === 'interval' && !every) issue('every', 'Say how often it starts.');
      if (mode === 'interval' && !unit) issue('unit', 'Say whether these are minutes, hours, days or weeks.');
      if (timeZone && !isTimeZone(timeZone))
        issue('timeZone', `"${timeZone}" is no time zone. Write it like Europe/Berlin.`);
    }),
  describe: params => describeSchedule(params),
  outputShapes: () => ({ next: object({ scheduled_at: text, started_at: text, time_zone: text }) }),
  example: {
    ask: 'every weekday at 8 in Berlin',
    params: { mode: 'cron', cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin' },
    input: [
      { scheduled_at: '2026-03-02T07:00:00.000Z', started_at: '2026-03-02T07:00:00.412Z', time_zone: 'Europe/Berlin' },
    ],
    output: {
      next: [
        {
          scheduled_at: '2026-03-02T07:00:00.000Z',
          started_at: '2026-03-02T07:00:00.412Z',
          time_zone: 'Europe/Berlin',
        },
      ],
    },
  },
  execute: ({ params, items, now, timeZone }) => {
    const time = now.toISOString();
    const usual = { scheduled_at: time, started_at: time, time_zone: params.timeZone || timeZone };
    const isComplete = (item: object) => Object.keys(usual).every(name => Object.hasOwn(item, name));
    return { next: (items.length > 0 ? items : [{}]).map(item => (isComplete(item) ? item : { ...usual, ...item })) };
  },
});
