import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { compileFill } from '../workflow/fill-places';
import { createCheck } from './check-settings';

/** The same check, made anew for every item. */
function byItself(type: string, params: Record<string, unknown>, places: string[][]) {
  const schema = nodeTypes[type]!.params;
  return (values: readonly unknown[]) => {
    const parsed = schema.safeParse(compileFill(params, places)(values));
    return parsed.success ? parsed.data : null;
  };
}

const anyValues = [1, 'text', '', null, true, [1, 2], { a: { b: 1 } }, 0];

describe('settings that are checked once', () => {
  it.each([
    ['core.set', { fields: [{ name: ' total ', value: '' }] }, ['fields', '0', 'value']],
    ['core.set', { fields: [{ name: '', value: 1 }] }, ['fields', '0', 'name']],
    ['core.filter', { conditions: [{ left: '', operator: 'greater', right: 5 }] }, ['conditions', '0', 'left']],
    ['core.filter', { conditions: [{ left: '', operator: '' }] }, ['conditions', '0', 'operator']],
    ['core.filter', { conditions: [{ left: '', operator: 'greater' }] }, ['conditions', '0', 'left']],
    ['core.respond', { status: 200, body: '' }, ['status']],
    ['core.limit', { count: '' }, ['count']],
  ] as const)('of %s %j are what each item would have got', (type, params, place) => {
    const places = [[...place]];
    const check = createCheck({ schema: nodeTypes[type]!.params, params, places });
    const alone = byItself(type, params, places);
    for (const value of ['x', ...anyValues, 'equals', 3]) expect(check([value]).params).toEqual(alone([value]));
  });

  it('name the value of the item that does not fit', () => {
    const check = createCheck({ schema: nodeTypes['core.limit']!.params, params: { count: '' }, places: [['count']] });
    expect(check([2]).error).toBeNull();
    expect(check(['many']).error).toMatchObject({ details: { param: 'count', value: 'many' } });
    expect(check([-1]).error).toMatchObject({ details: { param: 'count', value: -1 } });
  });

  it('are one object where nothing varies, and share what does not', () => {
    const schema = nodeTypes['core.filter']!.params;
    const params = {
      conditions: [
        { left: '', operator: 'equals', right: 1 },
        { left: 1, operator: 'equals', right: 1 },
      ],
    };
    const constant = createCheck({ schema, params, places: [] });
    expect(constant([]).params).toBe(constant([]).params);
    const check = createCheck({ schema, params, places: [['conditions', '0', 'left']] });
    const [first, second] = [check(['a']), check(['b'])].map(({ params: checked }) => checked!.conditions as unknown[]);
    expect(first![0]).toMatchObject({ left: 'a' });
    expect(second![0]).toMatchObject({ left: 'b' });
  });
});

describe('filling places', () => {
  it('copies what it touches and shares the rest', () => {
    const value = JSON.parse('{"a":{"b":[1,2]},"c":{"d":1},"__proto__":{"e":1}}') as Record<string, unknown>;
    const before = JSON.stringify(value);
    const fill = compileFill(value, [
      ['a', 'b', '1'],
      ['__proto__', 'e'],
    ]);
    const filled = fill(['x', 'y']) as Record<string, unknown>;
    expect(JSON.stringify(filled)).toBe('{"a":{"b":[1,"x"]},"c":{"d":1},"__proto__":{"e":"y"}}');
    expect(filled.c).toBe(value.c);
    expect(JSON.stringify(value)).toBe(before);
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
  });
});
