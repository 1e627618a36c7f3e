import { describe, expect, it } from 'vitest';
import { inlineParts } from './inline-parts';

describe('a sentence with marks', () => {
  it('sets paths and labels apart', () => {
    expect(inlineParts('Step *Save order* needs `customer.email`.')).toEqual([
      { kind: 'text', text: 'Step ' },
      { kind: 'label', text: 'Save order' },
      { kind: 'text', text: ' needs ' },
      { kind: 'code', text: 'customer.email' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each(['2 * 3 * 4', 'a lone ` stays', '', '* list'])('leaves %j as it is', text => {
    expect(inlineParts(text).every(({ kind }) => kind === 'text')).toBe(true);
  });
});
