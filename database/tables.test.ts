import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { deleteColumn, renameColumn } from './table-columns';
import { exportCsv, importCsv } from './table-csv';
import { addRow, deleteRows, editCell, listRows } from './table-rows';
import { createTable, deleteTable, findTable, listTables, listTablesSummary, readTable, renameTable } from './tables';

const database = await freshDatabase();

async function someTable(columns: readonly string[] = ['name', 'amount']) {
  const user = await database.addUser();
  const { id: tableId } = await user.asUser(tx => createTable(tx, { name: 'Orders', columns }));
  const rows = () => user.asUser(tx => listRows(tx, { tableId, limit: 100 }));
  return { user, tableId, rows };
}

it('are made, listed, renamed and deleted; a name is taken whatever its case', async () => {
  const { user, tableId } = await someTable();
  await user.asUser(tx => createTable(tx, { name: 'animals' }));

  await expect(user.asUser(tx => createTable(tx, { name: 'ORDERS' }))).rejects.toMatchObject({
    code: 'table.name_taken',
  });
  await expect(user.asUser(tx => renameTable(tx, { tableId, name: 'Animals' }))).rejects.toMatchObject({
    code: 'table.name_taken',
  });
  await user.asUser(tx => renameTable(tx, { tableId, name: 'ORDERS' }));

  expect((await user.asUser(tx => listTables(tx))).map(table => table.name)).toEqual(['animals', 'ORDERS']);
  expect(await user.asUser(tx => listTablesSummary(tx))).toMatchObject([{ rowCount: 0 }, { rowCount: 0 }]);
  await user.asUser(tx => deleteTable(tx, { tableId }));
  expect(await user.asUser(tx => findTable(tx, { name: 'orders' }))).toBeNull();
});

it('take rows one by one, page by page, and an edit of one cell', async () => {
  const { user, tableId, rows } = await someTable();
  for (const name of ['a', 'b', 'c']) await user.asUser(tx => addRow(tx, { tableId, values: { name } }));

  await user.asUser(tx => editCell(tx, { tableId, rowId: 2, column: 'Amount', value: 5 }));
  await user.asUser(tx => deleteRows(tx, { tableId, rowIds: [1] }));
  await user.asUser(tx => addRow(tx, { tableId }));

  expect(await rows()).toEqual([
    { id: 2, values: { name: 'b', amount: 5 } },
    { id: 3, values: { name: 'c' } },
    { id: 4, values: {} },
  ]);
  expect(await user.asUser(tx => listRows(tx, { tableId, limit: 1, after: 2 }))).toMatchObject([{ id: 3 }]);
});

it('rename and drop a column in every row', async () => {
  const { user, tableId, rows } = await someTable();
  await user.asUser(tx => addRow(tx, { tableId, values: { name: 'a', amount: 1 } }));

  await user.asUser(tx => renameColumn(tx, { tableId, from: 'amount', to: 'total' }));
  await user.asUser(tx => deleteColumn(tx, { tableId, column: 'name' }));

  expect((await user.asUser(tx => readTable(tx, { tableId }))).columns).toEqual(['total']);
  expect(await rows()).toEqual([{ id: 1, values: { total: 1 } }]);
});

describe('CSV', () => {
  it('comes in and goes out as the same text', async () => {
    const { user, tableId, rows } = await someTable([]);
    const text =
      'name,amount,code,paid,formula\r\n"Ann, the ""first""",1.5,007,true,\'=1+1\r\n"two\nlines",,,false,\r\n';

    const count = await user.asUser(tx => importCsv(tx, { tableId, text: `\ufeff${text}` }));

    expect(count).toBe(2);
    expect((await rows()).map(row => row.values)).toEqual([
      { name: 'Ann, the "first"', amount: 1.5, code: '007', paid: true, formula: '=1+1' },
      { name: 'two\nlines', paid: false },
    ]);
    expect(await user.asUser(tx => exportCsv(tx, { tableId }))).toBe(text);
  });

  it('may be written with semicolons, and fits columns by name', async () => {
    const { user, tableId, rows } = await someTable();

    await user.asUser(tx => importCsv(tx, { tableId, text: 'Amount; NAME\n3;"a;b"\n' }));

    expect((await rows()).map(row => row.values)).toEqual([{ amount: 3, name: 'a;b' }]);
  });

  it.each([
    ['', 1, 'it is empty'],
    ['a,b\n1,2\n\n3\n', 4, 'it has 1 fields, and the first line has 2'],
    ['a,b\n"x\ny",2\n1,2,3\n', 4, 'it has 3 fields, and the first line has 2'],
    ['a,b\n1,2\n3,"open\n', 3, 'a quotation mark is never closed'],
    ['a,b\n1,x"y"\n', 2, 'a quotation mark stands in the middle of a field'],
    ['a,A\n1,2\n', 1, 'two columns are called "A"'],
    ['a,\n1,2\n', 1, 'column 2 has no name'],
  ])('that cannot be read imports nothing and says the line: %j', async (text, line, reason) => {
    const { user, tableId, rows } = await someTable();

    const attempt = user.asUser(tx => importCsv(tx, { tableId, text }));

    await expect(attempt).rejects.toMatchObject({ code: 'table.csv_invalid', details: { line, reason } });
    expect(await rows()).toEqual([]);
  });
});
