import type { AppError } from '@/engine/errors';
import { isUuid } from './is-uuid';
import { log } from './log';
import { countRefusal } from './metrics';

const tellEveryMs = 60_000;
const mostRemembered = 1_000;
/** When it was last told of, and how often it happened since. */
const told = new Map<string, { at: number; since: number }>();

/**
 * Counts a call that started nothing, and tells an operator why, of what address: the first of its kind in a minute, so that
 * who calls often cannot fill a disk. Nothing of the call itself is told.
 */
export function noteRefusal(
  { hookId, test }: { hookId: string; test: boolean },
  { code }: Pick<AppError, 'code'>,
): void {
  countRefusal(code);
  const id = isUuid(hookId) ? hookId : null;
  const kind = `${id} ${code}`;
  const before = told.get(kind);
  if (before && performance.now() - before.at < tellEveryMs) {
    before.since += 1;
    return;
  }
  if (told.size >= mostRemembered) told.clear();
  told.set(kind, { at: performance.now(), since: 0 });
  log.warn(
    { hookId: id, test, reason: code, ...(before?.since ? { notTold: before.since } : {}) },
    'a call to a webhook was refused',
  );
}

/** How a refusal is answered: the sentence, and when to come again where that is known. */
export function toRefusal(known: AppError): Response {
  const { code, status, details } = known;
  const headers: Record<string, string> = {};
  if (code === 'hook.method_not_allowed' && 'allowed' in details) headers.allow = String(details.allowed);
  if ((code === 'hook.busy' || code === 'hook.limited') && 'seconds' in details)
    headers['retry-after'] = String(details.seconds);
  return Response.json({ error: known.toJSON() }, { status, headers });
}
