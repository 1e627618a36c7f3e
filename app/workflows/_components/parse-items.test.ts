import { describe, expect, it } from 'vitest';
import { parseItems } from './parse-items';

describe('input that a person types', () => {
  it('may be one object or a list', () => {
    expect(parseItems('{ "amount": 1 }')).toEqual({ items: [{ amount: 1 }] });
    expect(parseItems('[{ "amount": 1 }, {}]')).toEqual({ items: [{ amount: 1 }, {}] });
  });

  it.each(['', '{', '[]', '3', '[1]', 'null'])('is refused with a reason when it is %j', text => {
    expect(parseItems(text)).toEqual({ error: expect.any(String) });
  });
});
