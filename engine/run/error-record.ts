import { AppError } from '../errors';
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
