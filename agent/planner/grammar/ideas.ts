import { toNumber } from '../language/numbers';
import type { Segment } from '../language/segments';
import type { Plan, Step } from '../plan';

/** An idea that words tell, and what a plan must hold where it was understood. */
interface Idea {
  said: RegExp;
  held(built: string, plan: Plan): boolean;
}

const treats =
  (...names: readonly string[]) =>
  (built: string): boolean =>
    names.some(name => built.includes(`"name":"${name}"`)) || /"kind":"expression"/.test(built);

/** What came in, or rows that a table gave: figures of a table need its rows. */
const asksTable = (built: string): boolean => /"kind":"find"/.test(built);

const ideas: readonly Idea[] = [
  { said: /\b(?:upper[- ]?case|capital letters|all caps)\b/i, held: treats('upper') },
  { said: /\blower[- ]?case\b/i, held: treats('lower') },
  {
    said: /\bgroup(?:ed|ing)? (?:it |them |the [\p{L} ]+ )?by\b|\b(?:sum|total|count|average|mean|number|how many|add up|highest|lowest)\b.*\bper (?!cent\b|day\b|hour\b|week\b|month\b|year\b|minute\b|mail\b|e-?mail\b|post\b|webhook\b|http\b)\p{L}+/iu,
    held: built => /"groupBy"/.test(built),
  },
  {
    said: /\b(?:highest|lowest|largest|smallest|biggest|longest|shortest|fastest|slowest|oldest|youngest|newest|latest|earliest|heaviest|lightest|cheapest|dearest|best|worst|most|least|maximum|minimum|average|mean|sum|total) (?:of (?:the |all )?)?[\p{L}_]+ (?:in|of|from) (?:the |that |this |my )?(?:whole )?table\b/iu,
    held: asksTable,
  },
  {
    said: /\b(?:is|are|lies?|was|date|day) (?:already )?in the (?:past|future)\b/i,
    held: built => /"operator":"(?:before|after|less|greater)/.test(built),
  },
];

/** "at most 10": what is compared is asked somewhere, however the number is held elsewhere. */
const bound =
  /\b(?:at least|at most|more than|less than|fewer than|greater than|higher than|lower than|over|under|above|below|exceeds?|exceeding|>=?|<=?)\s*[€$£]?\s*(\d+(?:[.,]\d+)*k?)(?![\d.,:/-]*\d)(?!\s*(?:entries|entry|items?|posts?|rows?|results?|records?|lines?|times|of them|requests?|attempts?|tries|runs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|%|percent|characters?|letters?|words?|signs?)\b)/gi;

function comparedNumbers(value: unknown, found = new Set<number>()): Set<number> {
  if (Array.isArray(value)) for (const inner of value) comparedNumbers(inner, found);
  else if (typeof value === 'object' && value !== null) {
    if ('operator' in value && 'subject' in value)
      for (const [digits] of JSON.stringify(value).matchAll(/\d+(?:\.\d+)?/g)) found.add(Number(digits));
    for (const inner of Object.values(value)) comparedNumbers(inner, found);
  }
  return found;
}

/** No table is called so: what was said is told of something else. */
const noTable = /^(?:every|each|all|any|too|also|as well|the (?:past|future)|past|future|it|there)\b/i;

const tablesOf = (steps: readonly Step[]): string[] =>
  [...JSON.stringify(steps).matchAll(/"table":"([^"]+)"/g)].map(([, name]) => name!);

/**
 * The clauses whose idea is in nothing that was built: a treatment, a group, a bound, a figure of a table, a table by its
 * name. What was built would do something else than what was said, without a word.
 */
export function ideasLost(clauses: readonly Segment[], plan: Plan): Segment[] {
  const built = JSON.stringify(plan.steps);
  const bounds = comparedNumbers(plan.steps);
  const tables = tablesOf(plan.steps);
  // A service's own steps, and those that are still open, hold ideas in their own words.
  if (/"kind":"(?:other|missing|open)"/.test(built)) return [];
  return clauses.filter(
    ({ text }) =>
      ideas.some(({ said, held }) => said.test(text) && !held(built, plan)) ||
      [...text.matchAll(bound)].some(
        ([, digits]) => !bounds.has(toNumber(digits!) ?? Number.NaN) && !/"kind":"choice"/.test(built),
      ) ||
      tables.some(
        name =>
          noTable.test(name) &&
          text.toLowerCase().includes(name.toLowerCase()) &&
          !/\btable (?:called|named|⟨)/i.test(text),
      ),
  );
}
