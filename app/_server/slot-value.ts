import { build } from '@/agent/planner/intent';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { problemInCron } from '@/engine/nodes/schedule-times';
import type { Item } from '@/engine/workflow/schema';
import type { Slot } from '@/engine/workflow/slot';
import { texts } from '../_ui/texts';

/** What a person typed, as the step takes it: numbers where the example is one, times as cron. */
export function toSlotValue(slot: Slot, text: string): Item[string] {
  if (slot.kind === 'schedule') return toCron(text);
  if (typeof slot.example !== 'number') return text;
  const number = Number(text.replace(',', '.'));
  if (!Number.isFinite(number)) {
    throw new AppError('request.invalid', { field: slot.label, reason: `"${text}" is not a number` });
  }
  return number;
}

/** "every weekday at 8" is read by the same grammar as in a conversation. */
function toCron(text: string): string {
  if (text.split(/\s+/).length === 5 && problemInCron(text) === null) return text;
  const { changes } = build(`${text}, count the rows in the table a`, { timeZone: 'UTC', nodeTypes });
  for (const change of changes) {
    const cron = (change.params as { cron?: unknown } | undefined)?.cron;
    if (typeof cron === 'string') return cron;
  }
  throw new AppError('request.invalid', {
    field: texts.template.kinds.schedule!,
    reason: texts.template.scheduleUnknown(text),
  });
}
