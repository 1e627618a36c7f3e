import { type RawBuilder, sql } from 'kysely';
import type { TableFilter } from '@/engine/nodes/table-store';
import { toJsonText } from './json';
import { findColumn } from './tables';

/** `id` means the person's own field of that name where a row has one, else the row's number. */
const fieldOf = (column: string) =>
  column === 'id'
    ? sql`coalesce(data_rows.values -> 'id', to_jsonb(data_rows.id))`
    : sql`(data_rows.values -> ${column}::text)`;

const textOf = (column: string) => sql`(${fieldOf(column)} #>> '{}')`;

/** The field as a number where it looks like one: a cast of anything else would end the statement. */
const numberOf = (column: string) =>
  sql`(case when ${textOf(column)} ~ '^\\s*-?[0-9]{1,30}(\\.[0-9]{1,30})?\\s*$' then ${textOf(column)}::numeric end)`;

const looksLikeNumber = (value: unknown): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && /^\s*-?[0-9]{1,30}(\.[0-9]{1,30})?\s*$/.test(value));

interface Filters {
  columns: readonly string[];
  filters: readonly TableFilter[];
  match: 'all' | 'any';
}

/** No filters at all match every row. */
export function whereFilters({ columns, filters, match }: Filters): RawBuilder<boolean> {
  if (filters.length === 0) return sql<boolean>`true`;
  const conditions = filters.map(filter =>
    whereFilter({ ...filter, column: findColumn(columns, filter.column) ?? filter.column.trim() }),
  );
  return sql<boolean>`(${sql.join(conditions, match === 'all' ? sql` and ` : sql` or `)})`;
}

/** Numbers compare as numbers, text without regard to case, and a field that is not there equals nothing but nothing. */
function whereFilter({ column, operator, value }: TableFilter): RawBuilder<boolean> {
  const text = textOf(column);
  switch (operator) {
    case 'equals':
      return equals(column, value);
    case 'not_equals':
      return sql<boolean>`(${equals(column, value)}) is not true`;
    case 'greater':
    case 'less': {
      const sign = operator === 'greater' ? sql`>` : sql`<`;
      if (looksLikeNumber(value))
        return sql<boolean>`coalesce(${numberOf(column)} ${sign} ${String(value).trim()}::numeric, false)`;
      return sql<boolean>`coalesce(lower(${text}) ${sign} lower(${asText(value)}), false)`;
    }
    case 'contains':
      return sql<boolean>`coalesce(position(lower(${asText(value)}) in lower(${text})) > 0, false)`;
    case 'exists':
      return sql<boolean>`coalesce(${text} <> '', false)`;
  }
}

function equals(column: string, value: unknown): RawBuilder<boolean> {
  const text = textOf(column);
  if (value === null || value === undefined || value === '') return sql<boolean>`coalesce(${text} = '', true)`;
  if (looksLikeNumber(value)) {
    return sql<boolean>`coalesce(${numberOf(column)} = ${String(value).trim()}::numeric, lower(${text}) = lower(${asText(value)}), false)`;
  }
  if (typeof value === 'object') return sql<boolean>`coalesce(${fieldOf(column)} = ${toJsonText(value)}::jsonb, false)`;
  return sql<boolean>`coalesce(lower(${text}) = lower(${asText(value)}), false)`;
}

const asText = (value: unknown): RawBuilder<string> => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return sql<string>`${text.replaceAll('\0', '\ufffd').toWellFormed()}::text`;
};

/** Numbers before text, each in its own order; rows without the field last. */
export function orderBy(
  columns: readonly string[],
  order: { column: string; descending: boolean } | undefined,
): RawBuilder<unknown> {
  if (!order) return sql`id`;
  const column = findColumn(columns, order.column) ?? order.column.trim();
  const direction = order.descending ? sql`desc nulls last` : sql`asc nulls last`;
  return sql`${numberOf(column)} ${direction}, ${textOf(column)} ${direction}, id`;
}
