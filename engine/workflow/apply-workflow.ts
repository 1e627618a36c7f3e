import type { ChangeOf } from './change';
import { type Draft, type Outcome, skip } from './draft';
import { isEqual } from './equal';
import { Workflow } from './schema';

export function applyUpdateWorkflow({ workflow }: Draft, change: ChangeOf<'update-workflow'>): Outcome {
  const next: Workflow = {
    ...workflow,
    name: change.name ?? workflow.name,
    description: change.description ?? workflow.description,
    settings: { ...workflow.settings, ...change.settings },
  };
  // A setting is taken away by giving it as undefined, which JSON cannot say; an empty zone means the same.
  if (next.settings.timeZone === undefined || next.settings.timeZone === '') delete next.settings.timeZone;
  if (!Workflow.shape.name.safeParse(next.name).success || next.name.trim() === '')
    return skip('change.invalid', 'A workflow needs a name of 1 to 120 characters.');
  if (!Workflow.shape.description.safeParse(next.description).success)
    return skip('change.invalid', 'A description may have 2,000 characters at most.');
  if (next.settings.timeZone && !isTimeZone(next.settings.timeZone))
    return skip('change.invalid', `There is no time zone "${next.settings.timeZone}". Use a name like Europe/Berlin.`);
  if (isEqual(next, workflow)) return skip('change.nothing', 'The workflow already says so.');
  return { workflow: next, change };
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
