import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { storable } from './json';

export interface DataTable {
  id: string;
  name: string;
  /** In the order they are shown. */
  columns: string[];
  updatedAt: string;
}

const shown = ['id', 'name', 'columns', 'updated_at'] as const;

const toTable = ({ updated_at, ...row }: { id: string; name: string; columns: string[]; updated_at: string }) => ({
  ...row,
  updatedAt: updated_at,
});

/** By name. */
export async function listTables(tx: Transaction): Promise<DataTable[]> {
  const rows = await tx.selectFrom('data_tables').select(shown).orderBy(sql`lower(name)`).execute();
  return rows.map(toTable);
}

/** Whose it is is asked here, past row level security: for a workflow of that owner. By name, without regard to case. */
export async function findOwnersTable(
  tx: Transaction,
  { ownerId, name }: { ownerId: string; name: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('data_tables')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where(sql`lower(name)`, '=', name.trim().toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

/** As `listTables`, with the number of rows. */
export async function listTablesSummary(tx: Transaction): Promise<(DataTable & { rowCount: number })[]> {
  const rows = await tx
    .selectFrom('data_tables')
    .select(shown)
    .select(({ selectFrom }) =>
      selectFrom('data_rows')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('data_rows.table_id', '=', 'data_tables.id')
        .as('row_count'),
    )
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(({ row_count, ...row }) => ({ ...toTable(row), rowCount: row_count ?? 0 }));
}

export async function countRows(tx: Transaction, { tableId }: { tableId: string }): Promise<number> {
  const { count } = await tx
    .selectFrom('data_rows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('table_id', '=', tableId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** With `lock`, nobody else adds rows or columns until the transaction ends. */
export async function readTable(
  tx: Transaction,
  { tableId, lock = false }: { tableId: string; lock?: boolean },
): Promise<DataTable> {
  const row = await tx
    .selectFrom('data_tables')
    .select(shown)
    .where('id', '=', tableId)
    .$if(lock, query => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError('table.not_found', { name: tableId });
  return toTable(row);
}

/** Case and outer spaces do not count. */
export async function findTable(
  tx: Transaction,
  { name, lock = false }: { name: string; lock?: boolean },
): Promise<DataTable | null> {
  const row = await tx
    .selectFrom('data_tables')
    .select(shown)
    .where(sql`lower(name)`, '=', sql`lower(${toTableName(name)})`)
    .$if(lock, query => query.forUpdate())
    .executeTakeFirst();
  return row ? toTable(row) : null;
}

export async function createTable(
  tx: Transaction,
  { name, columns = [] }: { name: string; columns?: readonly string[] },
): Promise<DataTable> {
  const row = await tx
    .insertInto('data_tables')
    .values({ name: toTableName(name), columns: columns.map(toColumnName) })
    .onConflict(conflict => conflict.doNothing()) // owner and lower(name)
    .returning(shown)
    .executeTakeFirst();
  if (!row) throw new AppError('table.name_taken', { name });
  return toTable(row);
}

export async function renameTable(
  tx: Transaction,
  { tableId, name }: { tableId: string; name: string },
): Promise<void> {
  const other = await findTable(tx, { name });
  if (other && other.id !== tableId) throw new AppError('table.name_taken', { name });
  const { numUpdatedRows } = await tx
    .updateTable('data_tables')
    .set({ name: toTableName(name) })
    .where('id', '=', tableId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('table.not_found', { name });
}

export async function deleteTable(tx: Transaction, { tableId }: { tableId: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('data_tables').where('id', '=', tableId).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('table.not_found', { name: tableId });
}

/** Adds those that are missing, without regard to case, behind the others. */
export async function addColumns(
  tx: Transaction,
  { table, columns }: { table: DataTable; columns: readonly string[] },
): Promise<DataTable> {
  const all = [...table.columns];
  for (const name of columns) if (findColumn(all, name) === undefined) all.push(toColumnName(name));
  if (all.length === table.columns.length) return table;
  await tx.updateTable('data_tables').set({ columns: all }).where('id', '=', table.id).execute();
  return { ...table, columns: all };
}

/** The column meant by a name: case and outer spaces do not count. */
export const findColumn = (columns: readonly string[], name: string): string | undefined =>
  columns.find(column => column.toLowerCase() === name.trim().toLowerCase());

function toTableName(name: string): string {
  const clean = storable(name).trim();
  if (clean === '' || clean.length > 80)
    throw new AppError('request.invalid', { field: 'name', reason: '1 to 80 letters' });
  return clean;
}

function toColumnName(name: string): string {
  const clean = storable(name).trim();
  if (clean === '' || clean.length > 200)
    throw new AppError('request.invalid', { field: 'column', reason: '1 to 200 letters' });
  return clean;
}
