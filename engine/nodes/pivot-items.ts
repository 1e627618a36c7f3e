import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { compute, fieldNameOf, type Operation, resultName } from './aggregate-items';
import { compareValues } from './compare-values';
import { findField, readFields } from './fields';
import { sameKey } from './same-key';
import { toText } from './settings';

export interface PivotSettings {
  groupBy: readonly string[];
  /** The field whose values become columns. */
  columns?: string | undefined;
  operations: readonly Operation[];
  totals: boolean;
}

/** A table that is wider than this is no summary any more; the field was the wrong one. */
const mostColumns = 200;

type Row = Record<string, unknown>;

/** One row for each group in the order in which groups appear, one column for each result, or for each value of `columns`. */
export function pivotItems(items: readonly Item[], settings: PivotSettings): Row[] {
  const { groupBy, columns, operations, totals } = settings;
  for (const field of [...groupBy, ...(columns ? [columns] : [])]) readFields(items, field);
  for (const { field } of operations) if (field) readFields(items, field);

  const names = groupNames(groupBy);
  const heads = columns ? headsOf(items, columns) : [];
  const cells = (group: readonly Item[]): Row =>
    columns ? spread(group, { columns, heads, operations }) : results(operations, group);
  const keysOf = (item: Item) => groupBy.map(field => findField(item, field) ?? null);
  const groups = Map.groupBy(items, item => sameKey(keysOf(item)));
  const rows = [...groups.values()].map(group => {
    const keys = keysOf(group[0]!);
    return { ...Object.fromEntries(names.map((name, index) => [name, keys[index]])), ...cells(group) };
  });
  if (!totals || groupBy.length === 0) return rows.length > 0 || groupBy.length > 0 ? rows : [cells([])];
  const total = Object.fromEntries(names.map((name, index) => [name, index === 0 ? 'Total' : null]));
  return [...rows, { ...total, ...cells(items) }];
}

/** Two fields with the same last name keep their whole path. */
export function groupNames(groupBy: readonly string[]): string[] {
  const short = groupBy.map(fieldNameOf);
  return groupBy.map((path, index) => (short.filter(name => name === short[index]).length > 1 ? path : short[index]!));
}

const results = (operations: readonly Operation[], group: readonly Item[]): Row =>
  Object.fromEntries(operations.map(operation => [resultName(operation), compute(operation, group)]));

const headOf = (item: Item, columns: string): string => toText(findField(item, columns)) || 'none';

function headsOf(items: readonly Item[], columns: string): string[] {
  const heads = [...new Set(items.map(item => headOf(item, columns)))].sort((left, right) =>
    compareValues(left, right),
  );
  if (heads.length <= mostColumns) return heads;
  const reason = `"${columns}" has ${heads.length} different values; more than ${mostColumns} columns make no table. Choose another field`;
  throw new AppError('node.data_wrong', { reason, param: 'columns', path: columns });
}

interface Spread {
  columns: string;
  heads: readonly string[];
  operations: readonly Operation[];
}

/** With one result a column is called like its value, with several `open count` and `open sum_amount`. */
function spread(group: readonly Item[], { columns, heads, operations }: Spread): Row {
  const byHead = Map.groupBy(group, item => headOf(item, columns));
  const several = operations.length > 1;
  const entries = heads.flatMap(head =>
    operations.map(operation => {
      const name = several ? `${head} ${resultName(operation)}` : head;
      return [name, compute(operation, byHead.get(head) ?? [])] as const;
    }),
  );
  return Object.fromEntries(entries);
}
