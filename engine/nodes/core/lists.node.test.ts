import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { type Shape, shapeOf } from '@/engine/workflow/shape';
import { callNode } from '@/tests/support/call-node';
import { pivotItems } from '../pivot-items';
import { nodeTypes } from '../registry.generated';

async function next(type: string, params: Record<string, unknown>, items: readonly object[]): Promise<Item[]> {
  return (await callNode(nodeTypes[type]!, { params, items: items as Item[] })).next!;
}

const shapeAfter = (type: string, params: Record<string, unknown>, item: object): Shape =>
  nodeTypes[type]!.outputShapes(nodeTypes[type]!.params.parse(params), shapeOf(item)).next!;

describe('Split out a list', () => {
  const order = { id: 7, customer: { lines: [{ sku: 'A' }, { sku: 'B' }], name: 'Ada' } };

  it('makes items of entries; plain values get the name of the list', async () => {
    expect(await next('core.split-out', { field: 'customer.lines' }, [order])).toEqual([{ sku: 'A' }, { sku: 'B' }]);
    expect(await next('core.split-out', { field: 'tags' }, [{ tags: ['a', 1, null] }])).toEqual([
      { tags: 'a' },
      { tags: 1 },
      { tags: null },
    ]);
  });

  it('keeps the other fields, and leaves the list behind when the entry has a name of its own', async () => {
    const params = { field: 'customer.lines', keep: 'all', as: 'line' };
    expect(await next('core.split-out', params, [order])).toEqual([
      { id: 7, customer: { name: 'Ada' }, line: { sku: 'A' } },
      { id: 7, customer: { name: 'Ada' }, line: { sku: 'B' } },
    ]);
    expect(order.customer.lines).toHaveLength(2);
    expect(shapeAfter('core.split-out', params, order)).toEqual(
      shapeOf({ id: 7, customer: { name: 'Ada' }, line: { sku: 'A' } }),
    );
  });

  it('takes nothing for an empty list, one value for a list of one, and text apart where it is told how', async () => {
    const items = [{ a: null }, { a: [] }, { a: 'x, y,,z ' }];
    expect(await next('core.split-out', { field: 'a' }, items)).toEqual([{ a: 'x, y,,z ' }]);
    expect(await next('core.split-out', { field: 'a', separator: ',' }, items)).toEqual([
      { a: 'x' },
      { a: 'y' },
      { a: 'z' },
    ]);
  });

  it('stops at an item without the field and names the one that was meant, unless it is to be skipped', async () => {
    const items = [{ line: [1] }, { lines: [2] }];
    await expect(next('core.split-out', { field: 'lines' }, items)).rejects.toMatchObject({
      code: 'expression.path_missing',
      details: { nearest: 'line' },
    });
    expect(await next('core.split-out', { field: 'lines', missing: 'skip' }, items)).toEqual([{ lines: 2 }]);
  });
});

describe('Remove duplicates', () => {
  it('compares whole items by their values, whatever the order of their fields', async () => {
    const items = [
      { a: 1, b: [1, { x: 1, y: 2 }] },
      { b: [1, { y: 2, x: 1 }], a: 1 },
      { a: '1', b: [] },
      { a: 1, b: [] },
    ];
    const left = await next('core.remove-duplicates', {}, items);
    expect(left).toEqual([items[0], items[2], items[3]]);
    expect(left[0]).toBe(items[0]);
  });

  it('compares by several fields, keeps the last in its own place, and drops none that lack them all', async () => {
    const items = [
      { id: 1, mail: 'A@x.de ', plan: 'p' },
      { id: 2 },
      { id: 3, mail: 'a@x.de', plan: 'p' },
      { id: 4, mail: null },
      { id: 5, mail: 'a@x.de', plan: 'q' },
      { id: 6, mail: 'a@x.de' },
    ];
    const ids = async (params: object) =>
      (await next('core.remove-duplicates', { by: ['mail', 'plan'], ...params }, items)).map(({ id }) => id);
    expect(await ids({ keep: 'last', ignoreCase: true })).toEqual([2, 3, 4, 5, 6]);
    expect(await ids({ ignoreCase: true })).toEqual([1, 2, 4, 5, 6]);
    expect(await ids({})).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is not fooled by values that only look alike when joined', async () => {
    const items = [
      { a: 'x","y', b: '' },
      { a: 'x', b: 'y' },
      { a: 'x', b: 'y"' },
    ];
    expect(await next('core.remove-duplicates', { by: ['a', 'b'] }, items)).toHaveLength(3);
  });

  it('fails on a field that no item has', async () => {
    await expect(next('core.remove-duplicates', { by: ['emial'] }, [{ email: 'a' }])).rejects.toMatchObject({
      details: { nearest: 'email' },
    });
  });
});

