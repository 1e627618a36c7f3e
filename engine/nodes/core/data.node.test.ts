import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode } from '@/tests/support/call-node';
import { nodeTypes } from '../registry.generated';

async function next(type: string, params: Record<string, unknown>, items: readonly object[]): Promise<Item[]> {
  return (await callNode(nodeTypes[type]!, { params, items: items as Item[] })).next!;
}

const orders = [
  { id: 1, amount: 20, customer: { city: 'Berlin' } },
  { id: 2, amount: '120.5', customer: { city: 'Rome' } },
  { id: 3, amount: 70, customer: { city: 'Berlin' } },
];

describe('Set fields', () => {
  it('adds fields and keeps the others as they are', async () => {
    const [item] = await next('core.set', { fields: [{ name: 'double', value: '{{ item.amount * 2 }}' }] }, [
      orders[0]!,
    ]);
    expect(item).toEqual({ ...orders[0], double: 40 });
    expect(item!.customer).toBe(orders[0]!.customer);
  });

  it('makes nested fields from a name with dots, and copies only the objects on the way', async () => {
    const source = { customer: { city: 'Berlin', tags: ['a'] }, items: [{ sku: 'x' }] };
    const fields = [
      { name: 'customer.country', value: 'DE' },
      { name: 'items[0].sku', value: 'y' },
    ];
    const [item] = await next('core.set', { fields }, [source]);
    expect(item).toEqual({ customer: { city: 'Berlin', country: 'DE', tags: ['a'] }, items: [{ sku: 'y' }] });
    expect(source).toEqual({ customer: { city: 'Berlin', tags: ['a'] }, items: [{ sku: 'x' }] });
    expect((item!.customer as Item).tags).toBe(source.customer.tags);
  });

  it('keeps only what it is told to', async () => {
    const params = { keep: 'only', fields: [{ name: 'order', value: '{{ item.id }}' }] };
    expect(await next('core.set', params, orders)).toEqual([{ order: 1 }, { order: 2 }, { order: 3 }]);
  });

  it('keeps the type of a value that is one expression, and makes text of a mixture', async () => {
    const fields = [
      { name: 'list', value: '{{ [1, 2] }}' },
      { name: 'text', value: 'No {{ item.id }}' },
    ];
    expect(await next('core.set', { keep: 'only', fields }, [orders[0]!])).toEqual([{ list: [1, 2], text: 'No 1' }]);
  });

  it('fails where a field cannot hold another', async () => {
    await expect(next('core.set', { fields: [{ name: 'id.part', value: 1 }] }, [orders[0]!])).rejects.toMatchObject({
      code: 'node.data_wrong',
      details: { path: 'id.part', value: 1 },
    });
  });

  it('cannot reach a prototype', async () => {
    const [item] = await next('core.set', { fields: [{ name: '__proto__.polluted', value: true }] }, [{}]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(item!)).toEqual(['__proto__']);
  });
});

describe('Sort', () => {
  it('orders numbers as numbers, and ties by the next field', async () => {
    const by = [{ field: 'customer.city' }, { field: 'amount', descending: true }];
    expect((await next('core.sort', { by }, orders)).map(({ id }) => id)).toEqual([3, 1, 2]);
    expect((await next('core.sort', { by: [{ field: 'amount' }] }, orders)).map(({ id }) => id)).toEqual([1, 3, 2]);
  });

  it('puts items without the field last, in both directions', async () => {
    const items = [{ id: 1 }, { id: 2, rank: 5 }, { id: 3, rank: 9 }];
    const ids = async (descending: boolean) =>
      (await next('core.sort', { by: [{ field: 'rank', descending }] }, items)).map(({ id }) => id);
    expect(await ids(false)).toEqual([2, 3, 1]);
    expect(await ids(true)).toEqual([3, 2, 1]);
  });

  it('names the field that was probably meant when no item has the one given', async () => {
    await expect(next('core.sort', { by: [{ field: 'amout' }] }, orders)).rejects.toMatchObject({
      code: 'expression.path_missing',
      details: { path: 'amout', nearest: 'amount' },
    });
  });

  it('asks for a name, not an expression', () => {
    const parsed = nodeTypes['core.sort']!.params.safeParse({ by: [{ field: '{{ item.amount }}' }] });
    expect(parsed.error?.issues[0]?.message).toMatch(/without \{\{ \}\}/);
  });
});

describe('Limit', () => {
  it('takes from the start or from the end, and no more than there is', async () => {
    const ids = async (params: Record<string, unknown>) =>
      (await next('core.limit', params, orders)).map(({ id }) => id);
    expect(await ids({ count: 2 })).toEqual([1, 2]);
    expect(await ids({ count: '2', from: 'end' })).toEqual([2, 3]);
    expect(await ids({ count: 9 })).toEqual([1, 2, 3]);
  });
});

describe('Aggregate', () => {
  const all = (operations: object[], more: object = {}) => next('core.aggregate', { operations, ...more }, orders);

  it('computes everything it is asked for in one item', async () => {
    const operations = [
      { operation: 'count', as: 'orders' },
      { operation: 'sum', field: 'amount', as: 'revenue' },
      { operation: 'average', field: 'id' },
      { operation: 'min', field: 'amount', as: 'least' },
      { operation: 'max', field: 'amount', as: 'most' },
      { operation: 'join', field: 'customer.city', as: 'cities', separator: '/' },
      { operation: 'unique', field: 'customer.city', as: 'where' },
      { operation: 'list', field: 'id', as: 'ids' },
      { operation: 'first', as: 'one' },
      { operation: 'last', field: 'id', as: 'newest' },
    ];
    expect(await all(operations)).toEqual([
      {
        orders: 3,
        revenue: 210.5,
        average_id: 2,
        least: 20,
        most: 120.5,
        cities: 'Berlin/Rome/Berlin',
        where: ['Berlin', 'Rome'],
        ids: [1, 2, 3],
        one: orders[0],
        newest: 3,
      },
    ]);
  });

  it('gives one item per group, in the order in which groups appear', async () => {
    const operations = [{ operation: 'sum', field: 'amount', as: 'revenue' }];
    expect(await all(operations, { groupBy: 'customer.city' })).toEqual([
      { city: 'Berlin', revenue: 90 },
      { city: 'Rome', revenue: 120.5 },
    ]);
  });

  it('leaves out items that lack the field, and adds decimals as people do', async () => {
    const items = [{ price: 0.1 }, {}, { price: 0.2 }, { price: null }];
    const operations = [
      { operation: 'sum', field: 'price', as: 'sum' },
      { operation: 'count', field: 'price', as: 'priced' },
    ];
    expect(await next('core.aggregate', { operations }, items)).toEqual([{ sum: 0.3, priced: 2 }]);
  });

  it('fails on a value that is no number, and on a field that no item has', async () => {
    const sum = [{ operation: 'sum', field: 'price', as: 'sum' }];
    await expect(next('core.aggregate', { operations: sum }, [{ price: '12 €' }])).rejects.toMatchObject({
      code: 'node.data_wrong',
      details: { path: 'price', value: '12 €' },
    });
    await expect(all([{ operation: 'sum', field: 'amounts', as: 'sum' }])).rejects.toMatchObject({
      code: 'expression.path_missing',
      details: { nearest: 'amount' },
    });
  });
});
