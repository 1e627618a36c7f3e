import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FormLimits } from '@/database/form-submissions';
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

/** `odd`: too quick, too old or not ours. Whether it was sent before, the database knows. */
export function checkToken(formId: string, token: string, now = Date.now()): 'fresh' | 'odd' {
  const time = Number(token.split('.', 1)[0]);
  const [given, wanted] = [Buffer.from(token), Buffer.from(formToken(formId, time))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'odd';
  return now - time < fastestMs || now - time > oldestMs ? 'odd' : 'fresh';
}

/** A bound on harm, held for all processes together. */
export const formLimits: FormLimits = { perSender: 10, perForm: 120, withinSeconds: 60 };
