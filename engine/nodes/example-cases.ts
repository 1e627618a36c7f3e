import type { Item } from '../workflow/schema';
import { type Variable, walk } from './example-decisions';
import type { Tracer } from './example-trace';

const maxTried = 2_000;
const maxCases = 8;

interface Tried {
  values: readonly unknown[];
  ways: ReadonlySet<string>;
}

/** The fewest sets of values, first tried first, that together take every way that any of them takes. */
export function chooseCases(
  tracer: Tracer,
  { variables, toItem }: { variables: readonly Variable[]; toItem: (values: readonly unknown[]) => Item },
): (readonly unknown[])[] {
  const tried = assignments(variables).flatMap(values => {
    const walked = walk(tracer, toItem(values));
    return walked ? [{ values, ways: walked.ways }] : [];
  });
  const chosen: Tried[] = [];
  const missing = new Set(tried.flatMap(({ ways }) => [...ways]));
  while (missing.size > 0 && chosen.length < maxCases) {
    const best = bestOf(tried, { missing, last: chosen.at(-1) });
    chosen.push(best);
    for (const way of best.ways) missing.delete(way);
  }
  const first = tried[0]?.values ?? variables.map(({ values }) => values[0]);
  return chosen.length > 0 ? chosen.map(({ values }) => values) : [first];
}

/** Most of what is missing, then least different from the case before it, so that a label stays short. */
function bestOf(tried: readonly Tried[], { missing, last }: { missing: ReadonlySet<string>; last: Tried | undefined }) {
  const gain = ({ ways }: Tried) => [...ways].filter(way => missing.has(way)).length;
  const changes = ({ values }: Tried) =>
    last ? values.filter((value, index) => value !== last.values[index]).length : 0;
  return tried.reduce((best, next) => {
    const [more, fewer] = [gain(next) - gain(best), changes(best) - changes(next)];
    return more > 0 || (more === 0 && fewer > 0) ? next : best;
  });
}

/** All combinations while they are few; else the first values, and every change of one or two of them. */
function assignments(variables: readonly Variable[]): (readonly unknown[])[] {
  const count = variables.reduce((product, { values }) => product * values.length, 1);
  if (count <= maxTried) {
    return variables.reduce<unknown[][]>(
      (sets, { values }) => sets.flatMap(set => values.map(value => [...set, value])),
      [[]],
    );
  }
  const first = variables.map(({ values }) => values[0]);
  const changeOne = (set: readonly unknown[]) =>
    variables.flatMap(({ values }, index) => values.slice(1).map(value => set.with(index, value)));
  const once = changeOne(first);
  return [first, ...once, ...once.flatMap(changeOne)].slice(0, maxTried);
}
