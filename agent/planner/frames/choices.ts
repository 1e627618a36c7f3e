import type { Assignment, Step, Value } from '../plan';

type Branch = Extract<Step, { kind: 'branch' }>;

/** "If days is 7 or more take 10 % off": ways that do nothing but set one value are that value, with its cases. */
export function asChoice(step: Step): Step {
  if (step.kind !== 'branch') return step;
  const ways = [...step.cases.map(({ steps }) => steps), ...(step.otherwise ? [step.otherwise] : [])];
  const names = new Set(
    ways.flatMap(steps => steps.flatMap(inner => (inner.kind === 'set' ? inner.fields.map(({ name }) => name) : []))),
  );
  const [name] = names;
  const only = ways.every(steps => steps.length === 1 && steps[0]!.kind === 'set' && steps[0]!.fields.length === 1);
  return only && names.size === 1
    ? { kind: 'set', fields: [{ name: name!, value: choiceOf(step, name!) }] }
    : within(step);
}

const within = (step: Branch): Step => ({
  ...step,
  cases: step.cases.map(option => ({ ...option, steps: option.steps.map(asChoice) })),
  otherwise: step.otherwise?.map(asChoice) ?? null,
});

const setOf = (steps: readonly Step[]): Assignment => {
  const [step] = steps;
  if (step?.kind !== 'set') throw new Error('not a way that sets a value');
  return step.fields[0]!;
};

function choiceOf({ cases, otherwise }: Branch, name: string): Value {
  return {
    kind: 'choice',
    cases: cases.map(({ test, steps }) => ({ test, value: setOf(steps).value })),
    otherwise: otherwise ? setOf(otherwise).value : { kind: 'field', name },
  };
}
