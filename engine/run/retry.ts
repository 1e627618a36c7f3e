import type { AppError } from '../errors';
import type { Effect } from '../workflow/node-types';

/** A longer pause than this does not keep a worker: the run is parked and woken. */
export const longestPauseMs = 5_000;
const longestDelayMs = 3_600_000;

export const isAbove = (effect: Effect, limit: 'none' | 'read') =>
  limit === 'none' ? effect !== 'none' : effect !== 'none' && effect !== 'read';

/**
 * Whether the same call may be made again. A write is repeated only where a repeat cannot take effect twice: its
 * service honours the key, or it is known that nothing was done: it said so (429), or was never reached.
 */
export function mayRepeat(error: AppError, { effect, honoursKey }: { effect: Effect; honoursKey: boolean }): boolean {
  if (!error.retryable) return false;
  const isUntouched = 'untouched' in error.details && error.details.untouched === true;
  return !isAbove(effect, 'read') || honoursKey || error.code === 'node.rate_limited' || isUntouched;
}

/** Doubles with every attempt and is spread by half, so that many runs do not knock at once; `Retry-After` wins. */
export function pauseBefore(attempt: number, { error, delayMs }: { error: AppError; delayMs: number }): number {
  const asked = 'retryAfterMs' in error.details ? error.details.retryAfterMs : undefined;
  const grown = Math.min(delayMs * 2 ** (attempt - 2), longestDelayMs);
  const spread = grown * (0.5 + Math.random());
  return Math.min(Math.max(typeof asked === 'number' ? asked : 0, Math.round(spread)), longestDelayMs);
}
