import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { findColumn, readTable } from './tables';

/** Renames it in every row. */
export async function renameColumn(
  tx: Transaction,
  { tableId, from, to }: { tableId: string; from: string; to: string },
): Promise<void> {
  const name = to.trim();
  const { columns } = await readTable(tx, { tableId, lock: true });
  const old = findColumn(columns, from);
  const taken = findColumn(columns, name);
  if (old === undefined) throw new AppError('request.invalid', { field: from, reason: 'there is no such column' });
  if (name === '' || name.length > 200)
    throw new AppError('request.invalid', { field: 'column', reason: '1 to 200 letters' });
  if (taken !== undefined && taken !== old) throw new AppError('table.column_taken', { name });
  await tx
    .updateTable('data_tables')
    .set({ columns: columns.map(column => (column === old ? name : column)) })
    .where('id', '=', tableId)
    .execute();
  await sql`update data_rows set values = (data_rows.values - ${old}::text) || jsonb_build_object(${name}::text, data_rows.values -> ${old}::text)
    where table_id = ${tableId}::uuid and data_rows.values ? ${old}::text`.execute(tx);
}

/** Takes it, and what it held, out of every row. */
export async function deleteColumn(
  tx: Transaction,
  { tableId, column }: { tableId: string; column: string },
): Promise<void> {
  const { columns } = await readTable(tx, { tableId, lock: true });
  const old = findColumn(columns, column);
  if (old === undefined) return;
  const kept = columns.filter(name => name !== old);
  await tx.updateTable('data_tables').set({ columns: kept }).where('id', '=', tableId).execute();
  await sql`update data_rows set values = data_rows.values - ${old}::text
    where table_id = ${tableId}::uuid and data_rows.values ? ${old}::text`.execute(tx);
}
