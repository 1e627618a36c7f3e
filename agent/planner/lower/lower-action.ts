import type { Assignment, Step, Value } from '../plan';
import { condense, prepareTest, prepareValues, valuesOf } from './aggregates';
import type { NewStep } from './builder';
import { toConditions } from './conditions';
import { lowerCall } from './lower-call';
import { lowerOther } from './lower-other';
import type { LowerContext, Place } from './lower-steps';
import { lowerTable } from './lower-table';
import { isList, pathOf, plainPath, type Scope } from './scope';
import { toParam } from './script';
import { describeTest, describeValue } from './words';

export interface ActionOptions {
  context: LowerContext;
  place: Place;
  after: readonly Step[];
}

export const named = (assignments: readonly Assignment[], scope: Scope) =>
  assignments.map(({ name, value }) => ({
    name,
    value:
      value.kind === 'field' && scope.optional?.has(value.name)
        ? `{{ ${pathOf(scope, value.name, value.of)} ?? null }}`
        : toParam(summed(value, scope), scope),
  }));

/** "Write it as total", right behind a sum: "it" is that number, not the item around it. */
function summed(value: Value, scope: Scope): Value {
  const own = [...scope.made].filter(([, key]) => scope.carried.has(key));
  return value.kind === 'whole' && scope.condensed && own.length === 1 ? { kind: 'field', name: own[0]![0] } : value;
}

/** Adds one step and moves on behind it. */
export function append(
  step: NewStep,
  { context, place }: { context: LowerContext; place: Place },
  scope: Partial<Scope> = {},
): Place {
  const key = context.builder.add(step, place.ends);
  return {
    ends: [{ key, port: 'next', answered: place.ends.some(end => end.answered) }],
    scope: { ...place.scope, ...scope },
  };
}

export function lowerAction(
  step: Exclude<Step, { kind: 'branch' | 'stop' | 'join' | 'loop' }>,
  options: ActionOptions,
): Place {
  const { context, place } = options;
  const { scope } = place;
  switch (step.kind) {
    case 'answer':
      return lowerAnswer(step, options);
    case 'store':
    case 'find':
    case 'update':
    case 'delete-rows':
      return lowerTable(step, options);
    case 'http':
    case 'feed':
    case 'missing':
    case 'open':
      return lowerCall(step, options);
    case 'filter': {
      const before = prepareTest(step.test, context, place);
      const label =
        step.test.kind === 'not' ? `Without ${describeTest(step.test.test)}` : `Only ${describeTest(step.test)}`;
      const next = append(
        { type: 'core.filter', label, params: { ...toConditions(step.test, before.scope) } },
        { context, place: before },
      );
      return lastly(next);
    }
    case 'set':
      return lowerSet(step, options);
    case 'sort': {
      const by = step.by.map(({ field, descending }) => ({ field: plainPath(scope, field), descending }));
      return lastly(
        append(
          {
            type: 'core.sort',
            label: `Sort by ${step.by.map(({ field }) => field.replaceAll('_', ' ')).join(', ')}`,
            params: { by },
          },
          options,
        ),
      );
    }
    case 'limit':
      return lastly(
        append(
          {
            type: 'core.limit',
            label: `${step.from === 'end' ? 'Last' : 'First'} ${step.count}`,
            params: { count: step.count, from: step.from },
          },
          options,
        ),
      );
    case 'aggregate': {
      const label = step.operations
        .map(({ operation, field }) =>
          operation === 'count'
            ? 'Count'
            : describeValue({ kind: 'aggregate', operation, ...(field ? { field } : {}) }),
        )
        .join(', ');
      return condense(step.operations, {
        context,
        place,
        label: step.groupBy ? `${label} per ${step.groupBy}` : label,
        ...(step.groupBy ? { groupBy: step.groupBy } : {}),
      });
    }
    case 'once':
      return place;
    case 'other':
      return lowerOther(step, options);
  }
}

const lastly = (place: Place): Place => ({ ...place, scope: { ...place.scope, last: place.ends[0]!.key } });

function lowerAnswer(step: Extract<Step, { kind: 'answer' }>, { context, place: start }: ActionOptions): Place {
  if (!context.answers) {
    context.builder.assumptions.push(
      'Nobody waits for an answer when it does not start from a webhook, so I left the answer out.',
    );
    return start;
  }
  const place = prepareValues([step.body], context, start);
  const { scope } = place;
  const list = step.body?.kind === 'whole' && isList(scope);
  const body = list
    ? `{{ nodes.${scope.last}.items }}`
    : step.body === null
      ? defaultBody(step.status)
      : toParam(step.body, scope);
  const words = step.body === null ? String(step.status ?? 'ok') : list ? 'the list' : describeValue(step.body);
  const label = `Answer ${step.body?.kind === 'text' ? `"${words}"` : words}${step.status !== undefined && step.body !== null ? ` (${step.status})` : ''}`;
  const key = context.builder.add(
    {
      type: 'core.respond',
      label,
      params: {
        ...(step.status === undefined ? {} : { status: step.status }),
        ...(body === undefined ? {} : { body }),
      },
    },
    place.ends,
  );
  return {
    ends: [{ key, port: 'next', answered: true, ...((step.status ?? 200) >= 400 ? { refused: true } : {}) }],
    scope,
  };
}

const defaultBody = (status: number | undefined) => (status === undefined || status === 200 ? 'ok' : undefined);

function lowerSet(step: Extract<Step, { kind: 'set' }>, { context, place: start }: ActionOptions): Place {
  const place = prepareValues(valuesOf(step.fields), context, start);
  const { scope } = place;
  const fields = named(step.fields, scope);
  const label = `Set ${step.fields.map(({ name }) => name.replaceAll('_', ' ')).join(', ')}`;
  const here = scope.sources.at(-1);
  // In a request the fields live under `body`: what is set there is stored with the rest of it.
  const base = here && scope.here === here.key && here.base === 'body' ? 'body.' : '';
  const key = context.builder.add(
    { type: 'core.set', label, params: { fields: fields.map(field => ({ ...field, name: `${base}${field.name}` })) } },
    place.ends,
  );
  const ends = [{ key, port: 'next', answered: place.ends.some(end => end.answered) }];
  if (base !== '')
    return {
      ends,
      scope: {
        ...scope,
        last: key,
        changed: new Set([...(scope.changed ?? []), ...step.fields.map(({ name }) => name)]),
        changer: key,
      },
    };
  const made = new Map([...scope.made, ...step.fields.map(({ name }): [string, string] => [name, key])]);
  return { ends, scope: { ...scope, made, carried: new Set([...scope.carried, key]), last: key } };
}
