import { isObject } from '../workflow/equal';
import type { HttpAnswer } from './http-client';

/** When the service may be asked again: RFC 9110's `Retry-After`, what else is usual in headers, or its own words. */
export function waitTime({ headers, body }: HttpAnswer): { retryAfterMs: number } | Record<string, never> {
  const ms = readRetryAfter(headers['retry-after']) ?? inBody(body) ?? untilReset(headers);
  return ms === null ? {} : { retryAfterMs: Math.max(0, ms) };
}

/** In seconds or as a date. */
function readRetryAfter(header: string | undefined): number | null {
  if (!header) return null;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.round(ms) : null;
}

/** `retry_after` (seconds) beside the message, or `retryDelay` (`34s`) among the details. */
function inBody(body: unknown, depth = 0): number | null {
  if (depth > 3) return null;
  if (Array.isArray(body)) return body.map(each => inBody(each, depth + 1)).find(ms => ms !== null) ?? null;
  if (!isObject(body)) return null;
  if (typeof body.retry_after === 'number') return Math.round(body.retry_after * 1_000);
  if (typeof body.retryDelay === 'string' && /^[\d.]+s$/.test(body.retryDelay)) {
    return Math.round(Number.parseFloat(body.retryDelay) * 1_000);
  }
  const inner = ['error', 'parameters', 'details', 'metadata'].map(name => inBody(body[name], depth + 1));
  return inner.find(ms => ms !== null) ?? null;
}

/** How much is left and when it starts anew: a moment, or a number of seconds. */
function untilReset(headers: Readonly<Record<string, string>>): number | null {
  if (!isExhausted(headers)) return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'] ?? headers['x-rate-limit-reset']);
  if (!Number.isFinite(reset) || reset <= 0) return null;
  if (reset > 1e12) return Math.round(reset - Date.now());
  return Math.round(reset > 1e9 ? reset * 1_000 - Date.now() : reset * 1_000);
}

const remaining = ['x-ratelimit-remaining', 'ratelimit-remaining', 'x-rate-limit-remaining'];

/** The service counts, and nothing is left. */
export const isExhausted = (headers: Readonly<Record<string, string>>): boolean =>
  remaining.some(name => headers[name]?.trim() === '0');
