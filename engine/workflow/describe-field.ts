import { describeValue, isCondition } from './describe-value';
import { fieldNames, fieldOf, isEqual, isObject } from './equal';

interface Leaf {
  name: string;
  before: unknown;
  after: unknown;
}

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** `"Check amount": limit 100 → 250`, said of the smallest values that differ. */
export function describeFieldChange(owner: string, change: { field: string; before: unknown; after: unknown }): string {
  const { field, before, after } = change;
  if (field === 'parentId') return `${owner}: moved ${after === null ? 'out of a loop' : 'into a loop'}`;
  if (field === 'options.onError')
    return `${owner}: on failure ${describeValue(before ?? 'stop')} → ${describeValue(after ?? 'stop')}`;
  const name = field.replace(/^(params|options)\./, '');
  const leaves = leavesOf({ name, before, after });
  const said = leaves.length <= 3 ? leaves : [{ name, before, after }];
  return `${owner}: ${said.map(describeLeaf).join(', ')}`;
}

function describeLeaf({ name, before, after }: Leaf): string {
  const from = before === undefined || before === null ? null : describeValue(before);
  const to = after === undefined || after === null ? null : describeValue(after);
  if (from !== null && to === null) return `${words(name)} ${from} removed`;
  if (from === null) return `${words(name)} ${to ?? 'changed'}`;
  return from === to ? `${words(name)} changed` : `${words(name)} ${from} → ${to}`;
}

function leavesOf({ name, before, after }: Leaf): Leaf[] {
  if (isEqual(before, after)) return [];
  if (isCondition(before) && isCondition(after)) return [{ name: 'condition', before, after }];
  if (Array.isArray(before) && Array.isArray(after)) return listLeaves(name, before, after);
  if (isObject(before) && isObject(after))
    return fieldNames(before, after).flatMap(field =>
      leavesOf({ name: leafName(field, before), before: fieldOf(before, field), after: fieldOf(after, field) }),
    );
  return [{ name, before, after }];
}

function listLeaves(name: string, before: readonly unknown[], after: readonly unknown[]): Leaf[] {
  if (before.length === after.length)
    return before.flatMap((value, index) => leavesOf({ name, before: value, after: after[index] }));
  return [{ name, before, after }];
}

/** In `{ name: 'total', value: 3 }` the value is best called by the name beside it. */
const leafName = (field: string, owner: Record<string, unknown>) =>
  field === 'value' && typeof owner.name === 'string' ? owner.name : field;
