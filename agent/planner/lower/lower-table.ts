import type { Comparison, Step, Test } from '../plan';
import { prepareValues, valuesOf } from './aggregates';
import { type ActionOptions, append, named } from './lower-action';
import type { Place } from './lower-steps';
import { isList, type Scope, wholePath } from './scope';
import { toParam } from './script';

type TableStep = Extract<Step, { kind: 'store' | 'find' | 'update' | 'delete-rows' }>;

export function lowerTable(step: TableStep, options: ActionOptions): Place {
  const { context, place } = options;
  const table = step.table ?? '';
  const words = table === '' ? 'a table' : table;
  switch (step.kind) {
    case 'store':
      return lowerStore(step, options);
    case 'find': {
      const { filters, match } = toFilters(step.test, place.scope);
      const orEmpty = options.after.some(asksIfFound);
      const next = append(
        {
          type: 'core.data-table',
          label: `Find ${step.noun && !words.startsWith(step.noun) ? `${step.noun} ` : ''}in ${words}`,
          params: {
            operation: 'find',
            table,
            filters,
            match,
            ...(step.limit ? { limit: step.limit } : {}),
            ...(orEmpty ? { orEmpty } : {}),
          },
        },
        options,
      );
      const key = next.ends[0]!.key;
      const source = {
        key,
        kind: 'rows' as const,
        base: '',
        nouns: [...(step.noun ? [step.noun] : []), table.toLowerCase().replace(/s$/, ''), 'row', 'record', 'entry'],
      };
      return {
        ...next,
        scope: {
          ...place.scope,
          sources: [...place.scope.sources, source],
          here: key,
          carried: new Set(),
          last: key,
          condensed: false,
        },
      };
    }
    case 'update': {
      const before = prepareValues(valuesOf(step.values), context, place);
      const params = {
        operation: 'update',
        table,
        values: named(step.values, before.scope),
        ...toFilters(step.test, before.scope),
        ...goesOn(options.after),
      };
      const next = append(
        { type: 'core.data-table', label: `Update ${words}`, params },
        { ...options, place: before },
        away(before.scope),
      );
      return asRow(withStored(next, step), options);
    }
    case 'delete-rows': {
      const next = append(
        {
          type: 'core.data-table',
          label: `Delete from ${words}`,
          params: { operation: 'delete', table, ...toFilters(step.test, place.scope), ...goesOn(options.after) },
        },
        options,
        away(place.scope),
      );
      return asRow(next, options);
    }
  }
}

/** "Delete the row …. If there is no such row …": what was changed tells whether there was one. */
function asRow(next: Place, { after }: ActionOptions): Place {
  const { sources } = next.scope;
  if (!after.some(asksIfFound) || sources.some(({ kind }) => kind === 'rows')) return next;
  const { key } = next.ends[0]!;
  const source = { key, kind: 'rows' as const, base: '', nouns: ['row', 'record', 'entry'] };
  return { ...next, scope: { ...next.scope, sources: [...sources, source], here: key, last: key } };
}

/** An answer is given whether or not there was a row to change. */
const goesOn = (after: readonly Step[]) =>
  after.some(step => step.kind === 'answer' || asksIfFound(step)) ? { orEmpty: true } : {};

/** "If found …": somebody must still arrive when no row was. */
export const asksIfFound = (step: Step): boolean =>
  step.kind === 'branch' &&
  step.cases.some(({ test }) =>
    /"(?:not_)?exists".*"of":"row"|"of":"row".*"(?:not_)?exists"/.test(JSON.stringify(test)),
  );

/** Behind a table step the item is its row. */
const away = (_scope: Scope): Partial<Scope> => ({ here: null, carried: new Set<string>() });

function lowerStore(step: Extract<Step, { kind: 'store' }>, options: ActionOptions): Place {
  const place = prepareValues(valuesOf(step.values), options.context, options.place);
  const { scope } = place;
  const table = step.table ?? '';
  const values = valuesFor(step, scope);
  const params = step.unique
    ? { operation: 'upsert', table, column: step.unique, values }
    : { operation: 'insert', table, values };
  const next = append(
    { type: 'core.data-table', label: `Store in ${table === '' ? 'a table' : table}`, params },
    { ...options, place },
    away(scope),
  );
  return withStored(next, step);
}

/** What is stored under a name that nothing else has ("with the status open") can be answered with later. */
function withStored(place: Place, { values }: Pick<Extract<Step, { kind: 'store' }>, 'values'>): Place {
  const { key } = place.ends[0]!;
  const own = values.filter(({ name, value }) => value.kind !== 'field' || value.name !== name).map(({ name }) => name);
  const fresh = own.filter(name => !place.scope.made.has(name) && !place.scope.triggerFields.has(name));
  if (fresh.length === 0) return place;
  const made = new Map([...place.scope.made, ...fresh.map((name): [string, string] => [name, key])]);
  return { ...place, scope: { ...place.scope, made, carried: new Set([key]) } };
}

/** Named fields; else the whole item. Where the item has been replaced on the way, what is known of it is named. */
function valuesFor(step: Extract<Step, { kind: 'store' }>, scope: Scope): { name: string; value: unknown }[] {
  const own = named(step.values, scope);
  const isWhole = step.what !== undefined;
  const source = scope.sources.at(-1);
  if (!isWhole || source === undefined) return own;
  const inPlace = scope.here === source.key || scope.condensed || isList(scope);
  if (own.length === 0 && inPlace)
    return source.kind === 'http' && scope.here === source.key
      ? [{ name: 'data', value: `{{ ${wholePath(scope)} }}` }]
      : [];
  const known = [...scope.triggerFields]
    .filter(name => !own.some(value => value.name === name))
    .map(name => ({ name, value: toParam({ kind: 'field', name }, scope) }));
  if (known.length > 0) return [...known, ...own];
  const kept =
    scope.sources[0]?.kind === 'time' && !isList(scope) ? [] : [{ name: 'data', value: `{{ ${wholePath(scope)} }}` }];
  return own.length > 0 && scope.sources[0]?.kind !== 'webhook' ? own : [...kept, ...own];
}

const operators = {
  equals: 'equals',
  not_equals: 'not_equals',
  greater: 'greater',
  less: 'less',
  contains: 'contains',
  is_not_empty: 'exists',
  exists: 'exists',
  after: 'greater',
  before: 'less',
} as const;

/** Which rows: columns on the left, values on the right. At-least and at-most become the next lower or higher number. */
export function toFilters(test: Test | null, scope: Scope): { filters: unknown[]; match: 'all' | 'any' } {
  if (test === null) return { filters: [], match: 'all' };
  const tests = test.kind === 'all' || test.kind === 'any' ? test.tests : [test];
  const filters = tests.flatMap(inner => (inner.kind === 'compare' ? [toFilter(inner.comparison, scope)] : []));
  return { filters, match: test.kind === 'any' ? 'any' : 'all' };
}

function toFilter({ subject, operator, value }: Comparison, scope: Scope) {
  const column = subject?.kind === 'field' ? (subject.name === 'date' ? 'created_at' : subject.name) : 'id';
  const known = operators[operator as keyof typeof operators] ?? 'equals';
  if (operator === 'is_true' || operator === 'is_false')
    return { column, operator: 'equals', value: operator === 'is_true' };
  return value === undefined ? { column, operator: known } : { column, operator: known, value: toParam(value, scope) };
}
