import { describe, expect, it } from 'vitest';
import { callNode, simulateNode } from '@/tests/support/call-node';
import { memoryTables } from '@/tests/support/memory-tables';
import { nodeTypes } from '../registry.generated';

const table = nodeTypes['core.data-table']!;
const another = () => ({ executionId: crypto.randomUUID() });
const orders = [
  { order: 'A', amount: 120 },
  { order: 'B', amount: 20 },
];

async function withOrders() {
  const tables = memoryTables();
  await callNode(table, { params: { operation: 'insert', table: 'Orders' }, items: orders, tables });
  const run = async (params: object, items: object[] = [{}]) =>
    (await callNode(table, { params: { table: 'orders', ...params }, items: items as never, tables, ...another() }))
      .next;
  return { tables, run };
}

describe('Data table', () => {
  it('stores the whole item when nothing else is said, one row each', async () => {
    const { tables } = await withOrders();
    expect(tables.rowsOf('orders')).toEqual([
      { id: 1, order: 'A', amount: 120 },
      { id: 2, order: 'B', amount: 20 },
    ]);
  });

  it('stores the columns it is told, in the type they have', async () => {
    const tables = memoryTables();
    const values = [
      { name: 'total', value: '{{ item.amount * 2 }}' },
      { name: 'note', value: 'for {{ item.order }}' },
    ];
    const { next } = await callNode(table, { params: { table: 'notes', values }, items: [orders[0]!], tables });
    expect(next).toEqual([{ id: 1, total: 240, note: 'for A' }]);
  });

  it('stores the body of a request, not its headers', async () => {
    const tables = memoryTables();
    const asked = { method: 'POST', headers: { authorization: 'Bearer x' }, query: {}, files: [] };
    const store = (body: unknown, query = {}) =>
      callNode(table, { params: { table: 't' }, items: [{ ...asked, body, query } as never], tables, ...another() });

    await store({ a: 1 });
    await store([{ a: 2 }, { a: 3 }]);
    await store({}, { a: '4' });
    await store('text');
    expect(tables.rowsOf('t').map(({ id: _id, ...row }) => row)).toEqual([
      { a: 1 },
      { a: 2 },
      { a: 3 },
      { a: '4' },
      { body: 'text' },
    ]);
    await expect(store({})).rejects.toMatchObject({ code: 'node.data_wrong' });
  });

  it('finds one item per row, or none', async () => {
    const { run } = await withOrders();
    const filters = [{ column: 'amount', operator: 'greater', value: '{{ item.limit }}' }];
    expect(await run({ operation: 'find', filters }, [{ limit: 100 }])).toEqual([{ id: 1, order: 'A', amount: 120 }]);
    expect(await run({ operation: 'find', filters }, [{ limit: 500 }])).toEqual([]);
    expect(await run({ operation: 'find', limit: 1 })).toHaveLength(1);
    await expect(run({ operation: 'find', table: 'nowhere' })).rejects.toMatchObject({ code: 'table.not_found' });
  });

  it('gives one empty item where a later step tells, also before the table is made', async () => {
    const { run } = await withOrders();
    const filters = [{ column: 'order', operator: 'equals', value: 'Z' }];
    expect(await run({ operation: 'find', filters, orEmpty: true })).toEqual([{}]);
    expect(await run({ operation: 'find', table: 'later', orEmpty: true })).toEqual([{}]);
    await expect(run({ operation: 'find', table: 'later' })).rejects.toMatchObject({ code: 'table.not_found' });
  });

  it('updates, upserts and deletes', async () => {
    const { tables, run } = await withOrders();
    const filters = [{ column: 'order', value: 'B' }];

    await run({ operation: 'update', filters, values: [{ name: 'amount', value: 25 }] });
    expect(tables.rowsOf('orders')[1]).toEqual({ id: 2, order: 'B', amount: 25 });
    await run({ operation: 'delete', filters });
    expect(tables.rowsOf('orders')).toHaveLength(1);
    await run({ operation: 'upsert', column: 'order' }, [{ order: 'A', amount: 1 }]);
    expect(tables.rowsOf('orders')).toEqual([{ id: 1, order: 'A', amount: 1 }]);
  });

  it('takes effect once, however often it is tried', async () => {
    const tables = memoryTables();
    const again = () => callNode(table, { params: { table: 'orders' }, items: [orders[0]!], tables });
    expect(await again()).toEqual(await again());
    expect(tables.rowsOf('orders')).toHaveLength(1);
    expect(table.honoursIdempotencyKey({})).toBe(true);
  });

  it('never reaches others, whatever it does', () => {
    const reach = (operation: string) => [table.effect({ operation }), table.reachesOthers({ operation })];
    expect(['insert', 'find', 'update', 'upsert', 'delete'].map(reach)).toEqual([
      ['write', false],
      ['read', false],
      ['write', false],
      ['write', false],
      ['destructive', false],
    ]);
  });

  it('shows in a trial what would be stored, and stores nothing', async () => {
    const tables = memoryTables();
    const params = { table: 'orders', values: [{ name: 'amount', value: '{{ item.amount }}' }] };
    expect(await simulateNode(table, { params, items: [orders[0]!], tables })).toEqual({
      next: [{ id: 1, amount: 120 }],
    });
    expect(tables.rowsOf('orders')).toEqual([]);
  });

  it('asks for what an operation needs', () => {
    const missing = (params: object) =>
      table.params.safeParse({ table: 't', ...params }).error?.issues.map(({ path }) => path.join('.'));
    expect(missing({ operation: 'insert' })).toBeUndefined();
    expect(missing({ operation: 'upsert' })).toEqual(['column']);
    expect(missing({ operation: 'update' })).toEqual(['values', 'filters']);
    expect(missing({ operation: 'delete' })).toEqual(['filters']);
    expect(missing({ table: '' })).toEqual(['table']);
  });

  it('says on the card what it does with which rows', () => {
    const filters = [{ column: 'order', operator: 'equals', value: '{{ item.order }}' }];
    const line = (params: object) => table.describe({ table: 'big orders', ...params });
    expect(line({ operation: 'insert', values: [{ name: 'a' }, { name: 'b' }] })).toBe(
      'Adds a row to "big orders": a, b',
    );
    expect(line({ operation: 'find', filters })).toBe('Finds rows in "big orders" where order is order');
    expect(line({ operation: 'delete', filters })).toBe('Deletes rows from "big orders" where order is order');
  });
});
