import { expect, it } from 'vitest';
import { measuresAsFields } from './measures';

it.each([
  ['keep the ones cheaper than 10', 'keep the ones whose price is less than 10'],
  ['keep items more expensive than $20', 'keep items whose price is more than $20'],
  ['delete people younger than 18', 'delete people whose age is less than 18'],
  ['if the price is cheaper than 10', 'if the price is cheaper than 10'],
  ['keep posts older than 3 days', 'keep posts older than 3 days'],
])('%s', (text, told) => {
  expect(measuresAsFields(text)).toBe(told);
});
