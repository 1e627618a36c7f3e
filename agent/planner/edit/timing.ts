import type { NodeFact } from '../facts';
import { readDays, toDayField } from '../grammar/days';
import { readSchedule } from '../grammar/schedule';
import { readTimes } from '../grammar/time-of-day';
import { takeTimeZone } from '../grammar/time-zone';
import { readTrigger } from '../grammar/trigger';
import type { Schedule } from '../plan';
import type { Edit, EditContext, EditRule } from './edit-context';

const aboutTime =
  /\b(?:time|schedule|every|each|daily|weekly|hourly|monthly|weekdays?|weekends?|o'clock|am|pm|noon|midnight|morning|evening|afternoon|night|earlier|later|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|zone|\d{1,2}:\d{2}|at \d{1,2}|half past|quarter (?:past|to)|midday|to \d{1,2}|\d{1,2} ?(?:am|pm|uhr)|run it|timezone|minutes|hours|twice|first of)\b/i;

/** "change the time to 9", "only on weekdays", "make it hourly", "use Tokyo time". Keeps what is not mentioned. */
export const changeTime: EditRule = context => {
  const schedule = context.workflow.nodes.find(({ type }) => type === 'core.schedule');
  if (
    schedule === undefined ||
    !aboutTime.test(context.text) ||
    ofItems.test(context.text) ||
    /⟨u|\b(?:table|answer|store|filter|post|keep|sort)\b/i.test(context.text)
  )
    return null;
  const text = context.text
    .replace(
      /^(?:please )?(?:change|make|set|move|run|start|do|switch|let|schedule|trigger|use|shift|put)\s+(?:the |its |it |that |this )?(?:time|schedule|trigger|start|workflow|it|this|timing|run)?\s*(?:run |start |happen )?(?:to be |to |at |for )?/i,
      '',
    )
    .replace(/\s+instead(?: of .*)?$/i, '');
  const { timeZone, rest } = takeTimeZone(context.text);
  const params = paramsFor(text, rest, { schedule, context });
  if (params === null && timeZone === null) return null;
  const merged: Record<string, unknown> = { ...(params ?? {}), ...(timeZone ? { timeZone } : {}) };
  return {
    changes: [
      {
        type: 'update-node',
        node: schedule.key,
        params: merged,
        ...(merged.mode === 'interval'
          ? { unset: ['cron'] }
          : merged.mode === 'cron'
            ? { unset: ['every', 'unit'] }
            : {}),
        ...labelOf(merged, schedule),
      },
      ...(timeZone ? [{ type: 'update-workflow' as const, timeZone }] : []),
    ],
    assumptions: [...new Set(context.reader.assumptions)],
  };
};

function paramsFor(
  text: string,
  rest: string,
  { schedule, context }: { schedule: NodeFact; context: EditContext },
): Record<string, unknown> | null {
  const full = /\b(?:every|each|daily|weekly|hourly|monthly|twice|first of|once)\b/i.test(text)
    ? readSchedule(
        /^(?:every|each|daily|weekly|hourly|monthly|twice|on|once)/i.test(text) ? text : `every day ${text}`,
        context.reader,
      )
    : null;
  const cron = typeof schedule.params.cron === 'string' ? schedule.params.cron.split(/\s+/) : null;
  const [time] = readTimes(
    /\bat\b|:/.test(rest)
      ? rest
      : `at ${/(\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|uhr|o'clock)?)\D*$/i.exec(rest)?.[1] ?? 'x'}`,
  );
  const days = readDays(text);
  if (full && (full.mode === 'interval' || cron === null || /\bat\b|\d/.test(text))) return ofSchedule(full, schedule);
  if (cron?.length !== 5)
    return full
      ? ofSchedule(full, schedule)
      : time
        ? { mode: 'cron', cron: `${time.minute} ${time.hour} * * ${days.length > 0 ? toDayField(days) : '*'}` }
        : null;
  const [minute, hour, day, month, weekday] = cron as [string, string, string, string, string];
  const isDaily = /\b(?:every ?day|daily|each day)\b/i.test(text);
  if (!time && days.length === 0 && !isDaily) return full ? ofSchedule(full, schedule) : null;
  const week = days.length > 0 ? toDayField(days) : isDaily ? '*' : weekday;
  return { mode: 'cron', cron: `${time ? time.minute : minute} ${time ? time.hour : hour} ${day} ${month} ${week}` };
}

const ofSchedule = (schedule: Schedule, _node: NodeFact): Record<string, unknown> =>
  schedule.mode === 'cron'
    ? { mode: 'cron', cron: schedule.cron }
    : { mode: 'interval', every: schedule.every, unit: schedule.unit };

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The label was made from the times; it follows them. */
function labelOf(params: Record<string, unknown>, { label }: NodeFact): { label?: string } {
  if (!/^(?:every|on |at )/i.test(label)) return {};
  if (params.mode === 'interval')
    return {
      label:
        Number(params.every) === 1
          ? `Every ${String(params.unit).replace(/s$/, '')}`
          : `Every ${String(params.every)} ${String(params.unit)}`,
    };
  if (typeof params.cron !== 'string') return {};
  const [minute, hour, day, month, week] = params.cron.split(' ') as [string, string, string, string, string];
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(hour) || day !== '*' || month !== '*') return {};
  const when =
    week === '*'
      ? 'Every day'
      : week === '1-5'
        ? 'On weekdays'
        : `Every ${week
            .split(',')
            .map(at => dayNames[Number(at)] ?? at)
            .join(' and ')}`;
  return { label: `${when} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}

const timeOnly =
  /\b(?:only|just|on|and|at|in|of|instead|the|it|its|run|runs|start|starts|should|must|please|also|make|change|set|move|to|time|times|schedule|from|not|but|for|every|each|days?|weekdays?|weekends?|work(?:ing)? ?days?|business days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|morning|evening|noon|midnight|o'clock|am|pm|daily|weekly|hourly|monthly|be|than|rather|\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|h)?)\b|[,.:;]/gi;

/** "only posts of the last 24 hours" is about what comes, not about when. */
const ofItems =
  /\b(?:last|past|previous) (?:\d+ )?(?:minutes?|hours?|days?|weeks?)\b|\b(?:older|newer|younger|not older) than\b|\b(?:posts|items|entries|articles|rows|orders|ones) (?:of|from|since)\b/i;

/** "only on weekdays, and at 9 instead of 8": nothing but times is said. */
export const changeOnlyTime: EditRule = context =>
  context.text.replace(timeOnly, '').trim() === '' &&
  !ofItems.test(context.text) &&
  /\b(?:at|on|every|each|weekdays?|\w+days?|daily|hourly|weekly)\b/i.test(context.text)
    ? changeTime({
        ...context,
        text: withoutWhatWas(context.text).replace(/, and /, ' '),
      })
    : null;

/** "on Tuesdays, not Mondays", "at 9 instead of 8", "not on Mondays but on Tuesdays": what it was so far is no time to come. */
const withoutWhatWas = (text: string): string =>
  text
    .replace(/^(?:not|no longer|never)(?: any ?more)? (?:on |at )?[^,]+?,? (?:but|rather) /i, '')
    .replace(
      /(?:,\s*|\s+)(?:and )?(?:instead of|rather than|not|no longer|no more)(?: any ?more)? (?:at |on |every )?(?:[\d:.]+ ?(?:am|pm)?|day|hour|week|month|(?:\w+days?)(?:(?:,| and| or) (?:on )?\w+days?)*)(?: any ?more)?$/i,
      '',
    );

/** A form asks for what the steps read from the request. */
const formFieldsOf = ({ reader }: EditContext) => [...reader.given].map(name => ({ name }));

/** "start it every hour instead", "use a webhook instead of the schedule": another kind of trigger in its place. */
export const changeTrigger: EditRule = (context): Edit | null => {
  const trigger = context.workflow.nodes.find(({ type }) => context.setting.nodeTypes[type]?.kind === 'trigger');
  const text = context.text
    .replace(
      /^(?:please )?(?:make|let|change|switch|run|start|trigger|use|have|do)\s+(?:the |it |this |that )?(?:trigger|workflow|it|this)?\s*(?:to |run |start |be triggered |be started |with |by )*(?=\S)/i,
      '',
    )
    .replace(/\s+instead(?: of .*)?$/i, '');
  if (
    !/^(?:please )?(?:make|let|change|switch|run|start|trigger|use|have|do|it should (?:run|start))\b/i.test(
      context.text,
    ) ||
    /⟨u|⟨q/.test(context.text)
  )
    return null;
  const found =
    readTrigger(text, context.reader)?.trigger ??
    (/\bwebhook\b/i.test(text)
      ? { kind: 'webhook' as const, method: 'POST' }
      : /\bmanual|(?:by )?hand\b|\bbutton\b/i.test(text)
        ? { kind: 'manual' as const }
        : /\bform\b/i.test(text)
          ? { kind: 'form' as const, title: 'Form', fields: formFieldsOf(context) }
          : null);
  if (trigger === undefined || found === null) return null;
  const type = `core.${found.kind}`;
  if (type === trigger.type) return null;
  const params =
    found.kind === 'schedule'
      ? { ...ofSchedule(found.schedule, trigger), timeZone: found.schedule.timeZone ?? context.timeZone }
      : found.kind === 'webhook'
        ? { method: found.method, respond: 'finally' }
        : found.kind === 'form'
          ? { title: found.title, fields: found.fields }
          : {};
  const label =
    found.kind === 'schedule'
      ? found.schedule.words.charAt(0).toUpperCase() + found.schedule.words.slice(1)
      : found.kind === 'webhook'
        ? 'Webhook'
        : found.kind === 'form'
          ? found.title
          : 'Start by hand';
  return {
    changes: [{ type: 'replace-node', node: trigger.key, nodeType: type, label, params }],
    assumptions: [...new Set(context.reader.assumptions)],
  };
};
