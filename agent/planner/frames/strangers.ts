import type { Step, Value } from '../plan';
import type { Parse } from './parse';

/** Fields that are read where nothing brings them: neither the request, nor a step before, nor a row that was looked up. */
export function strangersIn(steps: readonly Step[], p: Parse): string[] {
  if (p.given.size === 0 || JSON.stringify(steps).includes('"kind":"find"')) return [];
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (isField(value)) {
      if (value.of !== 'row') names.add(value.name);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) if (!isColumns(value, key)) walk(inner);
  };
  walk(steps);
  return [...names].filter(name => !p.given.has(name) && !p.made.has(name));
}

const isField = (value: unknown): value is Extract<Value, { kind: 'field' }> =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'field';

/** What asks for rows of a table names its columns. */
const isColumns = (step: object, key: string): boolean =>
  key === 'test' && 'kind' in step && (step.kind === 'update' || step.kind === 'delete-rows');
