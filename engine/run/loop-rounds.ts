import { AppError } from '../errors';
import type { LoopPlan } from '../nodes/loop-plan';
import { isObject } from '../workflow/equal';
import { placeInRound } from '../workflow/lineage';
import { parsePath, walkPath } from '../workflow/path';
import type { Item } from '../workflow/schema';
import type { Given, RoundEnd } from './level';
import type { NodeExecution } from './node-execution';

/** What a round begins with, and of which item of the loop's input each is. */
export interface Round extends Given {
  origins: readonly (number | null)[];
}

/** What came back from a round. */
export type Back = Round & Pick<RoundEnd, 'finishedAt' | 'simulated'>;

/** The first round; null where there is nothing to do. */
export function firstRound(plan: LoopPlan, whole: Round): Round | null {
  if (plan.kind === 'each') return portion(whole, { at: 0, size: plan.size });
  return plan.kind === 'pages' ? page(whole, { page: plan.firstPage }) : whole;
}

/** The one after; null when the loop is over. `conditions` of the plan are looked at by whoever asks. */
export function nextRound(
  plan: LoopPlan,
  { whole, index, back }: { whole: Round; index: number; back: Back },
): Round | null {
  switch (plan.kind) {
    case 'each':
      return portion(whole, { at: (index + 1) * plan.size, size: plan.size });
    case 'until':
      if (plan.again === 'input') return whole;
      return back.items.length > 0 ? back : null;
    case 'pages': {
      if (back.items.length === 0) return null;
      if (!plan.cursorField) return page(whole, { page: plan.firstPage + index + 1 });
      const cursor = cursorIn(back.items.at(-1)!, plan.cursorField);
      return cursor === null ? null : page(whole, { page: plan.firstPage + index + 1, cursor });
    }
  }
}

/** More rounds than may be: known beforehand only where the items are counted. */
export function tooManyAhead(plan: LoopPlan, { items }: Given): AppError | null {
  if (plan.kind !== 'each' || plan.atLimit === 'stop') return null;
  const rounds = Math.ceil(items.length / plan.size);
  return rounds > plan.maxRounds ? new AppError('loop.too_many_rounds', { rounds, limit: plan.maxRounds }) : null;
}

/** What came back, with the item of the loop's input that each comes from. */
export function backFrom(
  { ends, finishedAt, simulated }: RoundEnd,
  { round, prefix, records }: { round: Round; prefix: string; records: ReadonlyMap<string, NodeExecution> },
): Back {
  const only = round.items.length === 1 ? 0 : null;
  const places = ends.map(({ source }) => placeInRound(records, source, { prefix, sources: round.sources }) ?? only);
  return {
    items: ends.map(({ item }) => item),
    sources: ends.map(({ source }) => source),
    origins: places.map(place => (place === null ? null : (round.origins[place] ?? null))),
    ...{ finishedAt, simulated },
  };
}

/** Everything that arrived at the loop. */
export const wholeOf = ({ items, sources }: Given): Round => ({
  items,
  sources,
  origins: items.map((_item, index) => index),
});

function portion({ items, sources, origins }: Round, { at, size }: { at: number; size: number }): Round | null {
  if (at >= items.length) return null;
  const cut = <Value>(list: readonly Value[]) => list.slice(at, at + size);
  return { items: cut(items), sources: cut(sources), origins: cut(origins) };
}

/** Each round begins with what arrived, and knows its page; without any input it is an item of its own. */
function page({ items, sources, origins }: Round, facts: Item): Round {
  if (items.length === 0) return { items: [facts], sources: [], origins: [null] };
  return { items: items.map(item => ({ ...item, ...facts })), sources, origins };
}

/** Where the next page begins; null, an empty text and `false` say that there is none. */
function cursorIn(item: Item, field: string): Item[string] | null {
  const segments = parsePath(field);
  const walk = segments && isObject(item) ? walkPath(item, segments) : null;
  const value = walk?.found ? (walk.value as Item[string]) : null;
  return value === '' || value === false || value === undefined ? null : value;
}
