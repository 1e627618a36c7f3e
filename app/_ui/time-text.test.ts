import { describe, expect, it } from 'vitest';
import { durationText, relativeTime } from './time-text';

describe('times in words', () => {
  const now = new Date('2026-03-01T12:00:00Z');

  it.each([
    ['2026-03-01T11:59:30Z', 'just now'],
    ['2026-03-01T11:58:00Z', '2 minutes ago'],
    ['2026-03-01T15:00:00Z', 'in 3 hours'],
    ['2026-02-28T12:00:00Z', 'yesterday'],
    ['2026-01-02T12:00:00Z', 'Jan 2, 2026'],
  ])('says %s as %s', (at, words) => expect(relativeTime(at, now)).toBe(words));

  it.each([
    [0.4, '0 ms'],
    [340, '340 ms'],
    [1_240, '1.2 s'],
    [185_000, '3 min 5 s'],
  ])('says %d ms as %s', (ms, words) => expect(durationText(ms)).toBe(words));
});
