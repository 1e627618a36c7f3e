import { describe, expect, it } from 'vitest';
import { readableLines } from './readable-lines';

const words = { none: 'nothing', yes: 'yes', no: 'no', label: (name: string) => name.toUpperCase() };

describe('readableLines', () => {
  it.each<[string, unknown, string[]]>([
    ['a text', 'two\nlines', ['two', 'lines']],
    ['nothing', null, ['nothing']],
    ['an empty list', [], ['nothing']],
    ['a switch', true, ['yes']],
    ['names with values', [{ name: 'source', value: 'roof' }], ['source: roof']],
    ['conditions', [{ left: '{{ item.a }}', operator: 'greater', right: '5' }], ['{{ item.a }} greater 5']],
    ['a list of texts', ['a', 'b'], ['– a', '– b']],
    [
      'fields within fields',
      { url: 'https://example.com', query: [{ name: 'q', value: '1' }], paging: { kind: 'link' } },
      ['URL: https://example.com', 'QUERY:', '  q: 1', 'PAGING: KIND: link'],
    ],
    ['a list of anything', [{ a: 1, b: false }], ['– A: 1', '  B: no']],
  ])('shows %s without brackets or quotes', (_, value, lines) => {
    expect(readableLines(value, words)).toEqual(lines);
  });
});
