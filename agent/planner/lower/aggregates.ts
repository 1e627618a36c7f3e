import { aggregateName } from '../grammar/value';
import type { AggregateOperation, Assignment, Test, Value } from '../plan';
import type { LowerContext, Place } from './lower-steps';
import { plainPath } from './scope';
import { describeValue } from './words';

type Aggregate = Extract<Value, { kind: 'aggregate' }>;

/** Counts and sums that a test asks about are made by a step of their own in front of it. */
export function prepareTest(test: Test, context: LowerContext, place: Place): Place {
  return makeAll(aggregatesOfTest(test), context, place);
}

export function prepareValues(
  values: readonly (Value | null | undefined)[],
  context: LowerContext,
  place: Place,
): Place {
  return makeAll(
    values.flatMap(value => (value ? aggregatesOf(value) : [])),
    context,
    place,
  );
}

export const valuesOf = (assignments: readonly Assignment[]) => assignments.map(({ value }) => value);

function makeAll(aggregates: readonly Aggregate[], context: LowerContext, place: Place): Place {
  const missing = aggregates.filter(aggregate => !place.scope.made.has(aggregateName(aggregate)));
  if (missing.length === 0) return place;
  const operations = missing.map(aggregate => ({
    operation: aggregate.operation,
    ...(aggregate.field ? { field: aggregate.field } : {}),
    as: aggregateName(aggregate),
  }));
  return condense(operations, { context, place, label: missing.map(describeValue).join(', ') });
}

interface CondenseOptions {
  context: LowerContext;
  place: Place;
  label: string;
  groupBy?: string;
}

type Operation = { operation: AggregateOperation; field?: string; as: string; separator?: string };

/** Adds the step that makes one item out of many. */
export function condense(operations: readonly Operation[], { context, place, label, groupBy }: CondenseOptions): Place {
  const { scope } = place;
  const params = {
    operations: operations.map(operation =>
      operation.field ? { ...operation, field: plainPath(scope, operation.field) } : operation,
    ),
    ...(groupBy ? { groupBy: plainPath(scope, groupBy) } : {}),
  };
  const key = context.builder.add({ type: 'core.aggregate', label, params }, place.ends);
  const made = new Map([
    ...scope.made,
    ...operations.map(({ as }): [string, string] => [as, key]),
    ...(groupBy ? [[groupBy, key] as [string, string]] : []),
  ]);
  return {
    ends: [{ key, port: 'next', answered: place.ends.some(end => end.answered) }],
    scope: {
      ...scope,
      made,
      carried: new Set([key]),
      here: null,
      last: key,
      condensed: !groupBy,
      ...(groupBy ? { grouped: groupBy } : {}),
    },
  };
}

function aggregatesOfTest(test: Test): Aggregate[] {
  switch (test.kind) {
    case 'compare':
      return [test.comparison.subject, test.comparison.value].flatMap(value => (value ? aggregatesOf(value) : []));
    case 'all':
    case 'any':
      return test.tests.flatMap(aggregatesOfTest);
    case 'not':
      return aggregatesOfTest(test.test);
  }
}

function aggregatesOf(value: Value): Aggregate[] {
  if (value.kind === 'aggregate') return [value];
  if (value.kind === 'parts') return value.parts.flatMap(aggregatesOf);
  if (value.kind === 'object') return value.entries.flatMap(entry => aggregatesOf(entry.value));
  return value.kind === 'sum' ? [...aggregatesOf(value.left), ...aggregatesOf(value.right)] : [];
}
