import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { TableFilter, TableRow, TableStore } from '@/engine/nodes/table-store';
import type { Item } from '@/engine/workflow/schema';
import { asUser, type Claims, type Database, type Transaction } from './connection';
import { json, toJsonText } from './json';
import { orderBy, whereFilters } from './table-filters';
import { appendRows, type DataRow, toColumns, toDataRow } from './table-rows';
import { addColumns, createTable, type DataTable, findColumn, findTable } from './tables';

/** The data tables of one person, for the nodes of their workflows. */
export function createTableStore(db: Database, claims: Claims): TableStore {
  const once = <Result>(key: string, work: (tx: Transaction) => Promise<Result>) =>
    asUser(db, claims, tx => writeOnce(tx, { key, work })).catch(asLoop);
  return {
    insert: (name, rows, { idempotencyKey }) => once(idempotencyKey, tx => insert(tx, name, rows)),
    find: (name, options) => asUser(db, claims, tx => find(tx, name, options)),
    update: (name, { idempotencyKey, ...options }) => once(idempotencyKey, tx => update(tx, name, options)),
    upsert: (name, row, { column, idempotencyKey }) => once(idempotencyKey, tx => upsert(tx, name, { row, column })),
    delete: (name, { idempotencyKey, ...options }) => once(idempotencyKey, tx => remove(tx, name, options)),
  };
}

const Loop = z.object({ code: z.literal('PR001'), detail: z.string() });
const LoopFacts = z.object({ table: z.string(), workflow: z.string(), limit: z.number() });

/** The database found that workflows start each other in a circle: the write did not happen. */
function asLoop(error: unknown): never {
  const loop = Loop.safeParse(error).data;
  if (!loop) throw error;
  throw new AppError('table.loop', LoopFacts.parse(JSON.parse(loop.detail)));
}

/**
 * The key and the write are one transaction: a repeat finds the key and answers as the first time did; one that comes
 * while the first is under way waits for it at the unique index.
 */
async function writeOnce<Result>(
  tx: Transaction,
  { key, work }: { key: string; work: (tx: Transaction) => Promise<Result> },
): Promise<Result> {
  const taken = await tx
    .insertInto('table_writes')
    .values({ key })
    .onConflict(conflict => conflict.columns(['owner_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!taken) {
    const { result } = await tx
      .selectFrom('table_writes')
      .select('result')
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    return result as Result;
  }
  // What the row starts knows which run wrote it.
  await sql`select set_config('parley.writer', ${key.slice(0, 36)}, true)`.execute(tx);
  const result = await work(tx);
  await tx
    .updateTable('table_writes')
    .set({ result: json(result) })
    .where('key', '=', key)
    .execute();
  return result;
}

/** A person's own field `id` is what they stored and look for, so it wins over the row's number. */
const toTableRow = ({ id, values }: DataRow): TableRow => ({ id, ...values }) as TableRow;

async function insert(tx: Transaction, name: string, items: readonly Item[]): Promise<TableRow[]> {
  const table = await ensureTable(tx, name);
  return (await appendRows(tx, { table, items })).map(toTableRow);
}

async function ensureTable(tx: Transaction, name: string): Promise<DataTable> {
  const found = await findTable(tx, { name, lock: true });
  if (found) return found;
  try {
    return await createTable(tx, { name });
  } catch (error) {
    if (!AppError.is(error) || error.code !== 'table.name_taken') throw error;
    return requireTable(tx, name); // somebody else made it in between
  }
}

async function requireTable(tx: Transaction, name: string, lock = true): Promise<DataTable> {
  const table = await findTable(tx, { name, lock });
  if (!table) throw new AppError('table.not_found', { name });
  return table;
}

interface Which {
  filters: readonly TableFilter[];
  match: 'all' | 'any';
}

async function find(
  tx: Transaction,
  name: string,
  { filters, match, limit, order }: Which & { limit: number; order?: { column: string; descending: boolean } },
): Promise<TableRow[]> {
  const { id, columns } = await requireTable(tx, name, false);
  return run(
    tx,
    sql`select id, values from data_rows where table_id = ${id}::uuid and ${whereFilters({ columns, filters, match })}
      order by ${orderBy(columns, order)} limit ${limit}`,
  );
}

async function update(
  tx: Transaction,
  name: string,
  { filters, match, values }: Which & { values: Item },
): Promise<TableRow[]> {
  const table = await requireTable(tx, name);
  const { id, columns } = await addColumns(tx, { table, columns: Object.keys(values) });
  return run(
    tx,
    sql`update data_rows set values = data_rows.values || ${toJsonText(toColumns(columns)(values))}::jsonb
      where table_id = ${id}::uuid and ${whereFilters({ columns, filters, match })} returning id, values`,
  );
}

async function upsert(
  tx: Transaction,
  name: string,
  { row, column }: { row: Item; column: string },
): Promise<TableRow> {
  const table = await ensureTable(tx, name); // holds the table, so two upserts of one value make one row
  const { id, columns } = await addColumns(tx, { table, columns: Object.keys(row) });
  const values = toColumns(columns)(row);
  const field = findColumn(columns, column) ?? column.trim();
  const filters: TableFilter[] = [{ column: field, operator: 'equals', value: values[field] }];
  const updated = await run(
    tx,
    sql`update data_rows set values = data_rows.values || ${toJsonText(values)}::jsonb
      where table_id = ${id}::uuid and ${whereFilters({ columns, filters, match: 'all' })} returning id, values`,
  );
  return updated[0] ?? (await appendRows(tx, { table: { ...table, columns }, items: [values] })).map(toTableRow)[0]!;
}

async function remove(tx: Transaction, name: string, { filters, match }: Which): Promise<TableRow[]> {
  const { id, columns } = await requireTable(tx, name);
  return run(
    tx,
    sql`delete from data_rows where table_id = ${id}::uuid and ${whereFilters({ columns, filters, match })} returning id, values`,
  );
}

async function run(tx: Transaction, query: RawBuilder<unknown>): Promise<TableRow[]> {
  const { rows } = await (query as RawBuilder<{ id: number; values: unknown }>).execute(tx);
  return rows.map(row => toTableRow(toDataRow(row)));
}
