import { expect, it } from 'vitest';
import { jsonLines } from './json-lines';

it('writes a value as JSON and knows where each line is', () => {
  const value = { id: 1, customer: { 'first name': 'Ann' }, lines: [{ sku: 'x' }], none: [] };
  const lines = jsonLines(value);

  expect(lines.map(({ depth, text }) => '  '.repeat(depth) + text).join('\n')).toBe(JSON.stringify(value, null, 2));
  expect(lines.find(({ text }) => text.includes('sku'))!.path).toEqual(['lines', 0, 'sku']);
  expect(lines.find(({ text }) => text.includes('first name'))!.path).toEqual(['customer', 'first name']);
  expect(lines[0]!.path).toBeNull();
});
