import { expect, it } from 'vitest';
import { dayOf, daysLeft, endOfDay, isOver, isWholeDay } from './days';

it('holds to the end of the day that was chosen, and shows that day again', () => {
  const end = endOfDay('2026-11-30');

  expect([dayOf(end), dayOf(null), endOfDay('')]).toEqual(['2026-11-30', '', null]);
  expect([isOver(end, new Date('2026-11-29T12:00:00Z')), isOver(end, new Date('2026-12-02T00:00:00Z'))]).toEqual([
    false,
    true,
  ]);
  expect(isOver(null)).toBe(false);
});

it.each([
  ['', true],
  ['2026-11-30', true],
  ['0002-11-30', false],
  ['0202-11-30', false],
])('takes %j for a whole day: %s', (day, whole) => expect(isWholeDay(day)).toBe(whole));

it.each([
  ['2026-11-23T13:00:00Z', 0],
  ['2026-11-26T12:00:00Z', 3],
  ['2026-11-22T12:00:00Z', -1],
])('counts the whole days until %s: %i', (moment, days) =>
  expect(daysLeft(moment, new Date('2026-11-23T12:00:00Z'))).toBe(days),
);
