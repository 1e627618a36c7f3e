import { casePort } from '@/engine/nodes/switch-cases';
import { subjectOfTest } from '../grammar/cases';
import type { Case, Step, Test } from '../plan';
import { prepareTest } from './aggregates';
import type { Builder, End } from './builder';
import { toConditions } from './conditions';
import { lowerAction } from './lower-action';
import { lowerLoop } from './lower-loop';
import type { Scope } from './scope';
import { toParam } from './script';
import { containsAnswer, describeTest, describeValue } from './words';

export interface LowerContext {
  builder: Builder;
  /** Somebody waits for an answer. */
  answers: boolean;
}

/** A place in the workflow that is being built: where the next step is joined, and what it can refer to. */
export interface Place {
  ends: readonly End[];
  scope: Scope;
}

export function lowerSteps(steps: readonly Step[], context: LowerContext, place: Place): Place {
  return steps.reduce(
    (at, step, index) => lowerStep(step, { context, place: at, after: steps.slice(index + 1) }),
    place,
  );
}

interface StepOptions {
  context: LowerContext;
  place: Place;
  after: readonly Step[];
}

function lowerStep(step: Step, { context, place, after }: StepOptions): Place {
  if (place.ends.length === 0 || step.kind === 'stop') return { ...place, ends: [] };
  if (step.kind === 'join')
    return { ...place, ends: place.ends.map(({ key, port, answered }) => ({ key, port, answered })) };
  const ends = joinable(place.ends, [step, ...after]);
  const here = { ...place, ends };
  if (step.kind === 'loop') return lowerLoop(step, { context, place: here, after });
  return step.kind === 'branch' ? lowerBranch(step, context, here) : lowerAction(step, { context, place: here, after });
}

/** Ways that were answered are not led to a second answer. */
function joinable(ends: readonly End[], steps: readonly Step[]): readonly End[] {
  const accepted = ends.filter(end => !end.refused);
  if (accepted.length > 0 && accepted.length < ends.length) return joinable(accepted, steps);
  const open = ends.filter(end => !end.answered);
  return open.length > 0 && open.length < ends.length && containsAnswer(steps) ? open : ends;
}

function lowerBranch(step: Extract<Step, { kind: 'branch' }>, context: LowerContext, start: Place): Place {
  const place = step.cases.reduce((at, option) => prepareTest(option.test, context, at), start);
  const ways = step.cases.length === 1 ? lowerIf(step, context, place) : lowerSwitch(step, context, place);
  const ends = ways.flatMap(way => way.ends);
  const going = ways.filter(way => way.ends.some(end => !end.refused));
  return {
    ends,
    scope: meet(
      place.scope,
      (going.length > 0 ? going : ways).map(way => way.scope),
    ),
  };
}

function lowerIf(step: Extract<Step, { kind: 'branch' }>, context: LowerContext, place: Place): Place[] {
  const [option] = step.cases as [Case];
  const turned = option.test.kind === 'not';
  const test = option.test.kind === 'not' ? option.test.test : option.test;
  const key = context.builder.add(
    { type: 'core.if', label: `${describeTest(test)}?`, params: { ...toConditions(test, place.scope) } },
    place.ends,
  );
  const scope = { ...place.scope };
  const missing = emptyWay(test);
  const way = (port: string, steps: readonly Step[]) =>
    lowerSteps(steps, context, {
      scope: port === missing ? withoutRows(scope) : scope,
      ends: [{ key, port, answered: false }],
    });
  return [way(turned ? 'no' : 'yes', option.steps), way(turned ? 'yes' : 'no', step.otherwise ?? [])];
}

/** The way that is taken when a look-up gave nothing. */
function emptyWay(test: Test): 'yes' | 'no' | null {
  if (test.kind === 'not') {
    const inner = emptyWay(test.test);
    return inner === null ? null : inner === 'yes' ? 'no' : 'yes';
  }
  const comparison = test.kind === 'compare' ? test.comparison : null;
  if (comparison?.subject?.kind !== 'field' || comparison.subject.of !== 'row') return null;
  return comparison.operator === 'not_exists' ? 'yes' : comparison.operator === 'exists' ? 'no' : null;
}

/** Where no row was found, names mean what the request brought. */
function withoutRows(scope: Scope): Scope {
  if (scope.sources.length < 2 || scope.sources.at(-1)!.kind !== 'rows') return scope;
  return { ...scope, sources: scope.sources.slice(0, -1), here: null };
}

function lowerSwitch(step: Extract<Step, { kind: 'branch' }>, context: LowerContext, place: Place): Place[] {
  const names = uniqueNames(step.cases);
  const { scope } = place;
  const byValue = step.subject !== undefined && step.cases.every(({ test }) => equalsOf(test) !== null);
  const cases = step.cases.map(({ test }, at) =>
    byValue
      ? { name: names[at]!, equals: toParam(equalsOf(test)!, scope) }
      : { name: names[at]!, ...toConditions(test, scope) },
  );
  const asked = step.subject ?? sharedSubject(step.cases);
  const label = asked ? `By ${describeValue(asked)}` : `Which case: ${names.slice(0, 3).join(', ')}`;
  const key = context.builder.add(
    { type: 'core.switch', label, params: byValue ? { value: toParam(step.subject!, scope), cases } : { cases } },
    place.ends,
  );
  const way = (port: string, steps: readonly Step[]) =>
    lowerSteps(steps, context, {
      scope: step.cases.some(({ test }, at) => portOf(names[at]!) === port && emptyWay(test) === 'yes')
        ? withoutRows(scope)
        : { ...scope },
      ends: [{ key, port, answered: false }],
    });
  return [
    ...step.cases.map((option, at) => way(portOf(names[at]!), option.steps)),
    way('otherwise', step.otherwise ?? []),
  ];
}

/** The one thing that all cases ask about. */
function sharedSubject(cases: readonly Case[]) {
  const subjects = cases.map(({ test }) => subjectOfTest(test));
  return subjects.every(subject => subject !== null && JSON.stringify(subject) === JSON.stringify(subjects[0]))
    ? subjects[0]!
    : null;
}

const equalsOf = (test: Test) =>
  test.kind === 'compare' && test.comparison.operator === 'equals' && test.comparison.value !== undefined
    ? test.comparison.value
    : null;

/** Ports are called after their cases, so no two may look alike. */
function uniqueNames(cases: readonly Case[]): string[] {
  const taken = new Set<string>(['otherwise', 'error']);
  return cases.map(({ name, test }, at) => {
    const wanted = (name ?? describeTest(test)).slice(0, 40).trim() || `case ${at + 1}`;
    let chosen = wanted;
    for (let count = 2; taken.has(portOf(chosen)); count += 1) chosen = `${wanted.slice(0, 36)} ${count}`;
    taken.add(portOf(chosen));
    return chosen;
  });
}

const portOf = (name: string) => casePort(name);

/** Behind a meeting point only what every way still carries can be read from the item itself. */
function meet(before: Scope, ways: readonly Scope[]): Scope {
  const kept = ways.every(way => way.here === before.here);
  const made = new Map([...before.made, ...ways.flatMap(way => [...way.made])]);
  const carried = new Set([...made.values()].filter(key => ways.every(way => way.carried.has(key))));
  const sameSources = ways.every(way => way.sources.length === before.sources.length);
  const longest = ways.reduce((best, way) => (way.sources.length > best.sources.length ? way : best), ways[0]!);
  return {
    ...before,
    sources: sameSources ? before.sources : longest.sources,
    here: kept ? before.here : null,
    made,
    carried,
    last: before.last,
  };
}
