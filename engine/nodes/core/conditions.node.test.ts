import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode } from '@/tests/support/call-node';
import type { Operator } from '../conditions';
import { nodeTypes } from '../registry.generated';

const condition = (left: unknown, operator: Operator, right?: unknown) => ({ left, operator, right });
const run = (type: string, options: { params: Record<string, unknown>; items: readonly Item[] }) =>
  callNode(nodeTypes[type]!, options);

async function holds(left: unknown, operator: Operator, right?: unknown, more: object = {}): Promise<boolean> {
  const params = { conditions: [{ ...condition('{{ item.value }}', operator, right), ...more }] };
  const { next } = await run('core.filter', { params, items: [{ value: left as Item[string] }] });
  return next!.length === 1;
}

describe('a condition', () => {
  it.each<[unknown, Operator, unknown, boolean]>([
    [120, 'greater', 100, true],
    ['120', 'greater', 100, true],
    [120, 'greater', '100', true],
    ['9', 'less', '10', true],
    [100, 'greater', 100, false],
    [100, 'greater_or_equal', 100, true],
    [100, 'less_or_equal', '100.0', true],
    ['1.0', 'equals', 1, true],
    ['Berlin', 'equals', 'berlin', true],
    ['Berlin ', 'equals', 'berlin', false],
    ['Café', 'equals', 'Cafe\u0301', true],
    [true, 'equals', 'true', true],
    [null, 'equals', null, true],
    [null, 'equals', '', false],
    [['a', 1], 'equals', ['a', 1], true],
    [{ a: 1, b: 2 }, 'equals', { b: 2, a: 1 }, true],
    ['a', 'not_equals', 'b', true],
    ['New in Postgres', 'contains', 'postgres', true],
    ['New in MySQL', 'not_contains', 'postgres', true],
    [['red', 'Blue'], 'contains', 'blue', true],
    [['red', 'blue'], 'contains', 'lu', false],
    [null, 'contains', 'x', false],
    ['INV-7', 'starts_with', 'inv-', true],
    ['ada@example.com', 'ends_with', '@EXAMPLE.com', true],
    ['A-1001', 'matches', '^[a-z]-\\d{4}$', true],
    ['', 'is_empty', undefined, true],
    ['', 'equals', 'x', false],
    ['  ', 'is_empty', undefined, true],
    [[], 'is_empty', undefined, true],
    [{}, 'is_empty', undefined, true],
    [0, 'is_empty', undefined, false],
    ['x', 'is_not_empty', undefined, true],
    [null, 'exists', undefined, false],
    [0, 'exists', undefined, true],
    ['Yes', 'is_true', undefined, true],
    [0, 'is_true', undefined, false],
    ['off', 'is_false', undefined, true],
    ['2026-03-01', 'before', '2026-03-02', true],
    ['2026-03-02T09:00:00+01:00', 'before', '2026-03-02T08:30:00Z', true],
    ['Mon, 02 Mar 2026 07:00:00 GMT', 'after', '2026-03-01', true],
    [1_772_434_800, 'after', '2026-03-01', true],
    ['2026-03-02', 'greater', '2026-03-01', true],
  ])('%j %s %j is %s', async (left, operator, right, expected) => {
    expect(await holds(left, operator, right)).toBe(expected);
  });

  it('regards capital letters when it is told to', async () => {
    expect(await holds('Berlin', 'equals', 'berlin', { caseSensitive: true })).toBe(false);
    expect(await holds('Berlin', 'matches', '^b', { caseSensitive: true })).toBe(false);
  });

  it.each<[unknown, Operator, unknown, string]>([
    ['abc', 'greater', 100, '"abc" is not a number, so it cannot be compared with 100'],
    [null, 'less', 100, 'There is no value to compare with 100'],
    [5, 'greater', 'many', '"many" is not a number, so it cannot be compared with 5'],
    ['maybe', 'is_true', undefined, '"maybe" is neither true nor false'],
    ['soon', 'before', '2026-03-01', '"soon" is not a date or time that can be read'],
    [{ a: 1 }, 'contains', 'a', 'is an object where text was expected'],
  ])('%j %s %j fails with its value and place', async (left, operator, right, reason) => {
    await expect(holds(left, operator, right)).rejects.toMatchObject({
      code: 'node.data_wrong',
      details: {
        reason: expect.stringContaining(reason),
        param: expect.stringMatching(/^conditions\.0\.(left|right)$/),
      },
    });
  });

  it('asks whether a field is there without failing when it is not', async () => {
    const params = { conditions: [condition('{{ item.coupon }}', 'exists')] };
    expect(await run('core.if', { params, items: [{ coupon: 'X' }, { other: 1 }] })).toEqual({
      yes: [{ coupon: 'X' }],
      no: [{ other: 1 }],
    });
  });

  it('fails with the nearest path when it compares a field that is not there', async () => {
    const params = { conditions: [condition('{{ item.amout }}', 'greater', 100)] };
    await expect(run('core.if', { params, items: [{ amount: 1 }] })).rejects.toMatchObject({
      code: 'expression.path_missing',
      details: { nearest: expect.stringContaining('amount') },
    });
  });

  it('stops a pattern that would never end', async () => {
    await expect(holds(`${'a'.repeat(40)}!`, 'matches', '^(a+)+$')).rejects.toMatchObject({
      code: 'node.params_invalid',
    });
  });

  it('says so when a pattern is not one', async () => {
    await expect(holds('a', 'matches', '(')).rejects.toMatchObject({ code: 'node.params_invalid' });
  });

  it('is refused while it is incomplete, naming what is missing', () => {
    const messages = (value: unknown) =>
      nodeTypes['core.if']!.params.safeParse({ conditions: [value] }).error?.issues.map(({ path }) => path.join('.'));
    expect(messages({ left: '{{ item.a }}', operator: 'greater' })).toEqual(['conditions.0.right']);
    expect(messages({ operator: 'exists' })).toEqual(['conditions.0.left']);
    expect(messages({ left: 1, operator: 'bigger', right: 2 })).toEqual(['conditions.0.operator']);
  });
});

