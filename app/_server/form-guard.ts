import type { FormLimits } from '@/database/form-submissions';
import { isSame, signed } from './signed';

/** Faster than a person reads and presses; a browser that fills everything in by itself is not as fast either. */
const fastestMs = 700;
const oldestMs = 24 * 3_600_000;

/** Which form was shown and when: a program that posts without having asked for the page has none. */
export function formToken(formId: string, time = Date.now()): string {
  return `${time}.${signed(`form ${formId} ${time}`)}`;
}

/** `odd`: too quick, too old or not ours. Whether it was sent before, the database knows. */
export function checkToken(formId: string, token: string, now = Date.now()): 'fresh' | 'odd' {
  const time = Number(token.split('.', 1)[0]);
  if (!isSame(token, formToken(formId, time))) return 'odd';
  return now - time < fastestMs || now - time > oldestMs ? 'odd' : 'fresh';
}

/** A bound on harm, held for all processes together. */
export const formLimits: FormLimits = { perSender: 10, perForm: 120, withinSeconds: 60 };
