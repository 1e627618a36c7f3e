import { z } from 'zod';
import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { compareValues } from './compare-values';
import { findField, readFields, toSegments } from './fields';
import { toNumber } from './numbers';
import { optionalFieldPath, toText } from './settings';

const needField = ['sum', 'average', 'min', 'max', 'join'];

export const Operation = z
  .object({
    operation: z
      .enum(['count', 'sum', 'average', 'min', 'max', 'list', 'first', 'last', 'join', 'unique'])
      .describe('count, list, first, last and unique also work without a field: then they take whole items'),
    field: optionalFieldPath('The field it works on, for example amount'),
    as: z.string().trim().min(1).max(80).optional().describe('Name of the field that holds the result'),
    separator: z
      .string()
      .optional()
      .describe('For join: what stands between the values; a comma and a space by default'),
  })
  .superRefine(({ operation, field }, context) => {
    if (!needField.includes(operation) || field) return;
    context.addIssue({ code: 'custom', path: ['field'], message: `Say which field to take the ${operation} of.` });
  });
export type Operation = z.infer<typeof Operation>;

interface Settings {
  operations: readonly Operation[];
  groupBy?: string | undefined;
}

/** One item with the results, or one for each group in the order in which the groups first appear. */
export function aggregateItems(items: readonly Item[], { operations, groupBy }: Settings): Record<string, unknown>[] {
  // A wrong name is found over all items: within one group a field may well be absent.
  for (const { field } of operations) if (field) readFields(items, field);
  const results = (group: readonly Item[]) =>
    Object.fromEntries(operations.map(operation => [resultName(operation), compute(operation, group)]));
  if (!groupBy) return [results(items)];

  const keys = readFields(items, groupBy);
  const groups = Map.groupBy(items.keys(), index => toText(keys[index]));
  return [...groups.values()].map(indexes => ({
    [fieldNameOf(groupBy)]: keys[indexes[0]!] ?? null,
    ...results(indexes.map(index => items[index]!)),
  }));
}

/** `sum` of `order.amount` is called `sum_amount` unless it was given a name. */
export function resultName({ operation, field, as }: { operation?: unknown; field?: unknown; as?: unknown }): string {
  if (typeof as === 'string' && as) return as;
  return field ? `${String(operation)}_${fieldNameOf(String(field))}` : String(operation);
}

export const fieldNameOf = (path: string): string => String(toSegments(path).at(-1) ?? path);

/** One result over some items. */
export function compute({ operation, field, separator }: Operation, items: readonly Item[]): unknown {
  const values = field ? valuesOf(items, field) : items;
  switch (operation) {
    case 'count':
      return values.length;
    case 'sum':
      return sumOf(numbersIn(values, field!));
    case 'average':
      return values.length > 0 ? sumOf(numbersIn(values, field!)) / values.length : null;
    case 'min':
      return plain(values.toSorted((left, right) => compareValues(left, right))[0]);
    case 'max':
      return plain(values.toSorted((left, right) => compareValues(left, right, { descending: true }))[0]);
    case 'list':
      return values;
    case 'first':
      return values[0] ?? null;
    case 'last':
      return values.at(-1) ?? null;
    case 'join':
      return values.map(toText).join(separator ?? ', ');
    case 'unique':
      return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
  }
}

/** A number that was text is a number from here on. */
const plain = (value: unknown) => toNumber(value) ?? value ?? null;

/** An item that lacks the field, or has nothing in it, does not count. */
const valuesOf = (items: readonly Item[], field: string) =>
  items.map(item => findField(item, field)).filter(value => value !== undefined && value !== null);

function numbersIn(values: readonly unknown[], field: string): number[] {
  return values.map(value => {
    const number = toNumber(value);
    if (number !== null) return number;
    const reason = `${JSON.stringify(value).slice(0, 80)} in "${field}" is not a number, so it cannot be added up`;
    throw new AppError('node.data_wrong', { reason, path: field, value });
  });
}

/** Rounded where binary fractions would show: 0.1 + 0.2 is 0.3. */
const sumOf = (numbers: readonly number[]) => Number(numbers.reduce((sum, number) => sum + number, 0).toPrecision(15));
