import { nextTimes, type Schedule } from '@/engine/nodes/schedule-times';
import type { WorkflowFact } from '../facts';

/** When a workflow runs next, from its schedule; or what it waits for where it has none. */
export function tellNext({ nodes, active }: WorkflowFact, { now, timeZone }: { now: Date; timeZone: string }): string {
  const trigger = nodes.find(({ type }) => type === 'core.schedule');
  if (trigger === undefined) {
    const hook = nodes.some(({ type }) => /webhook/.test(type));
    const form = nodes.some(({ type }) => /form/.test(type));
    return hook
      ? 'It has no time: it runs whenever its address is called.'
      : form
        ? 'It has no time: it runs whenever its form is sent.'
        : 'It has no time: it runs when it is started by hand.';
  }
  const schedule = trigger.params as Schedule;
  const zone = schedule.timeZone || timeZone;
  const times = nextTimes(schedule, { after: now, count: 3, timeZone }).map(time => inZone(time, zone));
  if (times.length === 0) return `"${trigger.label}" is not complete, so no next time can be told.`;
  return active
    ? `${trigger.label} (${zone}). Next: ${times.join('; ')}.`
    : `${trigger.label} (${zone}). It is not switched on; switched on now, it would run ${times.join('; ')}.`;
}

const inZone = (time: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(time);
