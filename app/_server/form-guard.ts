import { createHmac, timingSafeEqual } from 'node:crypto';
import { settings } from './settings';

/** Faster than a person reads and presses; a browser that fills everything in by itself is not as fast either. */
const fastestMs = 700;
const oldestMs = 24 * 3_600_000;

const sign = (text: string) =>
  createHmac('sha256', settings().encryptionKey).update(`form ${text}`).digest('base64url');

/** Which form was shown and when: a program that posts without having asked for the page has none. */
export function formToken(formId: string, time = Date.now()): string {
  return `${time}.${sign(`${formId} ${time}`)}`;
}

/** `used`: it was sent before, as a double click does. `odd`: too quick, too old or not ours. */
export type TokenState = 'fresh' | 'used' | 'odd';

export function checkToken(formId: string, token: string, now = Date.now()): TokenState {
  const time = Number(token.split('.', 1)[0]);
  const [given, wanted] = [Buffer.from(token), Buffer.from(formToken(formId, time))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'odd';
  if (used.has(token)) return 'used';
  return now - time < fastestMs || now - time > oldestMs ? 'odd' : 'fresh';
}

const used = new Set<string>();
const mostUsed = 10_000;

export function spendToken(token: string): void {
  used.add(token);
  if (used.size > mostUsed) used.delete(used.values().next().value!);
}

/** What could not be taken may be sent again. */
export const freeToken = (token: string): void => void used.delete(token);

interface Limit {
  count: number;
  withinMs: number;
}

const perSender: Limit = { count: 10, withinMs: 60_000 };
/** Whoever comes from many addresses, or lies about his own, meets this one. */
const perForm: Limit = { count: 120, withinMs: 60_000 };

const times = new Map<string, number[]>();
const mostKeys = 5_000;

/** Counts this one; false when there were too many. In this process only: a bound on harm, not a bill. */
export function mayTake({ formId, sender }: { formId: string; sender: string }, now = Date.now()): boolean {
  const wanted = [
    { key: `${formId} ${sender}`, limit: perSender },
    { key: formId, limit: perForm },
  ];
  const recent = wanted.map(({ key, limit }) => ({
    ...{ key, limit },
    list: (times.get(key) ?? []).filter(time => now - time < limit.withinMs),
  }));
  if (recent.some(({ list, limit }) => list.length >= limit.count)) return false;
  for (const { key, list } of recent) {
    times.delete(key); // the last used stand last, so the first can go
    times.set(key, [...list, now]);
  }
  while (times.size > mostKeys) times.delete(times.keys().next().value!);
  return true;
}
