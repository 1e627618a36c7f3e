import { AppError } from '@/engine/errors';

/** What our triggers raise where a plan allows no more: `detail` says of what, `hint` how many. */
const overLimit = 'PL001';

/** A refusal by a plan's limit as a sentence; anything else as it came. */
export function toLimitFailure(error: unknown): unknown {
  const { code, detail, hint } = (error ?? {}) as { code?: string; detail?: string; hint?: string };
  if (code !== overLimit) return error;
  return new AppError('plan.limit_reached', { what: detail ?? 'things', most: Number(hint) });
}
