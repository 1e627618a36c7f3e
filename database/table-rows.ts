import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import { toJsonText } from './json';
import { addColumns, type DataTable, findColumn, readTable } from './tables';

/** A row as the tables page shows it: its number, and the person's fields (which may hold an `id` of their own). */
export interface DataRow {
  id: number;
  values: Item;
}

/** In the order they were added; `after` is the number of the last row already shown. */
export async function listRows(
  tx: Transaction,
  { tableId, limit, after = 0 }: { tableId: string; limit: number; after?: number },
): Promise<DataRow[]> {
  const rows = await tx
    .selectFrom('data_rows')
    .select(['id', 'values'])
    .where('table_id', '=', tableId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toDataRow);
}

export const toDataRow = ({ id, values }: { id: number; values: unknown }): DataRow => ({ id, values: values as Item });

/** Adds rows behind the others, in one statement, and the columns they bring. The table must be locked. */
export async function appendRows(
  tx: Transaction,
  { table, items }: { table: DataTable; items: readonly Item[] },
): Promise<DataRow[]> {
  if (items.length === 0) return [];
  const { columns } = await addColumns(tx, { table, columns: [...new Set(items.flatMap(item => Object.keys(item)))] });
  const { rows } = await sql<{ id: number; values: unknown }>`
    with counted as (
      update data_tables set last_row_id = last_row_id + ${items.length}::int where id = ${table.id}::uuid returning last_row_id
    )
    insert into data_rows (table_id, id, values)
    select ${table.id}::uuid, counted.last_row_id - ${items.length}::int + given.number::int, given.value
    from counted, jsonb_array_elements(${toJsonText(items.map(toColumns(columns)))}::jsonb) with ordinality as given(value, number)
    returning id, values`.execute(tx);
  return rows.map(toDataRow).sort((left, right) => left.id - right.id);
}

/** The same fields under the names the table has for them. */
export function toColumns(columns: readonly string[]): (item: Item) => Item {
  const names = new Map(columns.map(column => [column.toLowerCase(), column]));
  const nameOf = (name: string) => names.get(name.trim().toLowerCase()) ?? name.trim();
  return item => Object.fromEntries(Object.entries(item).map(([name, value]) => [nameOf(name), value]));
}

export async function addRow(
  tx: Transaction,
  { tableId, values = {} }: { tableId: string; values?: Item },
): Promise<DataRow> {
  const table = await readTable(tx, { tableId, lock: true });
  const [row] = await appendRows(tx, { table, items: [values] });
  return row!;
}

/** Sets one field of one row; null empties it. */
export async function editCell(
  tx: Transaction,
  { tableId, rowId, column, value }: { tableId: string; rowId: number; column: string; value: Item[string] },
): Promise<void> {
  const table = await addColumns(tx, { table: await readTable(tx, { tableId, lock: true }), columns: [column] });
  const field = findColumn(table.columns, column)!;
  const { numUpdatedRows } = await tx
    .updateTable('data_rows')
    .set({ values: sql`data_rows.values || ${toJsonText({ [field]: value })}::jsonb` })
    .where('table_id', '=', tableId)
    .where('id', '=', rowId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('table.row_not_found', {});
}

export async function deleteRows(
  tx: Transaction,
  { tableId, rowIds }: { tableId: string; rowIds: readonly number[] },
): Promise<number> {
  if (rowIds.length === 0) return 0;
  const { numDeletedRows } = await tx
    .deleteFrom('data_rows')
    .where('table_id', '=', tableId)
    .where('id', 'in', rowIds)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