describe('If', () => {
  const params = {
    conditions: [condition('{{ item.amount }}', 'greater', 100), condition('{{ item.city }}', 'equals', 'Berlin')],
  };
  const items = [
    { amount: 120, city: 'Berlin' },
    { amount: 120, city: 'Rome' },
    { amount: 20, city: 'Rome' },
  ];

  it('wants all conditions, or any of them', async () => {
    const all = await run('core.if', { params, items });
    const any = await run('core.if', { params: { ...params, match: 'any' }, items });

    expect(all).toEqual({ yes: [items[0]], no: [items[1], items[2]] });
    expect(any).toEqual({ yes: [items[0], items[1]], no: [items[2]] });
  });

  it('shows its conditions on the card', () => {
    expect(nodeTypes['core.if']!.describe(params)).toBe('amount > 100 and city is "Berlin"?');
    expect(nodeTypes['core.if']!.describe({ ...params, match: 'any' })).toBe('amount > 100 or city is "Berlin"?');
  });
});

describe('Switch', () => {
  const byValue = { value: '{{ item.country }}', cases: [{ name: 'Germany', equals: 'DE' }, { name: 'AT' }] };
  const byCondition = {
    cases: [
      { name: 'Very large', conditions: [condition('{{ item.amount }}', 'greater', 1000)] },
      { name: 'Large', conditions: [condition('{{ item.amount }}', 'greater', 100)] },
    ],
  };
  const invalid = (params: unknown) => nodeTypes['core.switch']!.params.safeParse(params).error?.issues[0]?.message;

  it('compares one value with each case, by its name where nothing else is said', async () => {
    const items = [{ country: 'de' }, { country: 'AT' }, { country: 'FR' }];
    expect(await run('core.switch', { params: byValue, items })).toEqual({
      germany: [items[0]],
      at: [items[1]],
      otherwise: [items[2]],
    });
  });

  it('takes the first case whose conditions hold', async () => {
    const items = [{ amount: 5000 }, { amount: 500 }, { amount: 5 }];
    expect(await run('core.switch', { params: byCondition, items })).toEqual({
      very_large: [items[0]],
      large: [items[1]],
      otherwise: [items[2]],
    });
    expect(nodeTypes['core.switch']!.ports(byCondition)).toEqual(['very_large', 'large', 'otherwise']);
  });

  it('refuses names that could not be told apart', () => {
    expect(invalid({ value: 1, cases: [{ name: 'A' }, { name: 'a' }] })).toMatch(/Two cases/);
    expect(invalid({ value: 1, cases: [{ name: 'Otherwise' }] })).toMatch(/is kept/);
    expect(invalid({ cases: [{ name: 'A' }] })).toMatch(/what must hold/);
  });
});
