import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { freshDatabase } from '@/tests/support/database';
import { createTableStore } from './table-store';
import { findTable } from './tables';

const database = await freshDatabase();

async function someStore() {
  const user = await database.addUser();
  const store = createTableStore(database.db, user.claims);
  let count = 0;
  const key = () => ({ idempotencyKey: `key ${count++}` });
  const all = (table: string) => store.find(table, { filters: [], match: 'all', limit: 100 });
  return { user, store, key, all };
}

const people: Item[] = [
  { name: 'Ada', age: 36, city: 'London' },
  { name: 'Bo', age: '7', city: null },
  { name: 'cy', age: 120, tags: ['a', 'b'] },
];

describe('insert', () => {
  it('makes the table and its columns, and finds it whatever the case of its name', async () => {
    const { user, store, key, all } = await someStore();

    await store.insert(' Big Orders ', [{ order: 'A-1', amount: 150 }], key());
    await store.insert('big orders', [{ Amount: 200, note: 'late' }], key());

    expect(await all('BIG ORDERS')).toEqual([
      { id: 1, order: 'A-1', amount: 150 },
      { id: 2, amount: 200, note: 'late' },
    ]);
    const table = await user.asUser(tx => findTable(tx, { name: 'big orders' }));
    expect(table).toMatchObject({ name: 'Big Orders', columns: ['order', 'amount', 'note'] });
  });

  it('takes effect once for one key, also when both calls come at the same time', async () => {
    const { store, all } = await someStore();
    const again = () => store.insert('orders', [{ n: 1 }, { n: 2 }], { idempotencyKey: 'same' });

    const [first, second] = await Promise.all([again(), again()]);

    expect(first).toEqual([
      { id: 1, n: 1 },
      { id: 2, n: 2 },
    ]);
    expect(second).toEqual(first);
    expect(await again()).toEqual(first);
    expect(await all('orders')).toHaveLength(2);
  });

  it('gives every row a number of its own when many insert at once into a table that is not there yet', async () => {
    const { store, key, all } = await someStore();

    await Promise.all(Array.from({ length: 8 }, (_, n) => store.insert('orders', [{ n }], key())));

    expect((await all('orders')).map(row => row.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("keeps a person's own id", async () => {
    const { store, key, all } = await someStore();

    await store.insert('orders', [{ id: 'A-17', amount: 3 }], key());

    expect(await all('orders')).toEqual([{ id: 'A-17', amount: 3 }]);
    const found = await store.find('orders', {
      filters: [{ column: 'id', operator: 'equals', value: 'a-17' }],
      match: 'all',
      limit: 1,
    });
    expect(found).toHaveLength(1);
  });
});

describe('find', () => {
  const find = async (
    filters: Parameters<ReturnType<typeof createTableStore>['find']>[1]['filters'],
    match: 'all' | 'any' = 'all',
  ) => {
    const { store, key } = await someStore();
    await store.insert('people', people, key());
    return (await store.find('people', { filters, match, limit: 10 })).map(row => row.name);
  };

  it.each([
    [{ column: 'Name', operator: 'equals', value: 'ada' }, ['Ada']],
    [{ column: 'age', operator: 'equals', value: 7 }, ['Bo']],
    [{ column: 'age', operator: 'greater', value: '35.5' }, ['Ada', 'cy']],
    [{ column: 'age', operator: 'less', value: 36 }, ['Bo']],
    [{ column: 'name', operator: 'less', value: 'b' }, ['Ada']],
    [{ column: 'city', operator: 'not_equals', value: 'London' }, ['Bo', 'cy']],
    [{ column: 'city', operator: 'exists' }, ['Ada']],
    [{ column: 'city', operator: 'equals', value: null }, ['Bo', 'cy']],
    [{ column: 'tags', operator: 'contains', value: 'b' }, ['cy']],
    [{ column: 'tags', operator: 'equals', value: ['a', 'b'] }, ['cy']],
    [{ column: "x') or true --", operator: 'exists' }, []],
    [{ column: 'name', operator: 'contains', value: '%' }, []],
  ] as const)('%j', async (filter, names) => {
    expect(await find([filter])).toEqual(names);
  });

  it('takes all filters or any of them', async () => {
    const filters = [
      { column: 'age', operator: 'greater', value: 30 },
      { column: 'city', operator: 'exists' },
    ] as const;

    expect(await find(filters)).toEqual(['Ada']);
    expect(await find(filters, 'any')).toEqual(['Ada', 'cy']);
  });

  it('orders numbers as numbers and stops at the limit', async () => {
    const { store, key } = await someStore();
    await store.insert('people', people, key());

    const oldest = await store.find('people', {
      filters: [],
      match: 'all',
      limit: 2,
      order: { column: 'age', descending: true },
    });

    expect(oldest.map(row => row.name)).toEqual(['cy', 'Ada']);
  });

  it('says so when there is no such table', async () => {
    const { all } = await someStore();

    await expect(all('nothing')).rejects.toMatchObject({ code: 'table.not_found' });
  });
});

describe('other writes', () => {
  it('update and delete what the filters match and answer with it', async () => {
    const { store, key, all } = await someStore();
    await store.insert('people', people, key());
    const adult = [{ column: 'age', operator: 'greater', value: 18 }] as const;

    const updated = await store.update('people', { filters: adult, match: 'all', values: { Adult: true }, ...key() });
    const deleted = await store.delete('people', { filters: adult, match: 'all', ...key() });

    expect(updated.map(row => [row.name, row.Adult])).toEqual([
      ['Ada', true],
      ['cy', true],
    ]);
    expect(deleted.map(row => row.name)).toEqual(['Ada', 'cy']);
    expect((await all('people')).map(row => row.name)).toEqual(['Bo']);
  });

  it('upsert makes one row for one value, also when two come at once', async () => {
    const { store, key, all } = await someStore();
    const put = (count: number) => store.upsert('stock', { sku: 'X1', count }, { column: 'sku', ...key() });

    await Promise.all([put(1), put(1)]);
    const last = await put(5);

    expect(last).toEqual({ id: 1, sku: 'X1', count: 5 });
    expect(await all('stock')).toEqual([last]);
  });
});

it('keeps the tables of two people apart, under the same name and the same key', async () => {
  const [one, two] = [await someStore(), await someStore()];

  await one.store.insert('orders', [{ of: 'one' }], { idempotencyKey: 'k' });
  await two.store.insert('orders', [{ of: 'two' }], { idempotencyKey: 'k' });

  expect(await one.all('orders')).toEqual([{ id: 1, of: 'one' }]);
  expect(await two.all('orders')).toEqual([{ id: 1, of: 'two' }]);
});
