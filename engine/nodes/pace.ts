import { setTimeout as sleep } from 'node:timers/promises';

/** When the next request of each key may go out. */
const next = new Map<string, number>();
const mostKeys = 10_000;

/** Waits until it is this caller's turn: callers of one key go out in order, `everyMs` apart. */
export async function takeTurn(key: string, { everyMs, signal }: { everyMs: number; signal: AbortSignal }) {
  const now = performance.now();
  const turn = Math.max(now, next.get(key) ?? 0);
  if (next.size >= mostKeys) forget(now);
  next.set(key, turn + everyMs);
  if (turn > now) await sleep(turn - now, undefined, { signal });
}

function forget(now: number): void {
  for (const [key, at] of next) if (at <= now) next.delete(key);
}
