import { describe, expect, it } from 'vitest';
import { readAny, setAt, showAny, toChange, valueAt } from './edit-params';

describe('editing settings', () => {
  const params = { fields: [{ name: 'a', value: 1 }, { name: 'b' }], keep: 'all' };

  it('changes one place and leaves the rest the very same', () => {
    const next = setAt(params, ['fields', 1, 'name'], 'c') as typeof params;
    expect(next).toEqual({ fields: [{ name: 'a', value: 1 }, { name: 'c' }], keep: 'all' });
    expect(next.fields[0]).toBe(params.fields[0]);
    expect(params.fields[1]).toEqual({ name: 'b' });
  });

  it('takes a field away, an entry away, and makes what was not there', () => {
    expect(setAt(params, ['keep'], undefined)).toEqual({ fields: params.fields });
    expect(valueAt(setAt(params, ['fields', 0], undefined), ['fields'])).toEqual([{ name: 'b' }]);
    expect(setAt({}, ['headers', 0, 'name'], 'x')).toEqual({ headers: [{ name: 'x' }] });
  });

  it('sends the edited field only', () => {
    expect(toChange('n', params, ['fields', 1, 'name'])).toEqual({
      type: 'update-node',
      node: 'n',
      params: { fields: params.fields },
    });
    expect(toChange('n', {}, ['keep'])).toEqual({ type: 'update-node', node: 'n', unset: ['keep'] });
  });

  it.each([12, true, null, 'hello', '12', 'true', '{{ item.n }}', '007', '{"a":1}', { a: [1] }, ['x'], '-'])(
    'a field for any value gives %j back as it was',
    value => {
      expect(readAny(showAny(value))).toEqual(value);
    },
  );

  it('takes half-written JSON as text', () => {
    expect(readAny('{ "a": ')).toBe('{ "a": ');
    expect(readAny('  ')).toBeUndefined();
    expect(readAny('12345678901234567890')).toBe('12345678901234567890');
  });
});
