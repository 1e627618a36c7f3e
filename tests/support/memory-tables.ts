import { AppError } from '@/engine/errors';
import type { TableFilter, TableRow, TableStore } from '@/engine/nodes/table-store';
import type { Item } from '@/engine/workflow/schema';

/** Numbers by their size, other texts by their letters, as the database does; what is not there is neither more nor less. */
function order(own: unknown, value: unknown): number {
  if (own === undefined || own === null) return Number.NaN;
  const [left, right] = [Number(own), Number(value)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return String(own) < String(value) ? -1 : Number(String(own) > String(value));
}

const isHeld = ({ column, operator, value }: TableFilter, row: TableRow): boolean => {
  const own = row[column];
  switch (operator) {
    case 'equals':
      return String(own) === String(value);
    case 'not_equals':
      return String(own) !== String(value);
    case 'greater':
      return order(own, value) > 0;
    case 'less':
      return order(own, value) < 0;
    case 'contains':
      return String(own).toLowerCase().includes(String(value).toLowerCase());
    case 'exists':
      return own !== undefined && own !== null;
  }
};

/** The contract of data tables without a database: for tests of nodes, runs and proofs. */
export function memoryTables(): TableStore & { rowsOf(table: string): TableRow[] } {
  const tables = new Map<string, TableRow[]>();
  const done = new Map<string, TableRow[]>();
  const rowsOf = (table: string) => tables.get(table.toLowerCase()) ?? [];
  const existing = (table: string) => {
    if (!tables.has(table.toLowerCase())) throw new AppError('table.not_found', { name: table });
    return rowsOf(table);
  };
  const once = (key: string, work: () => TableRow[]) => {
    if (!done.has(key)) done.set(key, work());
    return done.get(key)!;
  };
  const select = (rows: TableRow[], { filters, match }: { filters: readonly TableFilter[]; match: 'all' | 'any' }) =>
    rows.filter(row =>
      match === 'any' && filters.length > 0
        ? filters.some(filter => isHeld(filter, row))
        : filters.every(filter => isHeld(filter, row)),
    );
  const add = (table: string, row: Item): TableRow => {
    const rows = rowsOf(table);
    // A field `id` of the person's own wins over the row's number, as it does in the database.
    const stored = { id: rows.length + 1, ...row } as TableRow;
    tables.set(table.toLowerCase(), [...rows, stored]);
    return stored;
  };
  const change = (table: string, chosen: readonly TableRow[], values: Item) => {
    const byRow = new Map(chosen.map(row => [row, { ...row, ...values } as TableRow]));
    tables.set(
      table.toLowerCase(),
      rowsOf(table).map(row => byRow.get(row) ?? row),
    );
    return [...byRow.values()];
  };

  return {
    rowsOf,
    insert: async (table, rows, { idempotencyKey }) => once(idempotencyKey, () => rows.map(row => add(table, row))),
    find: async (table, options) => select(existing(table), options).slice(0, options.limit),
    update: async (table, { idempotencyKey, values, ...where }) =>
      once(idempotencyKey, () => change(table, select(existing(table), where), values)),
    upsert: async (table, row, { column, idempotencyKey }) => {
      const [stored] = once(idempotencyKey, () => {
        const same = rowsOf(table).filter(other => String(other[column]) === String(row[column]));
        return same.length > 0 ? change(table, same, row) : [add(table, row)];
      });
      return stored!;
    },
    delete: async (table, { idempotencyKey, ...where }) =>
      once(idempotencyKey, () => {
        const gone = select(existing(table), where);
        tables.set(
          table.toLowerCase(),
          rowsOf(table).filter(row => !gone.includes(row)),
        );
        return gone;
      }),
  };
}
