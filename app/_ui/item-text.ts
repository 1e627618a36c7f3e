import type { Item } from '@/engine/workflow/schema';

/** All field names of a list of items, in the order they first appear. */
export const columnsOf = (items: readonly Item[]) => [...new Set(items.flatMap(item => Object.keys(item)))];

/** A value in one line, as a person would write it in a cell. */
export function valueText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? String(value);
}
