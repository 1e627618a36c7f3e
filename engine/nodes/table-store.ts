import type { Item } from '../workflow/schema';

/** A stored row: the person's fields, and its own `id` (integer, counted per table). */
export type TableRow = Item & { id: number };

export interface TableFilter {
  column: string;
  operator: 'equals' | 'not_equals' | 'greater' | 'less' | 'contains' | 'exists';
  value?: unknown;
}

/** Parley's own data tables, found by name without regard to case. All writes carry a key that makes a repeat harmless. */
export interface TableStore {
  /** Makes the table and any column it lacks. The same idempotencyKey answers with the rows stored the first time. */
  insert(table: string, rows: readonly Item[], options: { idempotencyKey: string }): Promise<TableRow[]>;
  /** Every filter must hold; `match: 'any'` for one of them. A table that does not exist is an AppError `table.not_found`. */
  find(
    table: string,
    options: {
      filters: readonly TableFilter[];
      match: 'all' | 'any';
      limit: number;
      order?: { column: string; descending: boolean };
    },
  ): Promise<TableRow[]>;
  update(
    table: string,
    options: { filters: readonly TableFilter[]; match: 'all' | 'any'; values: Item; idempotencyKey: string },
  ): Promise<TableRow[]>;
  /** Updates the rows whose `column` equals the row's own value, else inserts. */
  upsert(table: string, row: Item, options: { column: string; idempotencyKey: string }): Promise<TableRow>;
  delete(
    table: string,
    options: { filters: readonly TableFilter[]; match: 'all' | 'any'; idempotencyKey: string },
  ): Promise<TableRow[]>;
}