describe('Rename fields', () => {
  const rename = (pairs: [string, string][], item: object, more: object = {}) =>
    next('core.rename-fields', { fields: pairs.map(([from, to]) => ({ from, to })), ...more }, [item]);

  it('keeps every field in its place', async () => {
    const [item] = await rename([['b', 'x']], { a: 1, b: 2, c: 3 });
    expect(Object.entries(item!)).toEqual([
      ['a', 1],
      ['x', 2],
      ['c', 3],
    ]);
  });

  it('swaps two names, and moves a field in and out of others', async () => {
    expect(
      await rename(
        [
          ['a', 'b'],
          ['b', 'a'],
        ],
        { a: 1, b: 2 },
      ),
    ).toEqual([{ a: 2, b: 1 }]);
    expect(
      await rename(
        [
          ['customer.mail', 'email'],
          ['city', 'customer.city'],
        ],
        { city: 'Rome', customer: { mail: 'm', id: 1 } },
      ),
    ).toEqual([{ email: 'm', customer: { id: 1, city: 'Rome' } }]);
    expect(
      await rename(
        [
          ['first name', 'name'],
          ['lines[0].a', 'first'],
        ],
        { 'first name': 'Ada', lines: [{ a: 1, b: 2 }] },
      ),
    ).toEqual([{ name: 'Ada', lines: [{ b: 2 }], first: 1 }]);
  });

  it('writes over a field that has the name already', async () => {
    expect(await rename([['a', 'b']], { a: 1, b: 2 })).toEqual([{ b: 1 }]);
  });

  it('stops at a field that is not there, or leaves it out', async () => {
    await expect(rename([['nmae', 'x']], { name: 1 })).rejects.toMatchObject({ details: { nearest: 'name' } });
    expect(
      await rename(
        [
          ['nmae', 'x'],
          ['name', 'y'],
        ],
        { name: 1 },
        { missing: 'skip' },
      ),
    ).toEqual([{ y: 1 }]);
  });

  it('knows the new shape', () => {
    const params = { fields: [{ from: 'customer.mail', to: 'email' }] };
    expect(shapeAfter('core.rename-fields', params, { id: 1, customer: { mail: 'm', id: 2 } })).toEqual(
      shapeOf({ id: 1, customer: { id: 2 }, email: 'm' }),
    );
  });

  it('cannot reach a prototype', async () => {
    const [item] = await rename([['a', '__proto__.polluted']], { a: true });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(item!)).toEqual(['__proto__']);
  });
});

describe('Summarize as a table', () => {
  const sales = [
    { city: 'Rome', month: 2, shop: { city: 'R1' }, amount: '10.10' },
    { city: 'Rome', month: 10, shop: { city: 'R2' }, amount: 0.2 },
    { city: 'Bonn', month: 2, shop: { city: 'B1' }, amount: 5 },
    { city: 'Bonn', month: null, shop: { city: 'B1' }, amount: 1 },
  ];
  const sum = { operation: 'sum', field: 'amount', as: 'sum' };
  const table = (params: Record<string, unknown>, items: readonly object[] = sales) =>
    next('core.summarize', params, items);

  it('groups by several fields; two with one name keep their paths', async () => {
    expect(await table({ groupBy: ['city', 'shop.city'], operations: [sum, { operation: 'count' }] })).toEqual([
      { city: 'Rome', 'shop.city': 'R1', sum: 10.1, count: 1 },
      { city: 'Rome', 'shop.city': 'R2', sum: 0.2, count: 1 },
      { city: 'Bonn', 'shop.city': 'B1', sum: 6, count: 2 },
    ]);
  });

  it('makes columns of values, in order, and fills what is not there', async () => {
    const operations = [sum, { operation: 'max', field: 'amount', as: 'max' }];
    const rows = await table({ groupBy: ['city'], columns: 'month', operations });
    expect(Object.keys(rows[0]!)).toEqual(['city', '2 sum', '2 max', '10 sum', '10 max', 'none sum', 'none max']);
    expect(rows[1]).toEqual({
      city: 'Bonn',
      '2 sum': 5,
      '2 max': 5,
      '10 sum': 0,
      '10 max': null,
      'none sum': 1,
      'none max': 1,
    });
  });

  it('computes the total from the items, not from the rows', async () => {
    const average = { operation: 'average', field: 'amount', as: 'average' };
    const rows = await table({ groupBy: ['city'], operations: [average], totals: true });
    expect(rows.at(-1)).toEqual({ city: 'Total', average: 4.075 });
  });

  it('gives one row of no items where nothing is grouped, and none where something is', () => {
    const count = { operations: [{ operation: 'count' as const }], totals: false };
    expect(pivotItems([], { ...count, groupBy: [] })).toEqual([{ count: 0 }]);
    expect(pivotItems([], { ...count, groupBy: ['city'] })).toEqual([]);
    expect(nodeTypes['core.summarize']!.runsOnNothing!({ operations: [] })).toBe(true);
  });

  it('refuses a field with too many values for columns', async () => {
    const many = Array.from({ length: 201 }, (_, id) => ({ id }));
    await expect(table({ columns: 'id', operations: [{ operation: 'count' }] }, many)).rejects.toThrow(/201/);
  });
});

describe('Stop with error', () => {
  it('fails with the sentence it was given, of the first item', async () => {
    const failing = next('core.stop', { message: 'No customer in {{ item.id }}' }, [{ id: 4 }, { id: 5 }]);
    await expect(failing).rejects.toMatchObject({ code: 'workflow.stopped', userMessage: 'No customer in 4' });
  });

  it('wants a sentence', () => {
    for (const params of [{}, { message: '' }, { message: '   ' }])
      expect(nodeTypes['core.stop']!.params.safeParse(params).error?.issues[0]?.message).toBe('Say why it stops.');
  });
});
