import { describe, expect, it } from 'vitest';
import { cellValue } from './cell-value';

describe('what is typed into a cell', () => {
  it.each([
    ['12.5', undefined, 12.5],
    ['true', null, true],
    ['007', undefined, '007'],
    ['1.50', 2, '1.50'],
    ['12', 'eleven', '12'],
    ['[1, 2]', null, [1, 2]],
    ['{oops', null, '{oops'],
    ['', 'before', null],
  ])('%j over %j is %j', (text, before, value) => expect(cellValue(text, before)).toEqual(value));
});
