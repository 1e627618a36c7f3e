import { z } from 'zod';
import { AppError } from '../errors';
import { type CallProgress, progressOf } from '../nodes/progress-of';
import type { ErrorRecord } from './node-execution';

/** What is kept of a failure: its code, its sentence and its facts. */
export function toErrorRecord(error: AppError, itemIndex: number | null): ErrorRecord {
  const details: unknown = error.details;
  return {
    code: error.code,
    message: error.userMessage,
    details: JSON.parse(JSON.stringify(details ?? {})) as ErrorRecord['details'],
    itemIndex,
  };
}

/** More than this is not kept: the call begins anew instead. */
const mostStored = 4_000_000;

/** Of a call that will be tried again: what it had done is kept with its failure until then. */
export function toParkedRecord(error: AppError, itemIndex: number | null): ErrorRecord {
  const record = toErrorRecord(error, itemIndex);
  const written = JSON.stringify(progressOf(error) ?? null);
  if (written === 'null' || written.length > mostStored) return record;
  return { ...record, details: { ...record.details, progress: JSON.parse(written) } };
}

const Stored = z.object({ progress: z.object({ done: z.number(), state: z.unknown() }) });

export const storedProgress = (error: ErrorRecord | null): CallProgress | null =>
  Stored.safeParse(error?.details).data?.progress ?? null;

/** zod's first finding as the failure a person can act on: which setting, and why. */
export function paramsInvalid(
  issue: { path: readonly PropertyKey[]; message: string } | undefined,
  params: unknown,
): AppError {
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    params,
  );
  return new AppError('node.params_invalid', {
    param: path.map(String).join('.') || 'settings',
    reason: issue?.message ?? 'it cannot be read',
    ...(value === undefined ? {} : { value }),
  });
}
