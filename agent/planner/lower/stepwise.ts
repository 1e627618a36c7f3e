import type { Assignment, Step, Test, Value } from '../plan';

type SetStep = Extract<Step, { kind: 'set' }>;
type Branch = Extract<Step, { kind: 'branch' }>;

/** What a step sets can be read by the steps behind it only; a decision that does nothing but set fields is one value by conditions. */
export const stepwise = (steps: readonly Step[]): Step[] =>
  answerLast(together(grouped(steps))).flatMap((step, at, all): Step[] => {
    if (step.kind === 'set') return inTurn(step);
    if (step.kind !== 'branch') return [step];
    const branch = withOther(step);
    const known = new Set(all.slice(0, at).flatMap(namesSet));
    return [onlySets(branch) ? toChoice(branch, known) : branch];
  });

/** "group the sales by customer, sum amount": one step does both. */
function grouped(steps: readonly Step[]): Step[] {
  return steps.flatMap((step, at): Step[] => {
    const [before, next] = [steps[at - 1], steps[at + 1]];
    if (isBareGroup(step) && next?.kind === 'aggregate' && next.groupBy === undefined)
      return [{ ...next, groupBy: step.groupBy! }];
    return step.kind === 'aggregate' && step.groupBy === undefined && before && isBareGroup(before) ? [] : [step];
  });
}

/** "count the rows and add up the hours": one step makes both, for the second would have nothing left to add up. */
function together(steps: readonly Step[]): Step[] {
  const done: Step[] = [];
  for (const step of steps) {
    const before = done.at(-1);
    if (step.kind === 'aggregate' && before?.kind === 'aggregate' && !step.groupBy && !before.groupBy)
      done[done.length - 1] = { ...before, operations: [...before.operations, ...step.operations] };
    else done.push(step);
  }
  return done;
}

const isBareGroup = (step: Step): step is Extract<Step, { kind: 'aggregate' }> =>
  step.kind === 'aggregate' &&
  step.groupBy !== undefined &&
  step.operations.length === 1 &&
  step.operations[0]!.operation === 'count';

/** "Answer with the list, biggest first": what is answered is sorted before; of two answers on one way the last counts. */
function answerLast(steps: readonly Step[]): Step[] {
  const kept = steps.filter(
    (step, at) => !(step.kind === 'answer' && isValue(step) && steps[at + 1]?.kind === 'answer'),
  );
  for (let at = 1; at < kept.length; at += 1) {
    const [before, step] = [kept[at - 1]!, kept[at]!];
    if (before.kind !== 'answer' || (step.kind !== 'sort' && step.kind !== 'limit')) continue;
    kept[at - 1] = step;
    kept[at] = before;
  }
  return kept;
}

const isValue = ({ body }: Extract<Step, { kind: 'answer' }>) => body?.kind === 'field' || body?.kind === 'object';

/** "If found …, if not found …" is one question: its second case is the other one. */
function withOther(step: Branch): Branch {
  const [first, second] = step.cases;
  if (step.cases.length !== 2 || step.otherwise !== null || !first || !second) return step;
  return JSON.stringify(opposite(first.test)) === JSON.stringify(second.test) ||
    JSON.stringify(opposite(second.test)) === JSON.stringify(first.test)
    ? { kind: 'branch', cases: [first], otherwise: second.steps }
    : step;
}

const opposite = (test: Test): Test => (test.kind === 'not' ? test.test : { kind: 'not', test });

const namesSet = (step: Step): string[] => (step.kind === 'set' ? step.fields.map(({ name }) => name) : []);

/** "vat as 20 percent of net and gross as net plus vat": gross needs what vat has set. */
function inTurn(step: SetStep): Step[] {
  const groups: Assignment[][] = [[]];
  for (const field of step.fields) {
    const names = new Set(groups.at(-1)!.map(({ name }) => name));
    if (fieldsOf(field.value).some(name => names.has(name))) groups.push([field]);
    else groups.at(-1)!.push(field);
  }
  return groups.map(fields => ({ ...step, fields }));
}

function fieldsOf(value: Value): string[] {
  switch (value.kind) {
    case 'field':
      return [value.name];
    case 'parts':
      return value.parts.flatMap(fieldsOf);
    case 'object':
      return value.entries.flatMap(entry => fieldsOf(entry.value));
    case 'sum':
      return [...fieldsOf(value.left), ...fieldsOf(value.right)];
    case 'call':
      return fieldsOf(value.value);
    case 'choice':
      return [
        ...value.cases.flatMap(option => [...fieldsOf(option.value), ...fieldsOfTest(option.test)]),
        ...(value.otherwise ? fieldsOf(value.otherwise) : []),
      ];
    default:
      return [];
  }
}

function fieldsOfTest(test: Test): string[] {
  if (test.kind === 'not') return fieldsOfTest(test.test);
  if (test.kind !== 'compare') return test.tests.flatMap(fieldsOfTest);
  const { subject, value } = test.comparison;
  return [subject, value].flatMap(side => (side ? fieldsOf(side) : []));
}

const onlySets = (step: Branch) => {
  const ways = [...step.cases.map(option => option.steps), step.otherwise ?? []];
  return (
    ways.some(way => way.length > 0) &&
    ways.every(way => way.every(inner => inner.kind === 'set' && !inner.only)) &&
    ways.every(isPlain)
  );
};

/** No way sets a field from one that it has set before. */
const isPlain = (way: readonly Step[]) => {
  const names = way.flatMap(namesSet);
  return (
    new Set(names).size === names.length &&
    !way
      .slice(1)
      .some(
        step =>
          step.kind === 'set' && step.fields.some(({ value }) => fieldsOf(value).some(name => names.includes(name))),
      )
  );
};

/** What a case does not set stays as it was; what was not there before is empty then. */
function toChoice(step: Branch, known: ReadonlySet<string>): SetStep {
  const valuesOf = (way: readonly Step[]) =>
    new Map(way.flatMap(inner => (inner.kind === 'set' ? inner.fields : [])).map(({ name, value }) => [name, value]));
  const ways = step.cases.map(option => ({ test: option.test, values: valuesOf(option.steps) }));
  const last = valuesOf(step.otherwise ?? []);
  const names = [...new Set([...ways.flatMap(way => [...way.values.keys()]), ...last.keys()])];
  const before = (name: string): Value | null =>
    known.has(name) || ways.some(way => fieldsOf(way.values.get(name) ?? { kind: 'number', value: 0 }).includes(name))
      ? { kind: 'field', name }
      : null;
  const fields = names.map(name => ({
    name,
    value: {
      kind: 'choice' as const,
      cases: ways.map(way => ({
        test: way.test,
        value: way.values.get(name) ?? before(name) ?? { kind: 'text' as const, text: '' },
      })),
      otherwise: last.get(name) ?? before(name),
    },
  }));
  return { kind: 'set', fields };
}
