import { casePort } from '@/engine/nodes/switch-cases';
import type { Reader } from '../grammar/reader';
import type { Step, Test, Way } from '../plan';

const owner = 'way';

/** "it is a complaint", "for praise", behind a step that sorts into just these: which of its ways is meant. */
export function readWay(text: string, { ways }: Reader): Test | null {
  if (ways === undefined) return null;
  const said =
    /^(?:(?:it|this|that|the \p{L}+|they|the result|the category|the class|classified|category)(?: is| are| was|'s|:)?(?: classified| categori[sz]ed| labell?ed)?(?: as)?|for|when|in case of|is|as) (?:an? |the )?(.+)$/iu.exec(
      text,
    )?.[1] ?? text;
  const names = said
    .split(/\s*,\s*(?:or )?|\s+or\s+/i)
    .map(name => casePort(name.replace(/^(?:an?|the) /i, '').replace(/[⟨⟩]/g, '')));
  const found = names.map(name => ways.find(way => way === name || `${way}s` === name || way === `${name}s`));
  if (found.some(way => way === undefined || way === 'otherwise')) return null;
  const tests = found.map(
    (way): Test => ({
      kind: 'compare',
      comparison: {
        subject: { kind: 'field', name: 'category', of: owner },
        operator: 'equals',
        value: { kind: 'text', text: way! },
      },
    }),
  );
  return tests.length === 1 ? tests[0]! : { kind: 'any', tests };
}

/** A decision right behind such a step is no step of its own: its cases are the ways out. */
export function routed(steps: readonly Step[]): Step[] {
  const done: Step[] = [];
  for (const step of steps) {
    const before = done.at(-1);
    const ways =
      before?.kind === 'other' && before.gives.ways && step.kind === 'branch' ? waysOf(step, before.gives.ways) : null;
    if (ways !== null && before?.kind === 'other') done[done.length - 1] = { ...before, ways };
    else done.push(step);
  }
  return done;
}

function waysOf({ cases, otherwise }: Extract<Step, { kind: 'branch' }>, ways: readonly string[]): Way[] | null {
  const named = cases.map(({ test, steps }) => ({ names: namesIn(test), steps: routed(steps) }));
  if (named.some(({ names }) => names === null)) return null;
  const taken = named.flatMap(({ names }) => names!);
  return [...(named as Way[]), { names: ways.filter(way => !taken.includes(way)), steps: routed(otherwise ?? []) }];
}

function namesIn(test: Test): string[] | null {
  if (test.kind === 'any') {
    const names = test.tests.map(namesIn);
    return names.some(each => each === null) ? null : names.flatMap(each => each!);
  }
  if (test.kind !== 'compare') return null;
  const { subject, value } = test.comparison;
  return subject?.kind === 'field' && subject.of === owner && value?.kind === 'text' ? [value.text] : null;
}
