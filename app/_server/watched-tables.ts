import { asService, type Database } from '@/database/connection';
import { findOwnersTable } from '@/database/tables';
import type { TriggerSource } from '@/database/triggers';

/** Triggers that wait for rows, with the table they mean: by its id, so that it may get another name. */
export async function withTables(
  db: Database,
  { ownerId, sources }: { ownerId: string; sources: readonly TriggerSource[] },
): Promise<{ sources: TriggerSource[]; missing: string[] }> {
  const missing: string[] = [];
  const found: TriggerSource[] = [];
  for (const source of sources) {
    if (source.kind !== 'table') {
      found.push(source);
      continue;
    }
    const name = String(source.config.table ?? '');
    const tableId = await asService(db, tx => findOwnersTable(tx, { ownerId, name }));
    if (tableId) found.push({ ...source, config: { ...source.config, tableId } });
    else missing.push(`There is no table called "${name}" yet. Make it first, or write into it once.`);
  }
  return { sources: found, missing };
}
