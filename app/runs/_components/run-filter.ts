import { z } from 'zod';
import { ExecutionStatus, RunMode } from '@/engine/run/execution';

/** How far back, by the word in the address. */
export const spans = { hour: 1, day: 24, week: 168, month: 720 } as const;
export type Span = keyof typeof spans;

/** The filter as it stands in the address; what cannot be read is left out. */
export const RunQuery = z.object({
  workflow: z.uuid().optional().catch(undefined),
  status: ExecutionStatus.optional().catch(undefined),
  mode: RunMode.optional().catch(undefined),
  since: z.enum(['hour', 'day', 'week', 'month']).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type RunQuery = z.infer<typeof RunQuery>;

export const toFilter = ({ workflow, status, mode, since, before }: RunQuery) => ({
  ...{ workflowId: workflow, status, mode, before },
  hours: since && spans[since],
});

export const toAddress = (query: RunQuery): string => {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return entries.length > 0 ? `/runs?${new URLSearchParams(entries)}` : '/runs';
};
