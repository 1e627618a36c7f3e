import type { Workflow } from '../workflow/schema';
import { habitCounts } from './habit-counts';

/** How often one type of step followed another in workflows that people wanted: `pairs['a > b']`, and `all` of each. */
export interface Habits {
  pairs: Readonly<Record<string, number>>;
  all: Readonly<Record<string, number>>;
}

/** Counted over the templates that come with Parley and the workflows of our own tuned cases (`LEARN=1 npm run bench -- suggestions`). */
export const learnedHabits: Habits = habitCounts;

const end = '-';

/** Counts neighbours; where nothing follows, that counts as an end. */
export function habitsOf(workflows: readonly Pick<Workflow, 'nodes' | 'connections'>[]): Habits {
  const pairs: Record<string, number> = {};
  const all: Record<string, number> = {};
  const add = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const { nodes, connections } of workflows) {
    const types = new Map(nodes.map(({ id, type }) => [id, type]));
    for (const { id, type } of nodes) {
      add(all, type);
      if (!connections.some(({ from }) => from === id)) add(pairs, `${type} > ${end}`);
    }
    for (const { from, to } of connections) add(pairs, `${types.get(from)} > ${types.get(to)}`);
  }
  return { pairs: inOrder(pairs), all: inOrder(all) };
}

const inOrder = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

interface Between {
  previous: string | null;
  next: string | null;
  type: string;
}

/** How likely a type is between two others, smoothed by how often it is used at all, so that the new has a chance. */
export function between({ pairs, all }: Habits, { previous, next, type }: Between): number {
  const total = Object.values(all).reduce((sum, count) => sum + count, 0);
  const usual = ((all[type] ?? 0) + 0.3) / (total + 20);
  const share = (pair: string, of: number) => ((pairs[pair] ?? 0) + 4 * usual) / (of + 4);
  const after = previous === null ? usual : share(`${previous} > ${type}`, all[previous] ?? 0);
  const ahead = share(`${type} > ${next ?? end}`, all[type] ?? 0);
  return after * ahead;
}
