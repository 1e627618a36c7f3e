import { subjectOfTest } from '../grammar/cases';
import { capitalise, shorten } from '../language/names';
import type { Plan, Step } from '../plan';
import { describeValue } from './words';

const plural = (noun: string) =>
  /(s|news)$/.test(noun) ? noun : /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : `${noun}s`;
const flat = (steps: readonly Step[]): Step[] =>
  steps.flatMap(step =>
    step.kind === 'branch'
      ? [step, ...step.cases.flatMap(option => flat(option.steps)), ...flat(step.otherwise ?? [])]
      : step.kind === 'loop'
        ? [step, ...flat(step.steps)]
        : [step],
  );

/** A short name from what flows and where it goes: "Orders to big orders", "Leads by country". */
export function titleOf({ trigger, steps }: Pick<Plan, 'trigger' | 'steps'>): string {
  const all = flat(steps);
  const table = all.find(
    (step): step is Extract<Step, { kind: 'store' }> => step.kind === 'store' && step.table !== null,
  )?.table;
  const branch = all.find((step): step is Extract<Step, { kind: 'branch' }> => step.kind === 'branch');
  const subject = branch && subjectOfTest(branch.cases[0]!.test);
  const what = subjectWords(trigger, all);
  const rest = table
    ? ` to ${table}`
    : subject
      ? ` by ${describeValue(subject)}`
      : all.some(step => step.kind === 'answer')
        ? ' with an answer'
        : '';
  return shorten(capitalise(`${what}${rest}`), 60);
}

function subjectWords(trigger: Plan['trigger'], all: readonly Step[]): string {
  if (trigger?.kind === 'webhook' && trigger.noun) return plural(trigger.noun);
  if (trigger?.kind === 'form') return `${trigger.title}${/s$/.test(trigger.title) ? '' : 's'}`;
  if (trigger?.kind === 'event') return trigger.label;
  if (all.some(step => step.kind === 'feed')) return 'feed posts';
  const http = all.find((step): step is Extract<Step, { kind: 'http' }> => step.kind === 'http' && step.url !== null);
  if (http?.noun) return plural(http.noun);
  if (http && URL.canParse(http.url!)) return `data from ${new URL(http.url!).hostname}`;
  const found = all.find((step): step is Extract<Step, { kind: 'find' }> => step.kind === 'find');
  if (found?.table) return found.table;
  return trigger?.kind === 'webhook' ? 'requests' : trigger?.kind === 'schedule' ? 'scheduled task' : 'workflow';
}
