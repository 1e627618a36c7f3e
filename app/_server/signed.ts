import { createHmac, timingSafeEqual } from 'node:crypto';
import { settings } from './settings';

/** What only this installation can make of a text. The text begins with what it is for, so that none stands for another. */
export const signed = (text: string, encoding: 'base64url' | 'hex' = 'base64url'): string =>
  createHmac('sha256', settings().encryptionKey).update(text).digest(encoding);

/** In the same time wherever the two differ. */
export function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}
