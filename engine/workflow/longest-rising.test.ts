import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestRising } from './longest-rising';

const rank = (value: number) => value;

it.each([
  [[], 0],
  [[1, 2, 3], 3],
  [[3, 2, 1], 1],
  [[3, 1, 2, 5, 4], 3],
])('%j keeps %i', (values, length) => {
  expect(longestRising(values, rank)).toHaveLength(length);
});

it('is always a rising part of the list', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), values => {
      const kept = longestRising(values, rank);
      expect(kept).toEqual(values.filter(value => kept.includes(value)));
      expect(kept).toEqual(kept.toSorted((one, other) => one - other));
      if (values.length > 0) expect(kept.length).toBeGreaterThan(0);
    }),
  );
});
