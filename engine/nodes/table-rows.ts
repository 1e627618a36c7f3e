import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import type { Item } from '../workflow/schema';
import type { Shape } from '../workflow/shape';
import { type NamedValue, objectsIn, toPhrase } from './settings';
import { anyObject, number, object, shapeOfSetting } from './shapes';
import type { TableFilter } from './table-store';
import { isWebhookItem } from './webhook-item';

export const filterOperators = ['equals', 'not_equals', 'greater', 'less', 'contains', 'exists'] as const;

interface TableUse {
  operation: 'insert' | 'find' | 'update' | 'upsert' | 'delete';
  table: string;
  values: readonly NamedValue[];
  filters: readonly TableFilter[];
}

/** The rows that an item becomes. Of a request only the body is kept: its headers may hold secrets. */
export function rowsToStore({ values, table }: Pick<TableUse, 'values' | 'table'>, item: Item): Item[] {
  if (values.length > 0) {
    return [Object.fromEntries(values.map(({ name, value }) => [name, value ?? null])) as Item];
  }
  const rows = toRows(isWebhookItem(item) ? contentOf(item) : item);
  if (rows.length > 0 && rows.every(row => Object.keys(row).length > 0)) return rows;
  throw new AppError('node.data_wrong', { reason: `There is nothing to store in "${table}": the item has no fields` });
}

function contentOf({ body, query }: Item): unknown {
  const isBare =
    body === undefined || body === null || body === '' || (isObject(body) && Object.keys(body).length === 0);
  return isBare ? query : body;
}

function toRows(content: unknown): Item[] {
  if (Array.isArray(content)) return content.flatMap(toRows);
  return isObject(content) ? [content as Item] : [{ body: (content ?? null) as Item[string] }];
}

/** What a verify run shows: the rows as they would be, without looking into the table. */
export function simulatedRows(use: TableUse, item: Item): Item[] {
  const sought = Object.fromEntries(
    use.filters.filter(({ operator }) => operator === 'equals').map(({ column, value }) => [column, value ?? null]),
  ) as Item;
  switch (use.operation) {
    case 'insert':
    case 'upsert':
      return rowsToStore(use, item).map((row, index) => ({ id: index + 1, ...row }));
    case 'update':
      return [{ id: 1, ...sought, ...rowsToStore(use, item)[0] }];
    case 'find':
    case 'delete':
      return [{ id: 1, ...sought }];
  }
}

export function rowShape(values: unknown, input: Shape): Shape {
  const named = objectsIn(values);
  if (named.length === 0)
    return input.kind === 'object' && !('body' in input.fields) ? { ...input, open: true } : anyObject;
  const columns = named.map(({ name, value }) => [String(name), shapeOfSetting(value)] as const);
  return object({ id: number, ...Object.fromEntries(columns) }, { open: true });
}

export function describeTableUse(params: {
  operation?: string;
  table?: string;
  values?: unknown;
  filters?: unknown;
  column?: string | undefined;
}): string {
  const { operation = 'insert', column } = params;
  const table = `"${toPhrase(params.table) || '…'}"`;
  const columns = objectsIn(params.values)
    .map(({ name }) => String(name ?? '…'))
    .join(', ');
  const rows = objectsIn(params.filters)
    .map(({ column: name, operator = 'equals', value }) =>
      `${name ?? '…'} ${signs[String(operator)] ?? '?'} ${toPhrase(value)}`.trim(),
    )
    .join(' and ');
  switch (operation) {
    case 'find':
      return `Finds rows in ${table}${rows ? ` where ${rows}` : ''}`;
    case 'update':
      return `Sets ${columns || '…'} in ${table}${rows ? ` where ${rows}` : ''}`;
    case 'upsert':
      return `Updates or adds a row in ${table} by ${column || '…'}`;
    case 'delete':
      return `Deletes rows from ${table}${rows ? ` where ${rows}` : ''}`;
    default:
      return `Adds a row to ${table}${columns ? `: ${columns}` : ''}`;
  }
}

const signs: Record<string, string> = {
  equals: 'is',
  not_equals: 'is not',
  greater: '>',
  less: '<',
  contains: 'contains',
  exists: 'is present',
};
