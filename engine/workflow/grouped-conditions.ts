import { isObject } from './equal';

export const groupedSentence =
  'conditions cannot be grouped. Say it in one condition whose left side is one expression with && and ||, such as {{ item.amount > 100 || item.vip }}, and the operator is_true; or use two If steps.';

const groupNames = ['conditions', 'groups', 'any', 'all', 'and', 'or', 'match'];

/** What other tools call a group: `{ any: [...] }`, `{ match, conditions }`, or a list within the list. */
const isGroup = (value: unknown): boolean =>
  Array.isArray(value) ||
  (isObject(value) && !Object.hasOwn(value, 'operator') && groupNames.some(name => Object.hasOwn(value, name)));

/** Dotted paths of the lists of conditions that hold groups. */
export function groupedConditions(params: unknown, at: readonly string[] = []): string[] {
  if (params === null || typeof params !== 'object') return [];
  return Object.entries(params).flatMap(([name, value]) => {
    const path = [...at, name];
    if (name === 'conditions' && Array.isArray(value) && value.some(isGroup)) return [path.join('.')];
    return groupedConditions(value, path);
  });
}
